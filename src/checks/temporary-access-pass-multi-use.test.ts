import { expect, test } from 'vitest'
import check from './temporary-access-pass-multi-use.ts'
import { goodTenant, judged } from './good-tenant.fixture.ts'

test('passes of either kind pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('passes that are all one-time fail, and the request allows both kinds', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.pass.isUsableOnce = true
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(result.says).toContain('10 minutes')
  expect(result.remedy.requests).toMatchObject([{ body: { isUsableOnce: false } }])
})

test('a null setting is unknown', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.pass.isUsableOnce = null
      }),
    ).verdict,
  ).toBe('unknown')
})

test('passes that are off are of no kind', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.pass.state = 'disabled'
      }),
    ).verdict,
  ).toBe('not-applicable')
})
