import { expect, test } from 'vitest'
import check from './passkey-exclude-targets-empty.ts'
import { concerned, goodTenant, ids, judged } from './good-tenant.fixture.ts'

test('no exclusion passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('an excluded group fails by its name and size, and the request keeps targets and profiles', () => {
  const book = goodTenant((tenant) => {
    tenant.passkeys.excludeTargets = [{ id: ids.staffGroup, targetType: 'group' }]
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Staff without admin roles'])
  expect(result.concerns[0]?.detail).toContain('1180 people')
  expect(result.remedy.requests).toMatchObject([
    {
      body: {
        excludeTargets: [],
        includeTargets: [{ id: 'all_users' }, { id: ids.staffGroup }],
        passkeyProfiles: [{}, {}],
      },
    },
  ])
})

test('a policy that does not list exclusions is unknown', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        delete tenant.passkeys.excludeTargets
      }),
    ).verdict,
  ).toBe('unknown')
})
