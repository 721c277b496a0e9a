import { expect, test } from 'vitest'
import check from './security-info-policy-lets-pass-in.ts'
import { concerned, goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changePolicy =
  (id: string, change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
    for (const policy of tenant.policies) if (policy.id === id) change(policy)
  }

const requireStrength = (id: string) =>
  changePolicy(ids.securityInfoPolicy, (policy) => {
    if (policy.grantControls) policy.grantControls.authenticationStrength = { id, allowedCombinations: [] }
  })

test('a strength that takes a pass passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('the phishing-resistant strength fails, and the request puts the bootstrap strength in its place', () => {
  const result = judged(check, goodTenant(requireStrength(ids.phishingResistantStrength)))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Security information'])
  expect(result.remedy.requests).toEqual([
    {
      method: 'PATCH',
      url: `/v1.0/identity/conditionalAccess/policies/${ids.securityInfoPolicy}`,
      body: {
        grantControls: { operator: 'OR', builtInControls: [], authenticationStrength: { id: ids.bootstrapStrength } },
      },
    },
  ])
})

test('without a bootstrap strength the request makes one and changes no policy', () => {
  const book = goodTenant((tenant) => {
    requireStrength(ids.phishingResistantStrength)(tenant)
    tenant.strengths = tenant.strengths.filter(({ id }) => id !== ids.bootstrapStrength)
  })
  expect(judged(check, book).remedy.requests).toMatchObject([
    { method: 'POST', body: { allowedCombinations: expect.arrayContaining(['fido2', 'temporaryAccessPassOneTime']) } },
  ])
})

test('plain MFA takes a pass', () => {
  const mfa = changePolicy(ids.securityInfoPolicy, (policy) => {
    if (policy.grantControls)
      policy.grantControls = { ...policy.grantControls, builtInControls: ['mfa'], authenticationStrength: null }
  })
  expect(judged(check, goodTenant(mfa)).verdict).toBe('pass')
})

test('a strength that is not in the list is unknown', () => {
  expect(judged(check, goodTenant(requireStrength(ids.mfaPolicy))).verdict).toBe('unknown')
})

test('without an enforced policy there is no door to open', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.policies = []
      }),
    ).verdict,
  ).toBe('not-applicable')
})
