import { expect, test } from 'vitest'
import check from './passkey-targets-reach-everyone.ts'
import { goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const staffOnly = (people: number | null) => (tenant: TenantDraft) => {
  tenant.passkeys.includeTargets = [
    { id: ids.staffGroup, targetType: 'group', allowedPasskeyProfiles: [ids.generalProfile] },
  ]
  tenant.groups = [{ id: ids.staffGroup, displayName: 'Staff', exists: true, people }]
}

test('a target of all users passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('groups that hold fewer people than there are fail, and the request adds all users beside them', () => {
  const result = judged(check, goodTenant(staffOnly(900)))
  expect(result.verdict).toBe('fail')
  expect(result.says).toContain('900 of 1200')
  expect(result.remedy.requests).toMatchObject([
    {
      body: {
        includeTargets: [
          { id: ids.staffGroup, allowedPasskeyProfiles: [ids.generalProfile] },
          { id: 'all_users', allowedPasskeyProfiles: [ids.strictProfile] },
        ],
      },
    },
  ])
})

test('groups whose members were not read, or that may overlap, are unknown', () => {
  expect(judged(check, goodTenant(staffOnly(null))).verdict).toBe('unknown')
  expect(judged(check, goodTenant(staffOnly(1200))).verdict).toBe('unknown')
})

test('a method that is off is not asked for its reach', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.passkeys.state = 'disabled'
      }),
    ).verdict,
  ).toBe('not-applicable')
})
