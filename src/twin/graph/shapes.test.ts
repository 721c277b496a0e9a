// Every answer of the server, over the organisation that is really made, against Microsoft's own types.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphTypesPresent, shapeProblems } from '../../../test/graph-shapes.ts'
import { defaultWorldSettings } from '../world/default-settings.ts'
import { startAsking, type Asking, type Json } from './ask.fixture.ts'
import { userProperties } from './properties.ts'

let asking: Asking
let ids: {
  readonly user: string
  readonly group: string
  readonly device: string
  readonly registered: string
  readonly withKey: string
}

beforeAll(async () => {
  asking = await startAsking({ world: defaultWorldSettings({ people: 1200, seed: 3 }) })
  const first = async (path: string) => (await asking.ask(path)).json.value[0].id as string
  const withPasskey =
    "/v1.0/reports/authenticationMethods/userRegistrationDetails?$filter=methodsRegistered/any(m:m eq 'passKeyDeviceBound')"
  ids = {
    user: await first('/v1.0/users'),
    group: await first('/v1.0/groups'),
    device: await first('/v1.0/devices'),
    registered: await first('/v1.0/reports/authenticationMethods/userRegistrationDetails'),
    withKey: await first(withPasskey),
  }
})
afterAll(async () => asking.twin.stop())

/** What the call answers, checked: the items of a list, or the object itself. */
async function check(path: string, type: string, headers: Record<string, string> = {}): Promise<readonly Json[]> {
  const full = path
    .replace('{user}', ids.user)
    .replace('{group}', ids.group)
    .replace('{device}', ids.device)
    .replace('{registered}', ids.registered)
    .replace('{withKey}', ids.withKey)
  const { status, json, text } = await asking.ask(full, { headers })
  expect([full, status], text.slice(0, 300)).toEqual([full, 200])
  const items: readonly Json[] = Array.isArray(json.value) ? json.value : [json]
  const version = path.startsWith('/beta') ? 'beta' : 'v1.0'
  const problems = items.flatMap((item) => shapeProblems(item, type, version))
  expect([...new Set(problems)].slice(0, 10)).toEqual([])
  return items
}

const all = userProperties.filter(
  (name) =>
    ![
      'aboutMe',
      'birthday',
      'hireDate',
      'interests',
      'mailboxSettings',
      'mySite',
      'pastProjects',
      'preferredName',
      'responsibilities',
      'schools',
      'skills',
    ].includes(name),
)

