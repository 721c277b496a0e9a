// Check: staff may use the vault they already have. A synced passkey needs a profile that allows it and asks for no attestation.

import { defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
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
  id: 'passkey-profile-allows-synced',
  severity: 'high',
  title: 'A passkey profile for staff allows synced passkeys.',
  why: 'iCloud Keychain, Google Password Manager and Samsung Pass make synced passkeys. Where no profile allows them, each person needs another app or a key.',
  features: ['P1.1', 'P1.3', 'S7'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-synced-passkeys',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    const used = passkeys === undefined ? [] : profilesInUse(passkeys)
    if (passkeys === undefined || used.length === 0) return notApplicable('No passkey profile is in use.')
    const fits = used.find((profile) => allowsSynced(profile) && profile.attestationEnforcement === 'disabled')
    if (fits !== undefined) return pass(`Profile "${fits.name}" allows synced passkeys.`)
    const unreadable = unreadableProfile(passkeys)
    if (unreadable !== undefined) return unreadable
    return fail(
      'No passkey profile in use lets a synced passkey be registered.',
      used.map((profile) =>
        profileConcern(profile, enforcesAttestation(profile) ? 'attestation' : 'device-bound only'),
      ),
    )
  },
  remedy({ policy }) {
    const passkeys = policy && passkeyConfiguration(policy)
    const portal = passkeyPage('Configure', 'Add passkey profile', 'Passkey types', 'Synced')
    const note =
      'Target it at staff, and keep administrators on a device-bound, attested profile: any one profile that fits is enough.'
    const used = passkeys === undefined ? [] : profilesInUse(passkeys)
    // With several profiles in use, which of them is for staff is the owner's to say.
    if (passkeys === undefined || used.length !== 1) return { portal, note }
    const passkeyProfiles = changeProfiles(passkeys, used, (profile) => ({
      ...profile,
      passkeyTypes: 'deviceBound,synced',
      attestationEnforcement: 'disabled',
    }))
    return { portal, note, requests: [passkeyRequest(passkeys, { passkeyProfiles })] }
  },
})
