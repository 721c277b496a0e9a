import { expect, test } from 'vitest'
import check from './password-expiry-off.ts'
import { concerned, goodTenant, judged, type TenantDraft } from './good-tenant.fixture.ts'

const lasting = (days: number | null) => (tenant: TenantDraft) => {
  for (const domain of tenant.domains) domain.passwordValidityPeriodInDays = days
}

test('passwords that never expire pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('passwords that expire fail by domain, and the request keeps the notice', () => {
  const result = judged(check, goodTenant(lasting(90)))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['contoso.com'])
  expect(result.remedy.requests).toEqual([
    {
      method: 'PATCH',
      url: '/v1.0/domains/contoso.com',
      body: { passwordValidityPeriodInDays: 2147483647, passwordNotificationWindowInDays: 14 },
    },
  ])
})

test('a null validity is unknown, never "never"', () => {
  expect(judged(check, goodTenant(lasting(null))).verdict).toBe('unknown')
})

test('federated domains keep their passwords elsewhere', () => {
  const book = goodTenant((tenant) => {
    for (const domain of tenant.domains) domain.authenticationType = 'Federated'
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})
