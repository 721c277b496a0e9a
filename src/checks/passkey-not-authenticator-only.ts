// Check: Microsoft Authenticator is not the only provider that the profiles let through. One of the pitfalls of a rollout.

import { defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import {
  authenticationMethodsPolicy,
  passkeyConfiguration,
  type PasskeyProfile,
} from '#domain/tenant/authentication-methods-policy.ts'
import {
  authenticatorAaGuids,
  profileConcern,
  profilesInUse,
  restrictsProviders,
  unreadableProfile,
} from './parts/passkey-profiles.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-not-authenticator-only',
  severity: 'medium',
  title: 'Microsoft Authenticator is not the only passkey provider allowed.',
  why: 'Many people already have a vault that works. Making each of them install and set up an app costs enrolment, and those without a fit phone cannot enrol at all.',
  features: ['S7'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkey-profiles',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    const used = passkeys === undefined ? [] : profilesInUse(passkeys)
    if (passkeys === undefined || used.length === 0) return notApplicable('No passkey profile is in use.')
    const unreadable = unreadableProfile(passkeys)
    if (unreadable !== undefined) return unreadable
    if (!used.every(isAuthenticatorOnly)) return pass('The profiles let other providers through too.')
    return fail(
      'Every profile in use allows Microsoft Authenticator and nothing else.',
      used.map((profile) => profileConcern(profile, 'Authenticator only')),
    )
  },
  remedy: () => ({
    portal: passkeyPage('Configure', 'Passkey profile', 'Target specific AAGUIDs'),
    note: 'Take the restriction off the staff profile, or add the AAGUIDs of the vaults and keys that your people have. Adding cuts nobody off.',
  }),
})

function isAuthenticatorOnly(profile: PasskeyProfile): boolean {
  const { keyRestrictions } = profile
  return (
    restrictsProviders(profile) &&
    keyRestrictions?.enforcementType === 'allow' &&
    keyRestrictions.aaGuids.every((aaGuid) => authenticatorAaGuids.includes(aaGuid.toLowerCase()))
  )
}
