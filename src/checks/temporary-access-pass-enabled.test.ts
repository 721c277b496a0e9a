import { expect, test } from 'vitest'
import check from './temporary-access-pass-enabled.ts'
import { goodTenant, ids, judged } from './good-tenant.fixture.ts'

test('passes that are on pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('passes that are off fail, and the request leaves existing targets alone', () => {
  const book = goodTenant((tenant) => {
    tenant.pass.state = 'disabled'
    tenant.pass.includeTargets = [{ id: ids.staffGroup, targetType: 'group' }]
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(result.remedy.requests?.[0]?.body).toEqual({
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
    state: 'enabled',
  })
})

test('without any target the request gives all users', () => {
  const book = goodTenant((tenant) => {
    tenant.pass.state = 'disabled'
    tenant.pass.includeTargets = []
  })
  expect(judged(check, book).remedy.requests?.[0]?.body).toMatchObject({ includeTargets: [{ id: 'all_users' }] })
})

test('a null state is unknown, never a pass', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.pass.state = null
      }),
    ).verdict,
  ).toBe('unknown')
})
