import { expect, test } from 'vitest'
import { policyChanges } from '#domain/tenant/policy-changes.ts'
import check from './policy-changed-recently.ts'
import { concerned, goodTenant, judged, readInPart, type TenantDraft } from './good-tenant.fixture.ts'

const changedAt = (at: string) => (tenant: TenantDraft) => {
  for (const change of tenant.changes) change.at = at
}

test('a change of three weeks ago passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a change of this week fails by policy, with the day and who made it', () => {
  const result = judged(check, goodTenant(changedAt('2026-11-18T22:00:00Z')))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['MFA for everybody'])
  expect(result.concerns[0]?.detail).toBe('Update conditional access policy, 2026-11-18, by ada@contoso.com')
})

test('seven days to the second is still this week, a second more is not', () => {
  expect(judged(check, goodTenant(changedAt('2026-11-13T09:00:00Z'))).verdict).toBe('fail')
  expect(judged(check, goodTenant(changedAt('2026-11-13T08:59:59Z'))).verdict).toBe('pass')
})

test('a log that was read in part is unknown', () => {
  expect(judged(check, readInPart(goodTenant(), policyChanges, { have: 10, of: null })).verdict).toBe('unknown')
})
