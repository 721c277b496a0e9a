// Check: registering security information is guarded by an enforced policy for all users. Otherwise a stolen password registers the thief's passkey.

import { defineCheck, pass } from '#domain/readiness/check.ts'
import { conditionalAccessPolicies, isEnforced } from '#domain/tenant/conditional-access-policies.ts'
import { failForWant } from './parts/absence.ts'
import { includesEverybody, isForSecurityInfo, policyConcern } from './parts/conditional-access-reach.ts'
import { policyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'security-info-policy-present',
  severity: 'high',
  title: 'Registering security information is guarded by an enforced policy for all users.',
  why: 'Without one, whoever has the password of a person without a method registers a passkey as that person. This action is not evaluated in report-only.',
  features: ['P1.1'],
  reference:
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
  needs: { policies: conditionalAccessPolicies },
  judge({ policies }, _now, read) {
    const guarding = policies.filter(isForSecurityInfo)
    const enforced = guarding.find((policy) => isEnforced(policy) && includesEverybody(policy))
    if (enforced !== undefined) return pass(`Policy "${enforced.displayName}" guards registration.`)
    if (guarding.length === 0)
      return failForWant(
        'No policy guards the registration of security information.',
        [{ kind: 'setting', id: 'registersecurityinfo', name: 'Register security information', detail: 'no policy' }],
        read.policies,
        'Conditional Access policies',
      )
    return failForWant(
      'A policy guards registration, but is not enforced for all users.',
      guarding.map((policy) => policyConcern(policy, isEnforced(policy) ? 'not for all users' : 'not enforced')),
      read.policies,
      'Conditional Access policies',
    )
  },
  remedy: () => ({
    portal: policyPage('New policy', 'Target resources', 'User actions', 'Register security information'),
    note: 'Grant on a strength that takes a Temporary Access Pass, leave out guests and the emergency accounts, and switch passes on first.',
  }),
})