describe.skipIf(!graphTypesPresent)("answers have the names and values of Microsoft's types", () => {
  test.each([
    ['/v1.0/users?$top=999', 'user'],
    [`/v1.0/users?$top=999&$select=${all.join(',')}`, 'user'],
    ['/v1.0/users?$select=id,signInActivity', 'user'],
    ['/v1.0/users?$select=id&$expand=manager', 'user'],
    ['/v1.0/users/{user}', 'user'],
    ['/v1.0/users/delta', 'user'],
    ['/v1.0/directory/deletedItems/microsoft.graph.user', 'user'],
    ['/v1.0/users/{user}/authentication/methods', 'authenticationMethod'],
    ['/v1.0/users/{withKey}/authentication/methods', 'authenticationMethod'],
    ['/v1.0/users/{withKey}/authentication/fido2Methods', 'fido2AuthenticationMethod'],
    ['/beta/users/{user}/authentication/requirements', 'strongAuthenticationRequirements'],
    ['/v1.0/users/{user}/ownedDevices', 'device'],
    ['/v1.0/groups?$top=999', 'group'],
    ['/v1.0/groups/{group}', 'group'],
    ['/v1.0/groups/{group}/members', 'directoryObject'],
    ['/v1.0/groups/{group}/transitiveMembers', 'directoryObject'],
    ['/v1.0/devices?$top=999', 'device'],
    ['/v1.0/devices?$top=50&$expand=registeredOwners', 'device'],
    ['/v1.0/devices/{device}', 'device'],
    ['/v1.0/deviceManagement/managedDevices', 'managedDevice'],
    ['/v1.0/organization', 'organization'],
    ['/v1.0/domains', 'domain'],
    ["/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='contoso.com')", 'tenantInformation'],
    ['/v1.0/roleManagement/directory/roleAssignments?$expand=principal', 'unifiedRoleAssignment'],
    ['/v1.0/roleManagement/directory/roleAssignmentScheduleInstances', 'unifiedRoleAssignmentScheduleInstance'],
    ['/v1.0/roleManagement/directory/roleEligibilityScheduleInstances', 'unifiedRoleEligibilityScheduleInstance'],
    ['/v1.0/roleManagement/directory/roleDefinitions', 'unifiedRoleDefinition'],
    ['/v1.0/policies/authenticationMethodsPolicy', 'authenticationMethodsPolicy'],
    [
      '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2',
      'fido2AuthenticationMethodConfiguration',
    ],
    ['/v1.0/policies/authenticationStrengthPolicies', 'authenticationStrengthPolicy'],
    ['/v1.0/policies/identitySecurityDefaultsEnforcementPolicy', 'identitySecurityDefaultsEnforcementPolicy'],
    ['/v1.0/identity/conditionalAccess/policies', 'conditionalAccessPolicy'],
    ['/v1.0/reports/authenticationMethods/userRegistrationDetails', 'userRegistrationDetails'],
    ['/v1.0/reports/authenticationMethods/userRegistrationDetails/{registered}', 'userRegistrationDetails'],
    [
      "/v1.0/reports/authenticationMethods/usersRegisteredByMethod(includedUserTypes='all',includedUserRoles='all')",
      'userRegistrationMethodSummary',
    ],
    [
      "/v1.0/reports/authenticationMethods/usersRegisteredByFeature(includedUserTypes='member',includedUserRoles='admin')",
      'userRegistrationFeatureSummary',
    ],
    ['/v1.0/auditLogs/directoryAudits', 'directoryAudit'],
    ['/v1.0/auditLogs/signIns', 'signIn'],
    ['/beta/auditLogs/signIns', 'signIn'],
  ])('%s', async (path, type) => {
    await check(path, type, { prefer: 'include-unknown-enum-members' })
  })

  test('the lists that matter are not empty', async () => {
    for (const path of [
      '/v1.0/users',
      '/v1.0/groups',
      '/v1.0/devices',
      '/v1.0/deviceManagement/managedDevices',
      '/v1.0/domains',
      '/v1.0/identity/conditionalAccess/policies',
      '/v1.0/auditLogs/directoryAudits',
      '/v1.0/auditLogs/signIns',
      '/v1.0/roleManagement/directory/roleAssignments',
      '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances',
      `/v1.0/users/${ids.withKey}/authentication/fido2Methods`,
      '/v1.0/directory/deletedItems/microsoft.graph.user',
    ])
      expect([path, (await asking.ask(path)).json.value.length]).not.toEqual([path, 0])
  })

  test('a pass, a policy and a strength that are made have the shapes of Microsoft', async () => {
    const post = async (path: string, body: object) => asking.ask(path, { method: 'POST', body })
    const pass = await post(`/v1.0/users/${ids.user}/authentication/temporaryAccessPassMethods`, { isUsableOnce: true })
    expect([pass.status, shapeProblems(pass.json, 'temporaryAccessPassAuthenticationMethod', 'v1.0')]).toEqual([
      201,
      [],
    ])
    const policy = await post('/v1.0/identity/conditionalAccess/policies', {
      displayName: 'New',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: {
        operator: 'OR',
        builtInControls: [],
        authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
      },
    })
    expect([policy.status, shapeProblems(policy.json, 'conditionalAccessPolicy', 'v1.0')]).toEqual([201, []])
    const strength = await post('/v1.0/policies/authenticationStrengthPolicies', {
      displayName: 'Keys',
      allowedCombinations: ['fido2'],
    })
    expect([strength.status, shapeProblems(strength.json, 'authenticationStrengthPolicy', 'v1.0')]).toEqual([201, []])
    const { json } = await asking.ask('/v1.0/auditLogs/directoryAudits?$top=20')
    expect(json.value.flatMap((event: Json) => shapeProblems(event, 'directoryAudit', 'v1.0'))).toEqual([])
  })
})

test('paging by any size gives the same people as the world holds', async () => {
  const people = await asking.all('/v1.0/users?$select=id,userPrincipalName&$top=333')
  expect(new Set(people.map((one) => one.id)).size).toBe(people.length)
  expect(people).toHaveLength(asking.twin.world.users.count?.() ?? asking.twin.world.users.size())
  const counted = await asking.ask('/v1.0/users/$count', { headers: { consistencylevel: 'eventual' } })
  expect(Number(counted.text)).toBe(people.length)
})

test('registration rows are fewer than people, and each belongs to one', async () => {
  const people = new Set((await asking.all('/v1.0/users?$select=id&$top=999')).map((one) => one.id))
  const rows = await asking.all('/v1.0/reports/authenticationMethods/userRegistrationDetails')
  expect(rows.length).toBeLessThan(people.size)
  expect(rows.filter((row) => !people.has(row.id))).toEqual([])
})
