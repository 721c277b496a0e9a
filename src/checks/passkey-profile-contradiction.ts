// Check: no profile asks for attestation and allows synced passkeys at once. Seen in a live default profile; synced passkeys carry no attestation.

import { defineCheck, failIfAny, notApplicable } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, passkeyConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import {
  allowsSynced,
  changeProfiles,
  enforcesAttestation,
  passkeyRequest,
  profileConcern,
  profilesInUse,
  unreadableProfile,
} from './parts/passkey-profiles.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-profile-contradiction',
  severity: 'high',
  title: 'No passkey profile contradicts itself.',
  why: 'Synced passkeys cannot be attested. A profile that allows them and enforces attestation invites people into a registration that fails at its last step.',
  features: ['P1.1', 'P1.3'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkey-profiles',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    if (passkeys === undefined || profilesInUse(passkeys).length === 0)
      return notApplicable('No passkey profile is in use.')
    const contrary = profilesInUse(passkeys).filter((profile) => allowsSynced(profile) && enforcesAttestation(profile))
    if (contrary.length === 0) {
      const unreadable = unreadableProfile(passkeys)
      if (unreadable !== undefined) return unreadable
    }
    return failIfAny(
      contrary.map((profile) => profileConcern(profile, 'allows synced passkeys and enforces attestation')),
      'Synced passkeys are allowed where attestation is enforced: their registration fails.',
      'No profile in use allows what it then refuses.',
    )
  },
  remedy({ policy }) {
    const passkeys = policy && passkeyConfiguration(policy)
    const portal = passkeyPage('Configure', 'Passkey profile', 'Enforce attestation', 'No')
    const note =
      'For administrators make a device-bound, attested profile beside it: taking synced away cuts off whoever already uses one.'
    const contrary = (passkeys?.passkeyProfiles ?? []).filter(
      (profile) => allowsSynced(profile) && enforcesAttestation(profile),
    )
    if (passkeys === undefined || contrary.length === 0) return { portal, note }
    const passkeyProfiles = changeProfiles(passkeys, contrary, (profile) => ({
      ...profile,
      attestationEnforcement: 'disabled',
    }))
    return { portal, note, requests: [passkeyRequest(passkeys, { passkeyProfiles })] }
  },
})
