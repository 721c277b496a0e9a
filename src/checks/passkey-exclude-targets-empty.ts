// Check: nobody is excluded from the passkey method. Excluded wins over included and blocks registration and sign-in.

import { cannotTell, defineCheck, failIfAny, type Concern } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, passkeyConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { passkeyRequest } from './parts/passkey-profiles.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-exclude-targets-empty',
  severity: 'medium',
  title: 'Nobody is excluded from the passkey method.',
  why: 'Excluded wins over included: those people can neither register a passkey nor sign in with one, and on 1 February 2027 they have nowhere to go.',
  features: ['P1.1', 'D2'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2',
  needs: { policy: authenticationMethodsPolicy, groups: policyGroups },
  judge({ policy, groups }) {
    const excluded = passkeyConfiguration(policy)?.excludeTargets
    if (excluded === undefined)
      return cannotTell('The policy that was read does not list exclusions.', [
        'The excludeTargets of the method Fido2.',
      ])
    const concerns = excluded.map(({ id, targetType }): Concern => {
      const group = groups.find((known) => known.id === id)
      const size = group?.people === null || group?.people === undefined ? '' : ` (${group.people} people)`
      return {
        kind: targetType === 'user' ? 'person' : 'group',
        id,
        name: group?.displayName ?? id,
        detail: `excluded${size}`,
      }
    })
    return failIfAny(concerns, 'Some people are excluded from passkeys.', 'Nobody is excluded from passkeys.')
  },
  remedy({ policy }) {
    const passkeys = policy && passkeyConfiguration(policy)
    return {
      portal: passkeyPage('Enable and target', 'Exclude'),
      ...(passkeys && { requests: [passkeyRequest(passkeys, { excludeTargets: [] })] }),
      note: 'Look at each group first: the request ends every exclusion.',
    }
  },
})
