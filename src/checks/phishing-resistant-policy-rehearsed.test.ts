import { expect, test } from 'vitest'
import check from './phishing-resistant-policy-rehearsed.ts'
import { concerned, goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changePolicy =
  (id: string, change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
    for (const policy of tenant.policies) if (policy.id === id) change(policy)
  }

test('a policy in report-only passes, and an enforced one too', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
  const enforced = changePolicy(ids.gatePolicy, (policy) => {
    policy.state = 'enabled'
  })
  expect(judged(check, goodTenant(enforced)).verdict).toBe('pass')
})

test('a disabled policy rehearses nothing', () => {
  const disabled = changePolicy(ids.gatePolicy, (policy) => {
    policy.state = 'disabled'
  })
  const result = judged(check, goodTenant(disabled))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Passkeys for everybody'])
})

test('a policy for administrators alone does not count', () => {
  const book = goodTenant((tenant) => {
    tenant.policies = tenant.policies.filter(({ id }) => id !== ids.gatePolicy)
  })
  expect(judged(check, book).verdict).toBe('fail')
})

test('a strength that was not read is unknown', () => {
  const book = goodTenant((tenant) => {
    tenant.strengths = tenant.strengths.filter(({ id }) => id !== ids.phishingResistantStrength)
  })
  expect(judged(check, book).verdict).toBe('unknown')
})
