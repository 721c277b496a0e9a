import { expect, test } from 'vitest'
import check from './passkey-profile-allows-synced.ts'
import { concerned, goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const strictOnly = (tenant: TenantDraft) => {
  tenant.passkeys.includeTargets = [
    { id: 'all_users', targetType: 'group', allowedPasskeyProfiles: [ids.strictProfile] },
  ]
}

test('a staff profile that allows synced passkeys passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('one strict profile fails, and the request opens it and keeps the other profiles', () => {
  const result = judged(check, goodTenant(strictOnly))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Administrators'])
  expect(result.remedy.requests).toMatchObject([
    {
      body: {
        passkeyProfiles: [
          { id: ids.strictProfile, passkeyTypes: 'deviceBound,synced', attestationEnforcement: 'disabled' },
          { id: ids.generalProfile },
        ],
      },
    },
  ])
})

test('with several strict profiles no request guesses which of them is for staff', () => {
  const book = goodTenant((tenant) => {
    for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.passkeyTypes = 'deviceBound'
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(result.remedy.requests).toBeUndefined()
})

test('a synced profile that enforces attestation does not count', () => {
  const book = goodTenant((tenant) => {
    for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.attestationEnforcement = 'registrationOnly'
  })
  expect(judged(check, book).verdict).toBe('fail')
})

test('profiles whose types are null are unknown, never a pass', () => {
  const book = goodTenant((tenant) => {
    for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.passkeyTypes = null
  })
  expect(judged(check, book).verdict).toBe('unknown')
})

test('a tenant without profiles in use is not asked', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.passkeys.includeTargets = []
      }),
    ).verdict,
  ).toBe('not-applicable')
})
