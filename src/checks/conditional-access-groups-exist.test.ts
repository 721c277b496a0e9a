import { expect, test } from 'vitest'
import check from './conditional-access-groups-exist.ts'
import { goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changePolicy =
  (id: string, change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
    for (const policy of tenant.policies) if (policy.id === id) change(policy)
  }

const gone = 'dead0000-0000-4000-8000-000000000001'
const lookUp = (tenant: TenantDraft) => {
  tenant.groups.push({ id: gone, displayName: null, exists: false, people: null })
}

test('groups that exist pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('an excluded group that was deleted fails, and the request takes it out and keeps every other condition', () => {
  const book = goodTenant((tenant) => {
    lookUp(tenant)
    changePolicy(ids.gatePolicy, (policy) => {
      policy.conditions.users?.excludeGroups.push(gone)
    })(tenant)
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(result.concerns).toMatchObject([{ name: 'Passkeys for everybody', detail: expect.stringContaining(gone) }])
  expect(result.remedy.requests).toMatchObject([
    {
      url: `/v1.0/identity/conditionalAccess/policies/${ids.gatePolicy}`,
      body: {
        conditions: {
          users: { includeUsers: ['All'], excludeGroups: [ids.emergencyGroup] },
          applications: { includeApplications: ['All'] },
        },
      },
    },
  ])
})

test('no request empties a policy whose only inclusion was deleted', () => {
  const book = goodTenant((tenant) => {
    lookUp(tenant)
    changePolicy(ids.gatePolicy, (policy) => {
      if (policy.conditions.users) {
        policy.conditions.users.includeUsers = []
        policy.conditions.users.includeGroups = [gone]
      }
    })(tenant)
  })
  expect(judged(check, book).verdict).toBe('fail')
  expect(judged(check, book).remedy.requests).toBeUndefined()
})

test('a group that was not looked up is unknown', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.groups = []
      }),
    ).verdict,
  ).toBe('unknown')
})

test('policies that name no group have none to lose', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.policies = []
      }),
    ).verdict,
  ).toBe('not-applicable')
})
