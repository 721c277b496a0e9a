// Check: something asks everybody for MFA: security defaults, or an enforced Conditional Access policy for all users.

import { defineCheck, pass, type Concern } from '#domain/readiness/check.ts'
import { conditionalAccessPolicies, isEnforced } from '#domain/tenant/conditional-access-policies.ts'
import { securityDefaults } from '#domain/tenant/security-defaults.ts'
import { failForWant } from './parts/absence.ts'
import {
  includesAllResources,
  includesEverybody,
  policyConcern,
  requiresMfa,
} from './parts/conditional-access-reach.ts'
import { policyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'mfa-required-of-everyone',
  severity: 'critical',
  title: 'Something asks everybody for MFA.',
  why: 'With neither security defaults nor a policy for all users, a password alone signs in, and a passkey protects nobody.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength',
  needs: { policies: conditionalAccessPolicies, securityDefaults },
  judge({ policies, securityDefaults }, _now, read) {
    if (securityDefaults.isEnabled) return pass('Security defaults ask for MFA.')
    const asking = policies.filter((policy) => requiresMfa(policy) && includesAllResources(policy))
    const enforced = asking.find((policy) => isEnforced(policy) && includesEverybody(policy) && isUnconditional(policy))
    if (enforced !== undefined) return pass(`Policy "${enforced.displayName}" asks MFA of all users.`)
    const near = asking.map((policy): Concern => policyConcern(policy, whyNot(policy)))
    return failForWant(
      'Security defaults are off, and no enforced policy asks MFA of all users for all resources.',
      [
        ...near,
        ...(near.length === 0
          ? [
              {
                kind: 'setting' as const,
                id: 'conditionalAccess',
                name: 'Conditional Access',
                detail: 'no such policy',
              },
            ]
          : []),
      ],
      read.policies,
      'Conditional Access policies',
    )
  },
  remedy: () => ({
    portal: policyPage('New policy from template', 'Require multifactor authentication for all users'),
    note: 'Leave the emergency accounts out, begin in report-only, and enforce when the report shows nobody caught.',
  }),
})

type Policy = Parameters<typeof requiresMfa>[0]

/** Whether neither platform, place, client nor risk narrows the policy. */
function isUnconditional({ conditions }: Policy): boolean {
  const clients = conditions.clientAppTypes ?? []
  return (
    (conditions.platforms ?? null) === null &&
    (conditions.locations ?? null) === null &&
    (clients.length === 0 || clients.includes('all')) &&
    (conditions.userRiskLevels ?? []).length === 0 &&
    (conditions.signInRiskLevels ?? []).length === 0
  )
}

function whyNot(policy: Policy): string {
  if (!isEnforced(policy)) return 'not enforced'
  return includesEverybody(policy) ? 'narrowed by platform, place, client or risk' : 'not for all users'
}
