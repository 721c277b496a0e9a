import { expect, test } from 'vitest'
import check from './passkey-self-service-on.ts'
import { goodTenant, judged } from './good-tenant.fixture.ts'

test('self-service that is on passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('self-service that is off fails, and the request allows it', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.passkeys.isSelfServiceRegistrationAllowed = false
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(result.remedy.requests).toMatchObject([{ method: 'PATCH', body: { isSelfServiceRegistrationAllowed: true } }])
})

test('a null setting is unknown, never a pass', () => {
  const silent = goodTenant((tenant) => {
    tenant.passkeys.isSelfServiceRegistrationAllowed = null
  })
  expect(judged(check, silent).verdict).toBe('unknown')
})
