import { expect, test } from 'vitest'
import type { PasskeyProfile } from '../tenant/authentication-methods-policy.ts'
import type { ConditionalAccessPolicy } from '../tenant/conditional-access-policies.ts'
import { phishingResistantStrengthId } from '../tenant/authentication-strengths.ts'
import { complete } from '../shared/evidence.ts'
import {
  facts,
  ids,
  method,
  methodsPolicy,
  now,
  person,
  policy,
  strengths,
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
const authenticatorOnly: PasskeyProfile = {
  id: ids.profile,
  name: 'Authenticator only',
  passkeyTypes: 'deviceBound',
  attestationEnforcement: 'registrationOnly',
  keyRestrictions: {
    isEnforced: true,
    enforcementType: 'allow',
    aaGuids: ['90a3ccdf-635c-4729-a248-9b709135078f', 'de1e552d-db1d-4423-a619-566b625cdc84'],
  },
}
const gate = policy({ strength: phishingResistantStrengthId })
const guard = policy({ userAction: true, strength: ids.bootstrapStrength })

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

test('a block on registering closes it for whom it covers', () => {
  const block = policy({
    userAction: true,
    controls: ['block'],
    users: { includeUsers: [], includeGroups: [ids.staff], excludeGroups: [ids.excluded] },
  })
  expect(path({ references: [`group:${ids.staff}`] }, withPolicies(block))).toEqual({
    state: 'closed',
    closedBy: [`policy-blocks-registration:${ids.guard}`],
  })
  expect(path({ references: [] }, withPolicies(block)).state).toBe('open')
  expect(path({ references: [`group:${ids.staff}`, `group:${ids.excluded}`] }, withPolicies(block)).state).toBe('open')
  expect(path({ references: null }, withPolicies(block))).toEqual({
    state: 'unknown',
    because: ['group-members-unread'],
  })
})

test.each(['disabled', 'enabledForReportingButNotEnforced'] as const)('a policy that is %s closes nothing', (state) => {
  expect(path({}, withPolicies(policy({ userAction: true, controls: ['block'], state }))).state).toBe('open')
})

test('a block outside trusted places cannot be told for the person', () => {
  const conditions = { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }
  expect(path({}, withPolicies(policy({ userAction: true, controls: ['block'], conditions })))).toEqual({
    state: 'unknown',
    because: [`policy-needs-place:${ids.guard}`],
  })
})

test('a managed device, app or other factor cannot be told; one of several with OR is enough', () => {
  const asking = (controls: readonly string[], operator: 'AND' | 'OR') =>
    path({}, withPolicies(policy({ userAction: true, controls, operator })))
  expect(asking(['compliantDevice'], 'OR')).toEqual({
    state: 'unknown',
    because: [`policy-needs-managed-device:${ids.guard}`],
  })
  expect(asking(['compliantApplication'], 'OR')).toEqual({
    state: 'unknown',
    because: [`policy-needs-managed-app:${ids.guard}`],
  })
  expect(asking(['passwordChange'], 'OR')).toEqual({
    state: 'unknown',
    because: [`policy-needs-other-factor:${ids.guard}`],
  })
  expect(asking(['mfa', 'compliantDevice'], 'OR').state).toBe('open')
  expect(asking(['mfa', 'compliantDevice'], 'AND').state).toBe('unknown')
})

test('policies for old protocols, device codes and risk do not stand at the door', () => {
  for (const conditions of [
    { clientAppTypes: ['exchangeActiveSync', 'other'] },
    { authenticationFlows: { transferMethods: 'deviceCodeFlow' } },
    { signInRiskLevels: ['high'] },
    { userRiskLevels: ['high'] },
  ]) {
    expect(path({}, withPolicies(policy({ controls: ['block'], conditions }))).state).toBe('open')
  }
  expect(path({}, withPolicies(policy({ controls: ['block'] }))).state).toBe('closed')
})

test('a policy over all resources that leaves out apps of registering cannot be told', () => {
  const applications = {
    includeApplications: ['All'],
    excludeApplications: ['19db86c3-b2b9-44cc-b339-36da233a3be2'],
    includeUserActions: [],
  }
  expect(path({}, withPolicies(policy({ controls: ['block'], conditions: { applications } })))).toEqual({
    state: 'unknown',
    because: [`policy-reach-unclear:${ids.gate}`],
  })
})

test('a phishing-resistant gate without a way for the pass is a deadlock', () => {
  expect(path({}, withPolicies(gate))).toEqual({ state: 'closed', closedBy: [`policy-strength-not-met:${ids.gate}`] })
  expect(path({}, {}, 'passkey-required')).toEqual({ state: 'closed', closedBy: ['planned-requirement-not-met'] })
})

test('a strength with the pass on the user action opens the gate again, and the app itself stays a loop', () => {
  expect(path({}, withPolicies(gate, guard))).toEqual({
    state: 'open',
    bootstraps: ['temporary-access-pass'],
    routes: ['phone-vault', 'security-key'],
  })
  expect(path({}, withPolicies(guard), 'passkey-required')).toEqual({
    state: 'open',
    bootstraps: ['temporary-access-pass'],
    routes: ['phone-vault', 'security-key'],
  })
  const attested = methodsPolicy({ passkeys: { passkeyProfiles: [authenticatorOnly] } })
  expect(path({}, { ...withPolicies(gate, guard), methods: attested })).toMatchObject({
    state: 'closed',
    closedBy: expect.arrayContaining([`authenticator-loop:${ids.gate}`]) as unknown,
  })
})

test('asking for plain MFA on the user action does not replace the strength on all resources', () => {
  expect(path({}, withPolicies(gate, policy({ userAction: true, controls: ['mfa'] }))).state).toBe('closed')
})

test('a strength without the pass on the user action closes it for whoever has only the pass', () => {
  const strict = policy({ userAction: true, strength: phishingResistantStrengthId })
  expect(path({ methods: [] }, withPolicies(strict))).toEqual({
    state: 'closed',
    closedBy: ['no-mfa-method', `policy-strength-not-met:${ids.guard}`],
  })
  expect(path({ methods: [] }, withPolicies(guard)).state).toBe('open')
})

test('Microsoft’s pattern of two policies, desktop and mobile, lets the app be set up with a pass', () => {
  const desktop = policy({
    id: 'd',
    strength: phishingResistantStrengthId,
    conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['android', 'iOS'] } },
  })
  const mobile = policy({
    id: 'm',
    strength: ids.bootstrapStrength,
    conditions: { platforms: { includePlatforms: ['android', 'iOS'], excludePlatforms: [] } },
  })
  expect(path({}, withPolicies(desktop, mobile))).toMatchObject({
    state: 'open',
    bootstraps: ['temporary-access-pass'],
    routes: ['authenticator', 'phone-vault'],
  })
})

