import { expect, test } from 'vitest'
import check from './passkey-privileged-profile.ts'
import { concerned, goodTenant, ids, judged } from './good-tenant.fixture.ts'

test('a strict profile that nothing undercuts passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a loose profile for all users fails, because it holds for administrators too', () => {
  const book = goodTenant((tenant) => {
    for (const target of tenant.passkeys.includeTargets ?? [])
      target.allowedPasskeyProfiles = [ids.strictProfile, ids.generalProfile]
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Staff'])
})

test('a tenant without a strict profile fails', () => {
  const book = goodTenant((tenant) => {
    for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.attestationEnforcement = 'disabled'
  })
  expect(concerned(judged(check, book))).toEqual(['Administrators', 'Staff'])
  expect(judged(check, book).verdict).toBe('fail')
})

test('a profile that cannot be read is unknown', () => {
  const book = goodTenant((tenant) => {
    for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.passkeyTypes = null
  })
  expect(judged(check, book).verdict).toBe('unknown')
})

test('a tenant without profiles is not asked', () => {
  const book = goodTenant((tenant) => {
    delete tenant.passkeys.passkeyProfiles
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})
