import { expect, test } from 'vitest'
import { authenticatorAaGuids } from './parts/passkey-profiles.ts'
import check from './passkey-key-restrictions-allow-authenticator.ts'
import { concerned, goodTenant, ids, judged, keyAaGuid, type TenantDraft } from './good-tenant.fixture.ts'

const restrict = (enforcementType: 'allow' | 'block', aaGuids: string[]) => (tenant: TenantDraft) => {
  const [strict] = tenant.passkeys.passkeyProfiles ?? []
  if (strict !== undefined) strict.keyRestrictions = { isEnforced: true, enforcementType, aaGuids }
}

test('an allow list with both AAGUIDs of Authenticator passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('an allow list without Authenticator fails, and the request adds it and removes nothing', () => {
  const result = judged(check, goodTenant(restrict('allow', [keyAaGuid])))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Administrators'])
  expect(result.remedy.requests).toMatchObject([
    {
      body: {
        passkeyProfiles: [
          { keyRestrictions: { enforcementType: 'allow', aaGuids: [keyAaGuid, ...authenticatorAaGuids] } },
          { id: ids.generalProfile },
        ],
      },
    },
  ])
})

test('one of the two AAGUIDs is not enough', () => {
  expect(judged(check, goodTenant(restrict('allow', authenticatorAaGuids.slice(0, 1)))).verdict).toBe('fail')
})

test('a block list that names Authenticator fails, and the request takes it off the list', () => {
  const result = judged(check, goodTenant(restrict('block', [keyAaGuid, ...authenticatorAaGuids])))
  expect(result.verdict).toBe('fail')
  expect(result.remedy.requests).toMatchObject([
    { body: { passkeyProfiles: [{ keyRestrictions: { aaGuids: [keyAaGuid] } }, {}] } },
  ])
})

test('restrictions of a kind we do not know are unknown', () => {
  const book = goodTenant((tenant) => {
    const [strict] = tenant.passkeys.passkeyProfiles ?? []
    if (strict !== undefined)
      strict.keyRestrictions = { isEnforced: true, enforcementType: 'unknownFutureValue', aaGuids: [] }
  })
  expect(judged(check, book).verdict).toBe('unknown')
})

test('a tenant without profiles is not asked', () => {
  const book = goodTenant((tenant) => {
    delete tenant.passkeys.passkeyProfiles
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})