test('a policy on Android alone is unknown for a phone that may be either, and closes a Samsung', () => {
  const android = policy({
    controls: ['block'],
    conditions: { platforms: { includePlatforms: ['android'], excludePlatforms: [] } },
  })
  const attested = methodsPolicy({ passkeys: { passkeyProfiles: [authenticatorOnly] } })
  const tenant = { ...withPolicies(android), methods: attested }
  expect(path({ devices: ['authenticator'] }, tenant)).toEqual({ state: 'unknown', because: ['platform-unknown'] })
  expect(path({ devices: ['samsung-vault'] }, tenant).state).toBe('closed')
})

test('a passkey or certificate passes the gate on any device, Windows Hello on the PC only', () => {
  expect(path({ methods: ['passKeySynced'] }, {}, 'passkey-required')).toMatchObject({
    state: 'open',
    bootstraps: ['phishing-resistant'],
    routes: ['authenticator', 'phone-vault', 'security-key'],
  })
  expect(
    path({ methods: ['windowsHelloForBusiness'], devices: ['windows', 'authenticator'] }, {}, 'passkey-required'),
  ).toMatchObject({ state: 'open', routes: ['phone-vault', 'security-key'] })
  const onlyApp = methodsPolicy({ passkeys: { passkeyProfiles: [authenticatorOnly] } })
  expect(path({ methods: ['windowsHelloForBusiness'] }, { methods: onlyApp }, 'passkey-required')).toMatchObject({
    state: 'closed',
  })
  expect(path({ methods: ['passKeySynced'] }, { methods: onlyApp }, 'passkey-required')).toMatchObject({
    state: 'closed',
  })
  expect(path({ methods: ['passKeyDeviceBound'] }, { methods: onlyApp }, 'passkey-required')).toMatchObject({
    state: 'open',
    routes: ['authenticator'],
  })
})

test('a strength that names providers cannot be told for a passkey of unknown provider', () => {
  const pinned = strengths.map((strength) =>
    strength.id === phishingResistantStrengthId
      ? {
          ...strength,
          combinationConfigurations: [{ id: 'c', appliesToCombinations: ['fido2'], allowedAAGUIDs: ['x'] }],
        }
      : strength,
  )
  expect(path({ methods: ['passKeySynced'] }, { ...withPolicies(gate), strengths: pinned, methods: passOff })).toEqual({
    state: 'unknown',
    because: [`strength-pins-providers:${ids.gate}`],
  })
})

test('a strength that was not read is unknown unless the policy carries it', () => {
  expect(path({}, { ...withPolicies(gate), strengths: null })).toEqual({
    state: 'unknown',
    because: ['strengths-unread'],
  })
  const whole = {
    ...gate,
    grantControls: {
      operator: 'OR' as const,
      builtInControls: [],
      authenticationStrength: { id: 'x', allowedCombinations: ['password,sms'] },
    },
  }
  expect(path({}, { ...withPolicies(whole), strengths: null }).state).toBe('open')
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
