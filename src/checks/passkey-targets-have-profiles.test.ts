import { expect, test } from 'vitest'
import { authenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import check from './passkey-targets-have-profiles.ts'
import { goodTenant, ids, judged, readInPart } from './good-tenant.fixture.ts'

test('targets that all have profiles pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a target without a profile fails, and the request sends every target and profile back whole', () => {
  const book = goodTenant((tenant) => {
    tenant.passkeys.includeTargets = [
      { id: 'all_users', targetType: 'group', allowedPasskeyProfiles: [] },
      { id: ids.staffGroup, targetType: 'group', allowedPasskeyProfiles: [ids.generalProfile] },
    ]
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(result.concerns).toEqual([{ kind: 'group', id: 'all_users', name: 'All users', detail: 'no profile' }])
  expect(result.remedy.requests).toMatchObject([
    {
      body: {
        includeTargets: [
          { id: 'all_users', allowedPasskeyProfiles: [ids.strictProfile] },
          { id: ids.staffGroup, allowedPasskeyProfiles: [ids.generalProfile] },
        ],
        passkeyProfiles: [{ id: ids.strictProfile }, { id: ids.generalProfile }],
      },
    },
  ])
})

test('a target that names a profile which does not exist fails', () => {
  const book = goodTenant((tenant) => {
    tenant.passkeys.includeTargets = [{ id: 'all_users', targetType: 'group', allowedPasskeyProfiles: [ids.mfaPolicy] }]
  })
  expect(judged(check, book).concerns).toMatchObject([{ detail: 'names a profile that does not exist' }])
})

test('a tenant without profiles is not asked', () => {
  const book = goodTenant((tenant) => {
    delete tenant.passkeys.passkeyProfiles
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})

test('a policy that was read in part is unknown, never a pass', () => {
  const part = readInPart(goodTenant(), authenticationMethodsPolicy, { have: 1, of: 2 })
  expect(judged(check, part).verdict).toBe('unknown')
})
