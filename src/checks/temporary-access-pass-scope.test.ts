import { expect, test } from 'vitest'
import check from './temporary-access-pass-scope.ts'
import { concerned, goodTenant, ids, judged, someone, type TenantDraft } from './good-tenant.fixture.ts'

const groupOnly = (people: number | null, needing: number) => (tenant: TenantDraft) => {
  tenant.pass.includeTargets = [{ id: ids.staffGroup, targetType: 'group' }]
  tenant.groups = [{ id: ids.staffGroup, displayName: 'Staff', exists: true, people }]
  tenant.population.phoneOnly = someone(needing)
}

test('all users pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('groups smaller than the people who need a pass fail, and the request adds all users', () => {
  const result = judged(check, goodTenant(groupOnly(10, 300)))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Staff'])
  expect(result.remedy.requests).toMatchObject([
    { body: { includeTargets: [{ id: ids.staffGroup }, { id: 'all_users' }] } },
  ])
})

test('an excluded group with people in it fails, an empty one does not', () => {
  const exclude = (people: number) =>
    goodTenant((tenant) => {
      tenant.pass.excludeTargets = [{ id: ids.staffGroup, targetType: 'group' }]
      tenant.groups = [{ id: ids.staffGroup, displayName: 'Staff', exists: true, people }]
    })
  expect(judged(check, exclude(5)).verdict).toBe('fail')
  expect(judged(check, exclude(0)).verdict).toBe('pass')
})

test('groups that may or may not hold everybody in need are unknown', () => {
  expect(judged(check, goodTenant(groupOnly(1000, 300))).verdict).toBe('unknown')
  expect(judged(check, goodTenant(groupOnly(null, 300))).verdict).toBe('unknown')
})

test('passes that are off have no scope to judge', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.pass.state = 'disabled'
      }),
    ).verdict,
  ).toBe('not-applicable')
})
