import { expect, test } from 'vitest'
import check from './passkey-profiles-in-use.ts'
import { goodTenant, judged } from './good-tenant.fixture.ts'

test('a tenant with profiles passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a tenant without profiles fails; opting in is by hand', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      delete tenant.passkeys.passkeyProfiles
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(result.remedy.requests).toBeUndefined()
  expect(result.remedy.note).toContain('cannot be undone')
})

test('a policy without the passkey method is unknown', () => {
  const unlisted = goodTenant((tenant) => {
    tenant.policy.authenticationMethodConfigurations = []
  })
  expect(judged(check, unlisted).verdict).toBe('unknown')
})
