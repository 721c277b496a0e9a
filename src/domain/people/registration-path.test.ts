import { expect, test } from 'vitest'
import type { ConditionalAccessPolicy } from '../tenant/conditional-access-policies.ts'
import { complete } from '../shared/evidence.ts'
import {
  facts,
  ids,
  method,
  methodsPolicy,
  now,
  person,
  policy,
  target,
  type TenantChanges,
} from './judging.fixture.ts'
import { openRoutes } from './open-routes.ts'
import type { PersonCase } from './person-case.ts'
import { registrationPath, type PolicyPlan } from './registration-path.ts'
import { tenantRules } from './tenant-rules.ts'

function path(change: Partial<PersonCase> = {}, tenant: TenantChanges = {}, plan: PolicyPlan = 'today') {
  const rules = tenantRules(facts(tenant), now)
  const who = person(change)
  return registrationPath(who, openRoutes(who, rules), rules, plan).path
}
const passOff = methodsPolicy({ methods: [method('TemporaryAccessPass', { state: 'disabled' })] })
const passFor = (group: string) =>
  methodsPolicy({ methods: [method('TemporaryAccessPass', { includeTargets: [target(group)] })] })
const withPolicies = (...policies: readonly ConditionalAccessPolicy[]): TenantChanges => ({ policies })

test('with open policies a method or a pass opens every route that the devices have', () => {
  expect(path()).toEqual({
    state: 'open',
    bootstraps: ['existing-mfa', 'temporary-access-pass'],
    routes: ['authenticator', 'phone-vault', 'security-key'],
  })
})

test('without a method the pass is the only key, and out of its scope nothing is left', () => {
  expect(path({ methods: [] })).toMatchObject({ state: 'open', bootstraps: ['temporary-access-pass'] })
  expect(path({ methods: ['email'] }, { methods: passOff })).toEqual({
    state: 'closed',
    closedBy: ['no-mfa-method', 'pass-off'],
  })
  expect(path({ methods: [] }, { methods: passFor(ids.staff) })).toEqual({
    state: 'closed',
    closedBy: ['no-mfa-method', 'not-in-pass-scope'],
  })
  expect(path({ methods: [], references: [`group:${ids.staff}`] }, { methods: passFor(ids.staff) }).state).toBe('open')
  expect(path({ methods: [], references: null }, { methods: passFor(ids.staff) })).toEqual({
    state: 'unknown',
    because: ['group-members-unread'],
  })
})

test('a group that the pass excludes wins', () => {
  const methods = methodsPolicy({
    methods: [method('TemporaryAccessPass', { excludeTargets: [target(ids.excluded)] })],
  })
  expect(path({ methods: [], references: [`group:${ids.excluded}`] }, { methods })).toMatchObject({
    closedBy: ['no-mfa-method', 'excluded-from-pass'],
  })
})

test('a passkey policy that gives nothing closes every path with its own reason', () => {
  expect(path({}, { methods: methodsPolicy({ passkeys: { state: 'disabled' } }) })).toEqual({
    state: 'closed',
    closedBy: ['passkeys-off'],
  })
})

test('unread policies are unknown, never open and never closed', () => {
  expect(path({}, { methods: null })).toEqual({ state: 'unknown', because: ['methods-policy-unread'] })
  expect(path({}, { policies: null })).toEqual({ state: 'unknown', because: ['conditional-access-unread'] })
  expect(path({}, { policies: null }, 'passkey-required').state).toBe('unknown')
})

test('what is certain whatever an unread policy says is told all the same', () => {
  expect(path({}, { methods: null }, 'passkey-required')).toEqual({
    state: 'closed',
    closedBy: ['planned-requirement-not-met'],
  })
})

test('policies that were read too long ago or in part are not believed', () => {
  expect(path({}, { readAt: now.subtract({ hours: 25 }) }).state).toBe('unknown')
  expect(path({}, { policiesCoverage: { have: 3, of: 4 } })).toEqual({
    state: 'unknown',
    because: ['conditional-access-unread'],
  })
  expect(path({}, { policiesCoverage: complete }).state).toBe('open')
})

test('what blocks in the part that was read blocks', () => {
  const tenant = {
    ...withPolicies(policy({ userAction: true, controls: ['block'] })),
    policiesCoverage: { have: 3, of: 4 },
  }
  expect(path({}, tenant).state).toBe('closed')
})

test('security defaults stand in for Conditional Access that was not read: they exclude each other', () => {
  expect(path({}, { policies: null, securityDefaults: true }).state).toBe('open')
})

test('a method that is switched off is no key once the legacy policies are retired, and unknown before', () => {
  const methods = [
    method('Sms', { state: 'disabled' }),
    method('Voice', { state: 'disabled' }),
    method('TemporaryAccessPass', { state: 'disabled' }),
  ]
  expect(path({}, { methods: methodsPolicy({ methods }) })).toEqual({
    state: 'closed',
    closedBy: ['method-switched-off:mobilePhone', 'pass-off'],
  })
  expect(path({}, { methods: methodsPolicy({ methods, policyMigrationState: null }) })).toEqual({
    state: 'unknown',
    because: ['method-state-unread:mobilePhone'],
  })
})

test('unread methods and unknown names are unknown unless the pass is certain', () => {
  expect(path({ methods: null }).state).toBe('open')
  expect(path({ methods: null }, { methods: passOff })).toEqual({ state: 'unknown', because: ['methods-unread'] })
  expect(path({ methods: ['hologram'] }, { methods: passOff })).toEqual({
    state: 'unknown',
    because: ['unknown-method:hologram'],
  })
})

test('the planned requirement never reaches an emergency account', () => {
  expect(path({ namedAs: 'emergency' }, {}, 'passkey-required').state).toBe('open')
  expect(path({ namedAs: 'service' }, {}, 'passkey-required').state).toBe('closed')
})

test('a role that was not read is unknown, and one that must be activated spares nobody for sure', () => {
  const block = policy({ controls: ['block'], users: { excludeRoles: [ids.role] } })
  const reference = [`role:${ids.role}`] as const
  expect(path({}, { ...withPolicies(block), roles: null })).toEqual({ state: 'unknown', because: ['roles-unread'] })
  expect(path({ references: reference }, withPolicies(block)).state).toBe('open')
  const eligible = {
    assignments: [{ principalId: 'p', roleTemplateId: ids.role, kind: 'eligible' as const }],
    eligibleRead: true,
  }
  expect(path({ references: reference }, { ...withPolicies(block), roles: eligible })).toEqual({
    state: 'unknown',
    because: ['role-may-be-inactive'],
  })
})

test('guests in a policy are told apart where Microsoft’s types allow it', () => {
  const block = (types: string) =>
    withPolicies(
      policy({
        controls: ['block'],
        users: { includeUsers: [], includeGuestsOrExternalUsers: { guestOrExternalUserTypes: types } },
      }),
    )
  expect(path({}, block('internalGuest,b2bCollaborationGuest,b2bCollaborationMember')).state).toBe('open')
  expect(path({ kind: 'internal-guest' }, block('internalGuest')).state).toBe('closed')
  expect(path({ kind: 'external' }, block('b2bCollaborationGuest,b2bCollaborationMember')).state).toBe('closed')
  expect(path({ kind: 'external' }, block('b2bCollaborationGuest')).state).toBe('unknown')
})
