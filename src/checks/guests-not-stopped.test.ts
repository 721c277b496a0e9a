import { expect, test } from 'vitest'
import check from './guests-not-stopped.ts'
import { concerned, goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changePolicy =
  (id: string, change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
    for (const policy of tenant.policies) if (policy.id === id) change(policy)
  }

const includeGuests = changePolicy(ids.gatePolicy, (policy) => {
  if (policy.conditions.users) policy.conditions.users.excludeGuestsOrExternalUsers = null
})

test('a requirement without guests passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a requirement that reaches guests fails, in report-only already', () => {
  const result = judged(check, goodTenant(includeGuests))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Passkeys for everybody'])
  expect(result.says).toContain('20')
})

test('a tenant without guests is not asked', () => {
  const book = goodTenant((tenant) => {
    includeGuests(tenant)
    tenant.population.enabledGuests = 0
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})

test('a strength that was not read is unknown', () => {
  const book = goodTenant((tenant) => {
    includeGuests(tenant)
    tenant.strengths = []
  })
  expect(judged(check, book).verdict).toBe('unknown')
})
