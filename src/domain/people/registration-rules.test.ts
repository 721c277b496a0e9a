import { expect, test } from 'vitest'
import type { ConditionalAccessPolicy } from '../tenant/conditional-access-policies.ts'
import { phishingResistantStrengthId } from '../tenant/authentication-strengths.ts'
import {
  authenticatorOnly,
  facts,
  ids,
  method,
  methodsPolicy,
  now,
  person,
  policy,
  strengths,
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
const withPolicies = (...policies: readonly ConditionalAccessPolicy[]): TenantChanges => ({ policies })
const gate = policy({ strength: phishingResistantStrengthId })
const guard = policy({ userAction: true, strength: ids.bootstrapStrength })

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
