import { expect, onTestFinished, test } from 'vitest'
import { startAsking } from '../ask.fixture.ts'
import { tinyId } from '../tiny-world.fixture.ts'

const fido2 = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2'
const defaultProfile = '00000000-0000-0000-0000-000000000001'

async function fresh() {
  const asking = await startAsking()
  onTestFinished(async () => asking.twin.stop())
  const patch = async (path: string, body: unknown) => asking.ask(path, { method: 'PATCH', body })
  const read = async (path = fido2) => (await asking.ask(path)).json
  return { ...asking, patch, read }
}

const profile = (changes: object = {}) => ({
  id: 'aaaaaaaa-0000-4000-8000-000000000002',
  name: 'Attested',
  passkeyTypes: 'deviceBound',
  attestationEnforcement: 'registrationOnly',
  keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] as string[] },
  ...changes,
})

test('the policy is read whole, with its null migration state, whatever the case of the path', async () => {
  const { read } = await fresh()
  const policy = await read('/v1.0/policies/authenticationmethodspolicy')
  expect(policy.policyMigrationState).toBeNull()
  expect(policy.authenticationMethodConfigurations).toHaveLength(2)
})

test('the registration campaign can be changed alone, and the change is in the audit log', async () => {
  const { ask, patch, read } = await fresh()
  const path = '/v1.0/policies/authenticationMethodsPolicy'
  const campaign = { state: 'enabled', snoozeDurationInDays: 3 }
  const body = { registrationEnforcement: { authenticationMethodsRegistrationCampaign: campaign } }
  expect((await patch(path, body)).status).toBe(204)
  const after = (await read(path)).registrationEnforcement.authenticationMethodsRegistrationCampaign
  expect(after).toMatchObject(campaign)
  expect((await ask('/v1.0/auditLogs/directoryAudits?$top=1')).json.value[0]).toMatchObject({
    activityDisplayName: 'Authentication Methods Policy Update',
    initiatedBy: { app: { appId: '11111111-2222-4333-8444-555555555555' } },
  })
})

test('optOutSettings exist in beta only', async () => {
  const { patch, read } = await fresh()
  const body = { optOutSettings: { passkeyDynamicMigration: true } }
  expect((await patch('/v1.0/policies/authenticationmethodspolicy', body)).status).toBe(400)
  expect((await patch('/beta/policies/authenticationmethodspolicy', body)).status).toBe(204)
  expect((await read('/beta/policies/authenticationMethodsPolicy')).optOutSettings).toEqual(body.optOutSettings)
  expect(await read('/v1.0/policies/authenticationMethodsPolicy')).not.toHaveProperty('optOutSettings')
})

test('a PATCH replaces the profiles whole; what is not sent stays', async () => {
  const { patch, read } = await fresh()
  const before = await read()
  const passkeyProfiles = [...before.passkeyProfiles, profile({ id: undefined })]
  expect((await patch(fido2, { '@odata.type': before['@odata.type'], passkeyProfiles })).status).toBe(204)
  const after = await read()
  expect(after.passkeyProfiles).toHaveLength(2)
  expect(after.passkeyProfiles[1].id).toMatch(/^[0-9a-f-]{36}$/)
  expect(after.includeTargets).toEqual(before.includeTargets)
  expect((await patch(fido2, { passkeyProfiles: before.passkeyProfiles })).status).toBe(204)
  expect((await read()).passkeyProfiles).toHaveLength(1)
})

test.each([
  [
    'a target without a profile',
    { includeTargets: [{ id: 'all_users', targetType: 'group' }] },
    'Include conditions are missing passkey profile targets',
  ],
  [
    'a target with no profile in its list',
    { includeTargets: [{ id: 'all_users', targetType: 'group', allowedPasskeyProfiles: [] }] },
    'Include conditions are missing passkey profile targets',
  ],
  ['the removal of a profile in use', { passkeyProfiles: [profile()] }, 'default passkey profile'],
  [
    'types that are no flags',
    { passkeyProfiles: [profile({ id: defaultProfile, passkeyTypes: ['synced'] })] },
    'flags enumeration',
  ],
  ['a state that there is not', { state: 'on' }, 'authenticationMethodState'],
  ['a property that there is not', { shoeSize: 43 }, "'shoeSize'"],
  [
    'another type',
    { '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration', state: 'enabled' },
    'is not the type',
  ],
])('%s is refused and changes nothing', async (_what, body, message) => {
  const { patch, read } = await fresh()
  const before = await read()
  const refused = await patch(fido2, body)
  expect(refused.status).toBe(400)
  expect(refused.json.error.message).toContain(message)
  expect(await read()).toEqual(before)
})

