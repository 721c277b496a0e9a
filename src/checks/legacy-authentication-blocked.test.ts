import { expect, test } from 'vitest'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import check from './legacy-authentication-blocked.ts'
import { concerned, goodTenant, ids, judged, readInPart, type TenantDraft } from './good-tenant.fixture.ts'

const changePolicy =
  (id: string, change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
    for (const policy of tenant.policies) if (policy.id === id) change(policy)
  }

test('an enforced block for all users passes, and so do security defaults', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
  const defaults = goodTenant((tenant) => {
    tenant.policies = []
    tenant.securityDefaults.isEnabled = true
  })
  expect(judged(check, defaults).verdict).toBe('pass')
})

test('no block fails', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.policies = []
      }),
    ).verdict,
  ).toBe('fail')
})

test('a block in report-only, or of one kind of client, fails', () => {
  const reportOnly = changePolicy(ids.legacyPolicy, (policy) => {
    policy.state = 'enabledForReportingButNotEnforced'
  })
  expect(concerned(judged(check, goodTenant(reportOnly)))).toEqual(['Block legacy authentication'])
  const half = changePolicy(ids.legacyPolicy, (policy) => {
    policy.conditions.clientAppTypes = ['other']
  })
  expect(judged(check, goodTenant(half)).verdict).toBe('fail')
})

test('a list of policies that was read in part is unknown', () => {
  expect(judged(check, readInPart(goodTenant(), conditionalAccessPolicies, { have: 2, of: 5 })).verdict).toBe('unknown')
})
