// Check: where a target's providers are restricted, Microsoft Authenticator is still let through on iOS and Android.

import { defineCheck, failIfAny, notApplicable, type Concern } from '#domain/readiness/check.ts'
import {
  authenticationMethodsPolicy,
  passkeyConfiguration,
  type PasskeyConfiguration,
  type PasskeyProfile,
} from '#domain/tenant/authentication-methods-policy.ts'
import {
  admitsProvider,
  authenticatorAaGuids,
  changeProfiles,
  passkeyRequest,
  profileConcern,
  profilesInUse,
  profilesOf,
  restrictsProviders,
  unreadableProfile,
} from './parts/passkey-profiles.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-key-restrictions-allow-authenticator',
  severity: 'medium',
  title: 'Key restrictions let Microsoft Authenticator through.',
  why: 'Without the two AAGUIDs of Authenticator the choice "Passkey in Microsoft Authenticator" is absent, and phones without a synced vault have nowhere to keep a passkey.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-enable-authenticator-passkey',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    if (passkeys === undefined || profilesInUse(passkeys).length === 0)
      return notApplicable('No passkey profile is in use.')
    const unreadable = unreadableProfile(passkeys)
    if (unreadable !== undefined) return unreadable
    return failIfAny(
      closedProfiles(passkeys).map((profile): Concern => profileConcern(profile, 'Authenticator is not let through')),
      'Key restrictions shut Microsoft Authenticator out of some targets.',
      'Every target has a profile that lets Microsoft Authenticator through.',
    )
  },
  remedy({ policy }) {
    const passkeys = policy && passkeyConfiguration(policy)
    const portal = passkeyPage('Configure', 'Passkey profile', 'Target specific AAGUIDs', 'Microsoft Authenticator')
    const note = 'Adding AAGUIDs cuts nobody off. Keep a target for security keys alone as it is if that is meant.'
    const closed = passkeys === undefined ? [] : closedProfiles(passkeys)
    if (passkeys === undefined || closed.length === 0) return { portal, note }
    return {
      portal,
      note,
      requests: [passkeyRequest(passkeys, { passkeyProfiles: changeProfiles(passkeys, closed, admitAuthenticator) })],
    }
  },
})

function closedProfiles(passkeys: PasskeyConfiguration): readonly PasskeyProfile[] {
  const admits = (profile: PasskeyProfile) => authenticatorAaGuids.every((aaGuid) => admitsProvider(profile, aaGuid))
  const closed = (passkeys.includeTargets ?? [])
    .map((target) => profilesOf(passkeys, target))
    .filter((profiles) => profiles.length > 0 && !profiles.some(admits))
  return [...new Set(closed.flat())].filter(restrictsProviders)
}

function admitAuthenticator(profile: PasskeyProfile): PasskeyProfile {
  const restrictions = profile.keyRestrictions
  if (restrictions === null) return profile
  const others = restrictions.aaGuids.filter((aaGuid) => !authenticatorAaGuids.includes(aaGuid.toLowerCase()))
  const aaGuids = restrictions.enforcementType === 'block' ? others : [...others, ...authenticatorAaGuids]
  return { ...profile, keyRestrictions: { ...restrictions, aaGuids } }
}