test('a profile that a target uses cannot be taken away, one that none uses can', async () => {
  const { patch, read } = await fresh()
  const { passkeyProfiles } = await read()
  const target = {
    id: 'all_users',
    targetType: 'group',
    isRegistrationRequired: false,
    allowedPasskeyProfiles: [defaultProfile, profile().id],
  }
  expect(
    (await patch(fido2, { passkeyProfiles: [...passkeyProfiles, profile()], includeTargets: [target] })).status,
  ).toBe(204)
  const refused = await patch(fido2, { passkeyProfiles })
  expect(refused.json.error.message).toContain(profile().id)
  const freed = { ...target, allowedPasskeyProfiles: [defaultProfile] }
  expect((await patch(fido2, { passkeyProfiles, includeTargets: [freed] })).status).toBe(204)
})

test('a configuration over 20 KB is refused with the number of bytes it is over', async () => {
  const { patch, read } = await fresh()
  const aaGuids = (count: number) => Array.from({ length: count }, (_none, index) => tinyId(7, index))
  const body = (count: number) => ({
    passkeyProfiles: [
      profile({
        id: defaultProfile,
        name: 'Default',
        keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: aaGuids(count) },
      }),
    ],
  })
  expect((await patch(fido2, body(400))).status).toBe(204)
  const size = Buffer.byteLength(JSON.stringify(await read()))
  expect(size).toBeLessThan(20_480)
  const refused = await patch(fido2, body(700))
  expect(refused.json.error.message).toMatch(/^Policy size is larger than allowed by \d{4} bytes$/)
})

test('another configuration is merged', async () => {
  const { patch, read } = await fresh()
  const path = fido2.replace('fido2', 'temporaryAccessPass')
  expect((await patch(path, { state: 'disabled' })).status).toBe(204)
  expect(await read(path)).toMatchObject({ state: 'disabled', defaultLength: 8 })
})

const newPolicy = {
  displayName: 'Passkeys for admins',
  state: 'enabledForReportingButNotEnforced',
  conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
  grantControls: {
    operator: 'OR',
    builtInControls: [],
    authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
  },
}
const policies = '/v1.0/identity/conditionalAccess/policies'

test('a Conditional Access policy is made, changed and deleted, each with its audit event', async () => {
  const { ask, patch, read } = await fresh()
  const made = await ask(policies, { method: 'POST', body: newPolicy })
  expect(made.status).toBe(201)
  expect(made.json.grantControls.authenticationStrength.displayName).toBe('Phishing-resistant MFA')
  const path = `${policies}/${made.json.id}`
  expect((await patch(path, { state: 'enabled' })).status).toBe(204)
  expect(await read(path)).toMatchObject({ state: 'enabled', conditions: newPolicy.conditions })
  expect((await ask(path, { method: 'DELETE' })).status).toBe(204)
  expect((await ask(path)).status).toBe(404)
  const events = await ask('/v1.0/auditLogs/directoryAudits?$top=3&$select=activityDisplayName')
  expect(events.json.value.map((event: { activityDisplayName: string }) => event.activityDisplayName)).toEqual([
    'Delete conditional access policy',
    'Update conditional access policy',
    'Add conditional access policy',
  ])
})

test.each([
  ['no name', { displayName: undefined }],
  ['a state that there is not', { state: 'reportOnly' }],
  ['no conditions', { conditions: undefined }],
  ['a strength that there is not', { grantControls: { operator: 'OR', authenticationStrength: { id: tinyId(1, 1) } } }],
  ['a property that there is not', { shoeSize: 43 }],
])('a policy with %s is refused', async (_what, changes) => {
  const { ask, all } = await fresh()
  expect((await ask(policies, { method: 'POST', body: { ...newPolicy, ...changes } })).status).toBe(400)
  expect(await all(policies)).toHaveLength(2)
})

test('the list of policies takes $filter, $select, $top and $skip', async () => {
  const { ask } = await fresh()
  const { json } = await ask(`${policies}?$filter=state eq 'enabled'&$select=id,state`)
  expect(json.value).toEqual([{ id: tinyId(5, 1), state: 'enabled' }])
  expect((await ask(`${policies}?$top=1&$skip=1&$select=id`)).json.value).toEqual([{ id: tinyId(5, 2) }])
})

test('strengths are filtered by what they allow, and a custom one can be made of known combinations only', async () => {
  const { ask } = await fresh()
  const path = '/v1.0/policies/authenticationStrengthPolicies'
  expect((await ask(`${path}?$filter=allowedCombinations/any(x:x has 'fido2')`)).json.value).toHaveLength(1)
  const body = { displayName: 'Keys only', allowedCombinations: ['fido2'] }
  expect((await ask(path, { method: 'POST', body })).json.policyType).toBe('custom')
  expect((await ask(path, { method: 'POST', body: { ...body, allowedCombinations: ['wish'] } })).status).toBe(400)
})

test('security defaults are told', async () => {
  const { read } = await fresh()
  expect((await read('/v1.0/policies/identitySecurityDefaultsEnforcementPolicy')).isEnabled).toBe(false)
})
