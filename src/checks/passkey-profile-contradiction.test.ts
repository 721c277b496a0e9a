import { expect, test } from 'vitest'
import check from './passkey-profile-contradiction.ts'
import { concerned, goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const contrary = (tenant: TenantDraft) => {
  const [strict] = tenant.passkeys.passkeyProfiles ?? []
  if (strict !== undefined) strict.passkeyTypes = 'deviceBound,synced'
}

test('profiles that allow what they accept pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('attestation beside synced passkeys, as seen live, fails by the name of the profile', () => {
  const result = judged(check, goodTenant(contrary))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Administrators'])
})

test('the request ends attestation, never synced passkeys, and keeps key restrictions and the other profile', () => {
  const [request] = judged(check, goodTenant(contrary)).remedy.requests ?? []
  expect(request?.body).toMatchObject({
    passkeyProfiles: [
      {
        id: ids.strictProfile,
        passkeyTypes: 'deviceBound,synced',
        attestationEnforcement: 'disabled',
        keyRestrictions: { isEnforced: true },
      },
      { id: ids.generalProfile, passkeyTypes: 'deviceBound,synced' },
    ],
  })
})

test('a profile with an attestation we do not know is unknown', () => {
  const book = goodTenant((tenant) => {
    for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.attestationEnforcement = 'unknownFutureValue'
  })
  expect(judged(check, book).verdict).toBe('unknown')
})

test('a profile that no target uses contradicts nobody', () => {
  const book = goodTenant((tenant) => {
    contrary(tenant)
    tenant.passkeys.includeTargets = []
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})
