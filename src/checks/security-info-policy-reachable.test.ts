import { expect, test } from 'vitest'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import check from './security-info-policy-reachable.ts'
import { goodTenant, ids, judged, readInPart, type TenantDraft } from './good-tenant.fixture.ts'

const changePolicy =
  (id: string, change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
    for (const policy of tenant.policies) if (policy.id === id) change(policy)
  }

const grant = (builtInControls: string[], operator: 'AND' | 'OR' = 'OR', strength = false) =>
  changePolicy(ids.securityInfoPolicy, (policy) => {
    const kept = policy.grantControls?.authenticationStrength ?? null
    policy.grantControls = { operator, builtInControls, authenticationStrength: strength ? kept : null }
  })

test('a policy that asks for a method passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a block outside trusted places fails', () => {
  const book = goodTenant((tenant) => {
    grant(['block'])(tenant)
    changePolicy(ids.securityInfoPolicy, (policy) => {
      policy.conditions.locations = { includeLocations: ['All'], excludeLocations: ['AllTrusted'] }
    })(tenant)
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(result.concerns).toMatchObject([{ name: 'Security information', detail: 'blocks by place' }])
})

test('a managed device fails when it is required, and passes as one of two ways', () => {
  expect(judged(check, goodTenant(grant(['compliantDevice']))).verdict).toBe('fail')
  expect(judged(check, goodTenant(grant(['compliantDevice'], 'AND', true))).verdict).toBe('fail')
  expect(judged(check, goodTenant(grant(['compliantDevice', 'mfa'], 'OR'))).verdict).toBe('pass')
})

test('a list of policies that was read in part is unknown', () => {
  expect(judged(check, readInPart(goodTenant(), conditionalAccessPolicies, { have: 1, of: 5 })).verdict).toBe('unknown')
})

test('without an enforced policy nothing is tied to a place', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.policies = []
      }),
    ).verdict,
  ).toBe('not-applicable')
})
