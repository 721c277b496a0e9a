import { expect, test } from 'vitest'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import check from './security-info-policy-present.ts'
import { concerned, goodTenant, ids, judged, readInPart, type TenantDraft } from './good-tenant.fixture.ts'

const changePolicy =
  (id: string, change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
    for (const policy of tenant.policies) if (policy.id === id) change(policy)
  }

test('an enforced policy for all users passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('no policy on registration fails', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.policies = []
      }),
    ).verdict,
  ).toBe('fail')
})

test('a policy in report-only guards nothing, because this action is not evaluated there', () => {
  const reportOnly = changePolicy(ids.securityInfoPolicy, (policy) => {
    policy.state = 'enabledForReportingButNotEnforced'
  })
  const result = judged(check, goodTenant(reportOnly))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Security information'])
})

test('a policy for some users only fails', () => {
  const some = changePolicy(ids.securityInfoPolicy, (policy) => {
    if (policy.conditions.users) policy.conditions.users.includeUsers = []
  })
  expect(judged(check, goodTenant(some)).verdict).toBe('fail')
})

test('a list of policies that was read in part is unknown', () => {
  expect(judged(check, readInPart(goodTenant(), conditionalAccessPolicies, { have: 5, of: null })).verdict).toBe(
    'unknown',
  )
})
