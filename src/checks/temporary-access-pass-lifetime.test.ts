import { expect, test } from 'vitest'
import check from './temporary-access-pass-lifetime.ts'
import { concerned, goodTenant, judged } from './good-tenant.fixture.ts'

test('an hour by default and eight at most pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('too short and too long fail, and the request sets lifetimes that fit each other', () => {
  const book = goodTenant((tenant) => {
    tenant.pass.defaultLifetimeInMinutes = 10
    tenant.pass.minimumLifetimeInMinutes = 10
    tenant.pass.maximumLifetimeInMinutes = 43200
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['defaultLifetimeInMinutes', 'maximumLifetimeInMinutes'])
  expect(result.remedy.requests).toMatchObject([
    { body: { minimumLifetimeInMinutes: 10, defaultLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480 } },
  ])
})

test('a lifetime that was not told is unknown', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.pass.maximumLifetimeInMinutes = null
      }),
    ).verdict,
  ).toBe('unknown')
})

test('passes that are off last no time', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.pass.state = 'disabled'
      }),
    ).verdict,
  ).toBe('not-applicable')
})
