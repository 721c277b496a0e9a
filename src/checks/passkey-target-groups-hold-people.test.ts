import { expect, test } from 'vitest'
import check from './passkey-target-groups-hold-people.ts'
import { goodTenant, ids, judged } from './good-tenant.fixture.ts'

const staff = { id: ids.staffGroup, displayName: 'Staff', exists: true, people: 5 }

test('target groups that exist and hold people pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a deleted and an empty target group fail', () => {
  const deleted = { ...staff, displayName: null, exists: false, people: null }
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.groups = [deleted]
      }),
    ),
  ).toMatchObject({
    verdict: 'fail',
    concerns: [{ id: ids.staffGroup, detail: 'deleted' }],
  })
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.groups = [{ ...staff, people: 0 }]
      }),
    ),
  ).toMatchObject({
    verdict: 'fail',
    concerns: [{ name: 'Staff', detail: 'holds nobody' }],
  })
})

test('a group whose members were not read is unknown', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.groups = [{ ...staff, people: null }]
      }),
    ).verdict,
  ).toBe('unknown')
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.groups = []
      }),
    ).verdict,
  ).toBe('unknown')
})

test('a policy for all users alone names no group', () => {
  const book = goodTenant((tenant) => {
    tenant.passkeys.includeTargets = [{ id: 'all_users', targetType: 'group', allowedPasskeyProfiles: [] }]
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})
