import { expect, test } from 'vitest'
import check from './passkey-method-enabled.ts'
import { goodTenant, judged } from './good-tenant.fixture.ts'

test('passkeys that are on pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('passkeys that are off fail, and the request switches them on and touches nothing else', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.passkeys.state = 'disabled'
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(result.concerns).toMatchObject([{ kind: 'method', id: 'Fido2' }])
  expect(result.remedy.requests).toEqual([
    {
      method: 'PATCH',
      url: '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Fido2',
      body: { '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration', state: 'enabled' },
    },
  ])
})

test('a policy that does not say is unknown, never a pass', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.passkeys.state = null
      }),
    ).verdict,
  ).toBe('unknown')
  const unlisted = goodTenant((tenant) => {
    tenant.policy.authenticationMethodConfigurations = []
  })
  expect(judged(check, unlisted).verdict).toBe('unknown')
})
