import { expect, test } from 'vitest'
import check from './no-registration-loop.ts'
import { concerned, goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changePolicy =
  (id: string, change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
    for (const policy of tenant.policies) if (policy.id === id) change(policy)
  }

const withoutRegistrationPolicy = (tenant: TenantDraft) => {
  tenant.policies = tenant.policies.filter(({ id }) => id !== ids.securityInfoPolicy)
}

test('a requirement beside a policy that lets a pass in passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a requirement for all resources without one fails, in report-only already', () => {
  const result = judged(check, goodTenant(withoutRegistrationPolicy))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Passkeys for everybody'])
})

test('a registration policy that takes no pass does not break the circle', () => {
  const strict = changePolicy(ids.securityInfoPolicy, (policy) => {
    if (policy.grantControls)
      policy.grantControls.authenticationStrength = { id: ids.phishingResistantStrength, allowedCombinations: [] }
  })
  expect(judged(check, goodTenant(strict)).verdict).toBe('fail')
})

test('a registration policy that blocks does not break the circle', () => {
  const blocking = changePolicy(ids.securityInfoPolicy, (policy) => {
    policy.grantControls = { operator: 'OR', builtInControls: ['block'], authenticationStrength: null }
  })
  expect(judged(check, goodTenant(blocking)).verdict).toBe('fail')
})

test('a requirement on computers alone makes no circle', () => {
  const book = goodTenant((tenant) => {
    withoutRegistrationPolicy(tenant)
    changePolicy(ids.gatePolicy, (policy) => {
      policy.conditions.platforms = { includePlatforms: ['all'], excludePlatforms: ['android', 'iOS'] }
    })(tenant)
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})

test('a strength that was not read is unknown', () => {
  const book = goodTenant((tenant) => {
    withoutRegistrationPolicy(tenant)
    tenant.strengths = []
  })
  expect(judged(check, book).verdict).toBe('unknown')
})
