// Check: custom strengths in use and passkey profiles name the same AAGUIDs. Where they differ, "Next" on "Add a passkey" is reported to do nothing.

import { cannotTell, defineCheck, fail, notApplicable, pass, type Concern } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, passkeyConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { authenticationStrengths, type AuthenticationStrength } from '#domain/tenant/authentication-strengths.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import type { PasskeyProfile } from '#domain/tenant/authentication-methods-policy.ts'
import { isInPlay, strengthOf } from './parts/conditional-access-reach.ts'
import { admitsProvider, profilesInUse, restrictsProviders, unreadableProfile } from './parts/passkey-profiles.ts'
import { strengthsPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-strengths-match-profiles',
  severity: 'medium',
  title: 'Custom strengths and passkey profiles name the same providers.',
  why: 'A strength that pins other AAGUIDs than the profiles allow asks for a passkey nobody can register, or refuses one they could. "Next" then does nothing.',
  features: ['P1.1'],
  reference:
    'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strength-advanced-options',
  needs: {
    policy: authenticationMethodsPolicy,
    policies: conditionalAccessPolicies,
    strengths: authenticationStrengths,
  },
  judge({ policy, policies, strengths }) {
    const passkeys = passkeyConfiguration(policy)
    const used = passkeys === undefined ? [] : profilesInUse(passkeys)
    if (passkeys === undefined || used.length === 0) return notApplicable('No passkey profile is in use.')
    const required = policies.filter(isInPlay).map((each) => strengthOf(each, strengths))
    const custom = strengths.filter(
      (strength) =>
        strength.policyType === 'custom' &&
        strength.allowedCombinations.includes('fido2') &&
        required.includes(strength),
    )
    const concerns = custom.flatMap((strength): Concern[] => {
      const detail = mismatch(strength, used)
      return detail === null ? [] : [{ kind: 'setting', id: strength.id, name: nameOf(strength), detail }]
    })
    if (concerns.length > 0)
      return fail('Custom strengths and passkey profiles do not name the same providers.', concerns)
    if (required.includes(null))
      return cannotTell('A policy requires a strength that is not in the list.', [
        'Every authentication strength in use.',
      ])
    if (custom.length === 0) return notApplicable('No policy requires a custom strength with passkeys.')
    return unreadableProfile(passkeys) ?? pass('Custom strengths and passkey profiles agree.')
  },
  remedy: () => ({
    portal: [...strengthsPage, 'Passkeys (FIDO2)', 'Advanced options'],
    note: 'Name the same AAGUIDs in the strength and in the profile. Add to the profile before you narrow the strength.',
  }),
})

function mismatch(strength: AuthenticationStrength, used: readonly PasskeyProfile[]): string | null {
  const pinned = (strength.combinationConfigurations ?? []).flatMap(({ allowedAAGUIDs }) => allowedAAGUIDs ?? [])
  const restricted = used.filter(restrictsProviders)
  if (pinned.length === 0)
    return restricted.length === used.length ? 'pins no AAGUID, though every profile restricts them' : null
  const refused = pinned.filter((aaGuid) => !used.some((profile) => admitsProvider(profile, aaGuid)))
  if (refused.length > 0) return `pins ${refused.length} of ${pinned.length} AAGUIDs that no profile allows`
  return restricted.length === 0 ? 'pins AAGUIDs, though no profile restricts them' : null
}

function nameOf(strength: AuthenticationStrength): string {
  return strength.displayName ?? strength.id
}
