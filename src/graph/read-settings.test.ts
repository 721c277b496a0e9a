import { expect, test } from 'vitest'
import { authenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import { organization } from '#domain/tenant/organization.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { roleAssignments, type RoleAssignments } from '#domain/tenant/role-assignments.ts'
import { securityDefaults } from '#domain/tenant/security-defaults.ts'
import { id, refused, sample, sourceOf, unlicensed, valueOf } from './sample-tenant.fixture.ts'
import { errorBody, unaborted } from './stand-in.fixture.ts'

test('all settings of a tenant that grants everything are known and complete', async () => {
  const { source, clock } = await sourceOf()
  const reading = await source.settings(unaborted)
  expect(Object.keys(reading.facts)).toHaveLength(8)
  for (const [name, evidence] of Object.entries(reading.facts)) {
    expect(evidence, name).toMatchObject({ state: 'known' })
    if (evidence?.state === 'known') {
      expect(evidence.coverage.have, name).toBe(evidence.coverage.of)
      expect(evidence.takenAt.until(clock.now()).total('seconds'), name).toBeLessThan(60)
    }
  }
  expect(reading.rejected).toEqual([])
  expect(reading.calls.every(({ outcome }) => outcome === 'answered')).toBe(true)
})

test('a refused call is unknown with the permission it needs, and the others stay known', async () => {
  const { source } = await sourceOf([/conditionalAccess/, refused])
  const reading = await source.settings(unaborted)
  expect(reading.facts[conditionalAccessPolicies.name]).toMatchObject({
    state: 'unknown',
    reason: { kind: 'refused', call: 'GET /identity/conditionalAccess/policies', permission: 'Policy.Read.All' },
  })
  expect(reading.facts[securityDefaults.name]).toMatchObject({ state: 'known' })
  expect(reading.calls).toContainEqual(
    expect.objectContaining({
      fact: conditionalAccessPolicies.name,
      outcome: 'refused',
      errorCode: 'Authorization_RequestDenied',
    }),
  )
})

test('without the policies that name them nobody can say how many groups there are', async () => {
  const { source } = await sourceOf([/conditionalAccess/, refused])
  const reading = await source.settings(unaborted)
  expect(reading.facts[policyGroups.name]).toMatchObject({ state: 'known', coverage: { of: null } })
})

test('a call without the licence is unknown with the licence it needs', async () => {
  const { source } = await sourceOf([/conditionalAccess/, unlicensed])
  expect((await source.settings(unaborted)).facts[conditionalAccessPolicies.name]).toMatchObject({
    state: 'unknown',
    reason: { kind: 'no-licence', licence: 'Microsoft Entra ID P1' },
  })
})

test.each([
  ['a service that fails', { status: 500, body: errorBody('InternalServerError') }],
  ['a call that is not accepted', { status: 400, body: errorBody('BadRequest') }],
  ['an answer without a list', { body: { nothing: true } }],
])('%s makes its fact unknown and ends nothing', async (_, given) => {
  const { source } = await sourceOf([/^\/v1\.0\/domains/, () => given])
  const reading = await source.settings(unaborted)
  expect(reading.facts['domains']).toMatchObject({ state: 'unknown', reason: { kind: 'failed', call: 'GET /domains' } })
  expect(reading.facts[organization.name]).toMatchObject({ state: 'known' })
})

test('a policy of unexpected shape makes the coverage less than whole and is told with its field', async () => {
  const body = sample('conditional-access-policies')
  const [first = {}] = body.value
  const { source } = await sourceOf([
    /conditionalAccess/,
    () => ({ body: { ...body, value: [{ ...first, state: 7 }, ...body.value.slice(1)] } }),
  ])
  const reading = await source.settings(unaborted)
  expect(reading.facts[conditionalAccessPolicies.name]).toMatchObject({ state: 'known', coverage: { have: 1, of: 2 } })
  expect(reading.rejected).toMatchObject([{ field: 'value[0].state', position: 1 }])
})

test('one method of unexpected shape does not hide the rest of the methods policy', async () => {
  const body = sample('authentication-methods-policy')
  const methods = body['authenticationMethodConfigurations'] as Record<string, unknown>[]
  const strange = { ...body, authenticationMethodConfigurations: [...methods, { id: 'Sms', state: 'sometimes' }] }
  const { source } = await sourceOf([/authenticationMethodsPolicy/, () => ({ body: strange })])
  const reading = await source.settings(unaborted)
  expect(reading.facts[authenticationMethodsPolicy.name]).toMatchObject({
    state: 'known',
    coverage: { have: 3, of: 4 },
  })
  expect(reading.rejected).toMatchObject([{ field: 'authenticationMethodConfigurations[3].state' }])
})

test('a role held by a group is held by its people, and eligible is told from active', async () => {
  const { source } = await sourceOf()
  const roles = valueOf(await source.settings(unaborted), roleAssignments.name) as RoleAssignments
  const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'
  const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
  expect(roles.eligibleRead).toBe(true)
  expect([...roles.assignments].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))).toEqual([
    { principalId: id(1), roleTemplateId: helpdesk, kind: 'active' },
    { principalId: id(2), roleTemplateId: globalAdministrator, kind: 'eligible' },
    { principalId: id(2), roleTemplateId: helpdesk, kind: 'active' },
    { principalId: id(5), roleTemplateId: globalAdministrator, kind: 'active' },
  ])
})

test('without Privileged Identity Management eligibility is not read, and that is said', async () => {
  const { source } = await sourceOf([
    /ScheduleInstances/,
    () => ({ status: 400, body: errorBody('AadPremiumLicenseRequired') }),
  ])
  const reading = await source.settings(unaborted)
  expect(valueOf(reading, roleAssignments.name)).toMatchObject({ eligibleRead: false })
  expect(reading.calls.filter(({ outcome }) => outcome === 'no-licence')).toHaveLength(2)
})

test('a group that holds a role and cannot be read makes the roles partial', async () => {
  const { source } = await sourceOf([/transitiveMembers/, refused])
  expect((await source.settings(unaborted)).facts[roleAssignments.name]).toMatchObject({
    state: 'known',
    coverage: { have: 4, of: 5 },
  })
})

test('a group that is gone is told as gone, and one that is there by its name', async () => {
  const { source } = await sourceOf([
    new RegExp(`groups/${id(302)}`),
    () => ({ status: 404, body: errorBody('Request_ResourceNotFound') }),
  ])
  const groups = valueOf(await source.settings(unaborted), policyGroups.name)
  expect(groups).toEqual([
    { id: id(301), displayName: 'Frontline, first wave', exists: true, people: null },
    { id: id(302), displayName: null, exists: false, people: null },
    { id: id(303), displayName: 'Frontline, first wave', exists: true, people: null },
  ])
})
