import { expect, test } from 'vitest'
import check from './passkey-profile-count.ts'
import { concerned, goodTenant, ids, judged } from './good-tenant.fixture.ts'

const profiles = (count: number) =>
  goodTenant((tenant) => {
    const [first] = tenant.passkeys.passkeyProfiles ?? []
    if (first === undefined) throw new Error('the good tenant has profiles')
    tenant.passkeys.passkeyProfiles = Array.from({ length: count }, (_, index) => ({
      ...first,
      name: `Profile ${index + 1}`,
    }))
    tenant.passkeys.defaultPasskeyProfile = ids.strictProfile
  })

test('three profiles pass', () => {
  expect(judged(check, profiles(3)).verdict).toBe('pass')
})

test('a fourth fails by its name', () => {
  const result = judged(check, profiles(4))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Profile 4'])
})

test('a policy without the passkey method is unknown', () => {
  const unlisted = goodTenant((tenant) => {
    tenant.policy.authenticationMethodConfigurations = []
  })
  expect(judged(check, unlisted).verdict).toBe('unknown')
})
