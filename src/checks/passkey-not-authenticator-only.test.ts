import { expect, test } from 'vitest'
import { authenticatorAaGuids } from './parts/passkey-profiles.ts'
import check from './passkey-not-authenticator-only.ts'
import { concerned, goodTenant, judged, type TenantDraft } from './good-tenant.fixture.ts'

const allowOnly = (aaGuids: readonly string[]) => (tenant: TenantDraft) => {
  for (const profile of tenant.passkeys.passkeyProfiles ?? [])
    profile.keyRestrictions = { isEnforced: true, enforcementType: 'allow', aaGuids: [...aaGuids] }
}

test('profiles that let other providers in pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('Authenticator alone in every profile fails', () => {
  const result = judged(check, goodTenant(allowOnly(authenticatorAaGuids)))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Administrators', 'Staff'])
})

test('one more provider beside Authenticator passes', () => {
  const more = [...authenticatorAaGuids, 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd']
  expect(judged(check, goodTenant(allowOnly(more))).verdict).toBe('pass')
})

test('key restrictions that do not say whether they hold are unknown', () => {
  const book = goodTenant((tenant) => {
    for (const profile of tenant.passkeys.passkeyProfiles ?? [])
      profile.keyRestrictions = { isEnforced: null, enforcementType: 'allow', aaGuids: [] }
  })
  expect(judged(check, book).verdict).toBe('unknown')
})

test('a tenant without profiles is not asked', () => {
  const book = goodTenant((tenant) => {
    delete tenant.passkeys.passkeyProfiles
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})
