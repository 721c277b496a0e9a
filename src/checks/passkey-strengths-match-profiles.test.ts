import { expect, test } from 'vitest'
import check from './passkey-strengths-match-profiles.ts'
import { concerned, goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const pin = (aaGuids: string[]) => (tenant: TenantDraft) => {
  for (const strength of tenant.strengths)
    if (strength.id === ids.adminStrength)
      strength.combinationConfigurations = [{ id: 'c1', appliesToCombinations: ['fido2'], allowedAAGUIDs: aaGuids }]
}

test('a strength that pins what the profiles allow passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a strength that pins what every profile refuses fails', () => {
  const book = goodTenant((tenant) => {
    pin(['fbfc3007-154e-4ecc-8c0b-6e020557d7bd'])(tenant)
    tenant.passkeys.includeTargets = [
      { id: 'all_users', targetType: 'group', allowedPasskeyProfiles: [ids.strictProfile] },
    ]
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toContain('Keys of administrators')
})

test('a strength that pins providers where no profile restricts them fails', () => {
  const book = goodTenant((tenant) => {
    for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.keyRestrictions = null
  })
  expect(judged(check, book).concerns).toMatchObject([{ detail: 'pins AAGUIDs, though no profile restricts them' }])
})

test('a strength without AAGUIDs where every profile restricts them fails', () => {
  const book = goodTenant((tenant) => {
    pin([])(tenant)
    tenant.passkeys.includeTargets = [
      { id: 'all_users', targetType: 'group', allowedPasskeyProfiles: [ids.strictProfile] },
    ]
  })
  expect(judged(check, book)).toMatchObject({
    verdict: 'fail',
    concerns: [
      { name: 'Bootstrap and recovery', detail: 'pins no AAGUID, though every profile restricts them' },
      { name: 'Keys of administrators', detail: 'pins no AAGUID, though every profile restricts them' },
    ],
  })
})

test('a strength that is required and not in the list is unknown', () => {
  const book = goodTenant((tenant) => {
    tenant.strengths = tenant.strengths.slice(0, 3)
  })
  expect(judged(check, book).verdict).toBe('unknown')
})

test('without a custom strength in a policy there is nothing to match', () => {
  const book = goodTenant((tenant) => {
    tenant.policies = tenant.policies.slice(0, 2)
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})
