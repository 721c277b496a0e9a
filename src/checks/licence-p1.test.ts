import { expect, test } from 'vitest'
import { unknown } from '#domain/shared/evidence.ts'
import { organization, servicePlans } from '#domain/tenant/organization.ts'
import check from './licence-p1.ts'
import { goodTenant, judged, withEvidence } from './good-tenant.fixture.ts'

test('an active P1, a P2, and a plan in its grace period pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
  const p2 = goodTenant((tenant) => {
    tenant.organization.assignedPlans = [
      { servicePlanId: servicePlans.entraIdP2, service: 'x', capabilityStatus: 'Warning' },
    ]
  })
  expect(judged(check, p2).verdict).toBe('pass')
})

test('a plan that was suspended, or none, fails', () => {
  const suspended = goodTenant((tenant) => {
    for (const plan of tenant.organization.assignedPlans) plan.capabilityStatus = 'Suspended'
  })
  expect(judged(check, suspended).verdict).toBe('fail')
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.organization.assignedPlans = []
      }),
    ).verdict,
  ).toBe('fail')
})

test('files do not hold licences: unknown', () => {
  const files = withEvidence(goodTenant(), organization, () => unknown({ kind: 'not-in-source', source: 'files' }))
  expect(judged(check, files).verdict).toBe('unknown')
})
