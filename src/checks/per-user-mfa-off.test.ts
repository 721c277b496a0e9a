import { expect, test } from 'vitest'
import { perUserMfa } from '#domain/tenant/per-user-mfa.ts'
import check from './per-user-mfa-off.ts'
import { concerned, goodTenant, judged, readInPart, someone } from './good-tenant.fixture.ts'

test('nobody with the legacy setting passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('people with the legacy setting fail by name, each with a request', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.perUserMfa.enforced = someone(3)
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['ada@contoso.com'])
  expect(result.inAll).toBe(3)
  expect(result.remedy.requests).toEqual([
    {
      method: 'PATCH',
      url: '/v1.0/users/aaaa0000-0000-4000-8000-000000000001/authentication/requirements',
      body: { perUserMfaState: 'disabled' },
    },
  ])
})

test('nobody found in a sample is unknown, never a pass', () => {
  expect(judged(check, readInPart(goodTenant(), perUserMfa, { have: 200, of: 1200 })).verdict).toBe('unknown')
})

test('somebody found in a sample fails all the same', () => {
  const book = goodTenant((tenant) => {
    tenant.perUserMfa.enabled = someone(1)
  })
  expect(judged(check, readInPart(book, perUserMfa, { have: 200, of: 1200 })).verdict).toBe('fail')
})
