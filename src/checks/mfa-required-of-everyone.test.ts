import { expect, test } from 'vitest'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import check from './mfa-required-of-everyone.ts'
import { concerned, goodTenant, ids, judged, readInPart, type TenantDraft } from './good-tenant.fixture.ts'

const changeMfaPolicy = (change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
  for (const policy of tenant.policies) if (policy.id === ids.mfaPolicy) change(policy)
}

test('an enforced policy for all users passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('security defaults pass without any policy', () => {
  const book = goodTenant((tenant) => {
    tenant.policies = []
    tenant.securityDefaults.isEnabled = true
  })
  expect(judged(check, book).verdict).toBe('pass')
})

test('neither fails', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.policies = []
      }),
    ).verdict,
  ).toBe('fail')
})

test('a policy in report-only, or narrowed to a platform, asks nobody for MFA', () => {
  const reportOnly = changeMfaPolicy((policy) => {
    policy.state = 'enabledForReportingButNotEnforced'
  })
  expect(concerned(judged(check, goodTenant(reportOnly)))).toContain('MFA for everybody')
  const narrowed = changeMfaPolicy((policy) => {
    policy.conditions.platforms = { includePlatforms: ['windows'], excludePlatforms: [] }
  })
  expect(judged(check, goodTenant(narrowed)).verdict).toBe('fail')
})

test('a policy that a managed device satisfies does not ask for MFA', () => {
  const either = changeMfaPolicy((policy) => {
    if (policy.grantControls) policy.grantControls.builtInControls = ['mfa', 'compliantDevice']
  })
  expect(judged(check, goodTenant(either)).verdict).toBe('fail')
})

test('a list of policies that was read in part is unknown, never a pass', () => {
  expect(judged(check, readInPart(goodTenant(), conditionalAccessPolicies, { have: 3, of: 9 })).verdict).toBe('unknown')
})
