import { expect, test } from 'vitest'
import { unknown } from '#domain/shared/evidence.ts'
import { securityDefaults } from '#domain/tenant/security-defaults.ts'
import check from './security-defaults-off.ts'
import { goodTenant, judged, withEvidence } from './good-tenant.fixture.ts'

test('security defaults that are off pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('security defaults in a tenant with P1 fail, and the note says what must be ready first', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.securityDefaults.isEnabled = true
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(result.remedy.requests).toMatchObject([{ method: 'PATCH', body: { isEnabled: false } }])
  expect(result.remedy.note).toContain('first')
})

test('without P1 security defaults are right', () => {
  const book = goodTenant((tenant) => {
    tenant.securityDefaults.isEnabled = true
    tenant.organization.assignedPlans = []
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})

test('a refused call is unknown and names the permission', () => {
  const refused = unknown({ kind: 'refused', call: 'GET /policies/x', permission: 'Policy.Read.All' })
  const result = judged(
    check,
    withEvidence(goodTenant(), securityDefaults, () => refused),
  )
  expect(result.verdict).toBe('unknown')
  expect(result.missing.join(' ')).toContain('Policy.Read.All')
})
