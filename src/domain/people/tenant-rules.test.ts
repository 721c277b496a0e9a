import { expect, test } from 'vitest'
import { campaign, facts, ids, method, methodsPolicy, now, policy, target } from './judging.fixture.ts'
import { policyReferences, tenantRules } from './tenant-rules.ts'

test('every group, role and user that a policy names is named once, in lower case, in order', () => {
  const user = '66666666-0000-4000-8000-00000000000F'
  const tenant = facts({
    methods: methodsPolicy({
      passkeys: { excludeTargets: [target(ids.excluded)] },
      methods: [method('TemporaryAccessPass', { includeTargets: [target(ids.staff.toUpperCase())] })],
      campaign: campaign({ includeTargets: [{ id: user, targetType: 'user' }] }),
    }),
    policies: [
      policy({ users: { excludeGroups: [ids.staff], includeGroups: [ids.frontline], excludeUsers: [user, 'None'] } }),
      policy({ id: 'off', state: 'disabled', users: { includeUsers: ['All'], includeRoles: [ids.role] } }),
    ],
  })
  expect(policyReferences(tenant)).toEqual({
    groups: [ids.staff, ids.frontline, ids.excluded].toSorted(),
    roles: [ids.role],
    users: [user.toLowerCase()],
  })
})

test('everybody, nobody and what is no id are not groups', () => {
  const nobody = '00000000-0000-0000-0000-000000000000'
  const tenant = facts({
    methods: methodsPolicy({
      methods: [method('Sms', { includeTargets: [target('all_users'), target(nobody), target('odd')] })],
    }),
    policies: [policy({ users: { includeUsers: ['All', 'GuestsOrExternalUsers'] } })],
  })
  expect(policyReferences(tenant)).toEqual({ groups: [], roles: [], users: [] })
})

test('policies that were not read name nobody', () => {
  expect(policyReferences({})).toEqual({ groups: [], roles: [], users: [] })
})

test('what was not read, or is older than may be believed, is null and never an empty policy', () => {
  for (const rules of [tenantRules({}, now), tenantRules(facts({ readAt: now.subtract({ hours: 200 }) }), now)]) {
    expect(rules).toMatchObject({
      passkeys: null,
      campaign: null,
      methods: null,
      registration: null,
      registrationWhole: false,
    })
    expect(rules.legacyPoliciesRetired).toBeNull()
    expect(rules.roles.read).toBe(false)
  }
  const read = tenantRules(facts({ readAt: now.subtract({ hours: 23 }) }), now)
  expect(read.registration).toEqual([])
  expect(read.passkeys?.on.told).toBe(true)
  expect(read.roles.read).toBe(true)
})

test('a null migration state is unknown, never done', () => {
  const stateOf = (
    policyMigrationState: 'migrationComplete' | 'migrationInProgress' | 'preMigration' | 'unknownFutureValue' | null,
  ) => tenantRules(facts({ methods: methodsPolicy({ policyMigrationState }) }), now).legacyPoliciesRetired
  expect(stateOf(null)).toBeNull()
  expect(stateOf('unknownFutureValue')).toBeNull()
  expect(stateOf('preMigration')).toBe(false)
  expect(stateOf('migrationInProgress')).toBe(false)
  expect(stateOf('migrationComplete')).toBe(true)
})

test('only a role that somebody must still activate counts as one that may be inactive', () => {
  const roles = (kind: 'active' | 'eligible', also: readonly ('active' | 'eligible')[] = []) =>
    tenantRules(
      facts({
        roles: {
          assignments: [kind, ...also].map((each) => ({ principalId: 'p', roleTemplateId: ids.role, kind: each })),
          eligibleRead: true,
        },
      }),
      now,
    ).roles.withEligible
  expect([...roles('eligible')]).toEqual([`role:${ids.role}`])
  expect([...roles('active')]).toEqual([])
  expect([...roles('eligible', ['active'])]).toEqual([])
})
