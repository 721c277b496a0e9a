import { expect, test } from 'vitest'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import check from './bootstrap-strength-exists.ts'
import { goodTenant, ids, judged, readInPart } from './good-tenant.fixture.ts'

test('a strength of passkeys and passes passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('the built-in strengths are not enough, and the request makes one', () => {
  const book = goodTenant((tenant) => {
    tenant.strengths = tenant.strengths.filter(({ id }) => id !== ids.bootstrapStrength)
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(result.remedy.requests).toMatchObject([
    { method: 'POST', url: '/v1.0/policies/authenticationStrengthPolicies' },
  ])
})

test('a strength that takes SMS beside the pass does not count', () => {
  const book = goodTenant((tenant) => {
    for (const strength of tenant.strengths)
      if (strength.id === ids.bootstrapStrength) strength.allowedCombinations.push('password,sms')
  })
  expect(judged(check, book).verdict).toBe('fail')
})

test('a list that was read in part is unknown', () => {
  expect(judged(check, readInPart(goodTenant(), authenticationStrengths, { have: 3, of: 4 })).verdict).toBe('unknown')
})
