// The whole source against a small tenant that is made of the samples: each test changes one answer.

import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import type { Page, SettingsReading, StreamName, StreamOptions, StreamRows } from '#app/ports.ts'
import { StreamUnavailable } from '#domain/shared/stream-unavailable.ts'
import { authenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import { emergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import { organization } from '#domain/tenant/organization.ts'
import { perUserMfa } from '#domain/tenant/per-user-mfa.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { roleAssignments, type RoleAssignments } from '#domain/tenant/role-assignments.ts'
import { securityDefaults } from '#domain/tenant/security-defaults.ts'
import { createGraphSource } from './graph-source.ts'
import {
  errorBody,
  numberedTokens,
  startStandIn,
  testClock,
  unaborted,
  type StandIn,
  type StandInAnswer,
} from './stand-in.ts'

const standIns: StandIn[] = []

afterEach(async () => {
  await Promise.all(standIns.splice(0).map((standIn) => standIn.stop()))
})

const id = (number: number) => `c0a70000-0000-4000-8000-${String(number).padStart(12, '0')}`

function sample(name: string): Record<string, unknown> & { value: Record<string, unknown>[] } {
  const body = JSON.parse(readFileSync(new URL(`calls/${name}.sample.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >
  // Links of the samples lead to Microsoft, where no test goes.
  delete body['@odata.nextLink']
  return body as Record<string, unknown> & { value: Record<string, unknown>[] }
}

/** Path patterns, the first that fits answers. A tenant where everything is granted. */
const tenant: readonly (readonly [RegExp, () => StandInAnswer])[] = [
  [/^\/v1\.0\/users\/\$count/, () => ({ body: '\uFEFF3', headers: { 'content-type': 'text/plain' } })],
  [/^\/v1\.0\/devices\/\$count/, () => ({ body: '2', headers: { 'content-type': 'text/plain' } })],
  [/^\/v1\.0\/users\/delta/, () => ({ body: { ...sample('person-changes'), '@odata.deltaLink': undefined } })],
  [/^\/v1\.0\/users\?.*signInActivity/, () => ({ body: sample('sign-in-activity') })],
  [/^\/v1\.0\/users\?/, () => ({ body: sample('people') })],
  [
    /^\/v1\.0\/users\/emergency1%40/,
    () => ({
      body: {
        id: id(5),
        userPrincipalName: 'emergency1@contoso.onmicrosoft.com',
        accountEnabled: true,
        onPremisesSyncEnabled: null,
      },
    }),
  ],
  [/^\/v1\.0\/users\/[^/]*%40/, () => ({ status: 404, body: errorBody('Request_ResourceNotFound') })],
  [
    /signInActivity/,
    () => ({ body: { id: id(5), signInActivity: { lastSuccessfulSignInDateTime: '2026-09-01T00:00:00Z' } } }),
  ],
  [/fido2Methods/, () => ({ body: sample('passkeys') })],
  [/authentication\/methods/, () => ({ body: sample('authentication-methods') })],
  [/authentication\/requirements/, () => ({ body: sample('per-user-mfa') })],
  [/userRegistrationDetails\/[^?]/, () => ({ body: sample('registrations').value[0] })],
  [/userRegistrationDetails/, () => ({ body: sample('registrations') })],
  [/managedDevices/, () => ({ body: sample('intune-devices') })],
  [/^\/v1\.0\/devices/, () => ({ body: sample('entra-devices') })],
  [/directoryAudits/, () => ({ body: sample('audit-events') })],
  [/signIns/, () => ({ body: sample('sign-ins') })],
  [/authenticationMethodsPolicy/, () => ({ body: sample('authentication-methods-policy') })],
  [/authenticationStrengthPolicies/, () => ({ body: sample('authentication-strengths') })],
  [/conditionalAccess\/policies/, () => ({ body: sample('conditional-access-policies') })],
  [/identitySecurityDefaults/, () => ({ body: sample('security-defaults') })],
  [/^\/v1\.0\/organization/, () => ({ body: sample('organization') })],
  [/^\/v1\.0\/domains/, () => ({ body: sample('domains') })],
  [/roleAssignmentScheduleInstances/, () => ({ body: sample('role-assignment-schedules') })],
  [/roleEligibilityScheduleInstances/, () => ({ body: sample('role-eligibility-schedules') })],
  [/roleAssignments/, () => ({ body: sample('role-assignments') })],
  [/transitiveMembers/, () => ({ body: sample('memberships') })],
  [/^\/v1\.0\/groups\/?/, () => ({ body: sample('policy-groups') })],
]

type Rule = readonly [RegExp, () => StandInAnswer]

function answer(url: string, rules: readonly Rule[]): StandInAnswer {
  return rules.find(([pattern]) => pattern.test(url))?.[1]() ?? { status: 501, body: errorBody('NotImplemented') }
}

/** A source for the tenant with some answers changed. */
async function sourceOf(...changes: Rule[]) {
  const rules = [...changes, ...tenant]
  const standIn = await startStandIn(({ url, body }) => {
    if (!url.endsWith('/$batch')) return answer(url, rules)
    const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] }
    const responses = requests.map((part) => {
      const given = answer(url.replace('/$batch', part.url), rules)
      return typeof given === 'function'
        ? { id: part.id, status: 500 }
        : { id: part.id, status: given.status ?? 200, body: given.body }
    })
    return { body: { responses } }
  })
  standIns.push(standIn)
  const clock = testClock()
  const source = createGraphSource({
    graphUrl: standIn.url,
    tenantId: id(9),
    token: numberedTokens(clock),
    clock,
    random: () => 0.5,
  })
  return { source, standIn, clock }
}

const refused = () => ({ status: 403, body: errorBody('Authorization_RequestDenied') })
const unlicensed = () => ({ status: 403, body: errorBody('Authentication_RequestFromNonPremiumTenantOrB2CTenant') })

function valueOf(reading: SettingsReading, name: string): unknown {
  const evidence = reading.facts[name]
  return evidence?.state === 'known' ? evidence.value : evidence
}

async function read<Name extends StreamName>(
  source: { stream: (name: Name, options: StreamOptions) => AsyncIterable<Page<StreamRows[Name]>> },
  name: Name,
  options: Partial<StreamOptions> = {},
) {
  const pages: Page<StreamRows[Name]>[] = []
  for await (const page of source.stream(name, { cursor: null, signal: unaborted, ...options })) pages.push(page)
  return { pages, rows: pages.flatMap(({ rows }) => rows), rejected: pages.flatMap(({ rejected }) => rejected) }
}

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

test('roles held through a group are held by its people, applications are no people, and eligible is told from active', async () => {
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

test('credentials that belong to another tenant end the reading before anything is mixed up', async () => {
  const { source } = await sourceOf([
    /^\/v1\.0\/organization/,
    () => ({ body: { value: [{ ...sample('organization').value[0], id: id(77) }] } }),
  ])
  await expect(source.settings(unaborted)).rejects.toMatchObject({ code: 'tenant-id-invalid' })
  await expect(source.probe(unaborted)).rejects.toMatchObject({ code: 'tenant-id-invalid' })
})

test.each([
  ['people', 3],
  ['sign-in-activity', 2],
  ['registrations', 2],
  ['intune-devices', 2],
  ['entra-devices', 2],
  ['person-changes', 3],
] as const)('the stream %s yields its rows and no cursor at the end', async (name, rows) => {
  const { source } = await sourceOf()
  const stream = await read(source, name)
  expect(stream.rows).toHaveLength(rows)
  expect(stream.rejected).toEqual([])
  expect(stream.pages.at(-1)?.cursor).toBeNull()
})

test('the streams of people and devices say how many there are, in spite of a byte-order mark', async () => {
  const { source } = await sourceOf()
  expect((await read(source, 'people')).pages[0]?.total).toBe(3)
  expect((await read(source, 'entra-devices')).pages[0]?.total).toBe(2)
})

test.each([
  'people',
  'sign-in-activity',
  'registrations',
  'intune-devices',
  'entra-devices',
  'audit-events',
  'person-changes',
] as const)('the stream %s is unavailable when it is refused, with the permission', async (name) => {
  const { source } = await sourceOf([/users|userRegistrationDetails|evices|directoryAudits/, refused])
  const error: unknown = await read(source, name).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(StreamUnavailable)
  expect(error).toMatchObject({
    evidence: { reason: { kind: 'refused', permission: expect.stringMatching(/Read\.All$/) as string } },
  })
})

test('a report without the licence is unavailable with the licence', async () => {
  const { source } = await sourceOf([/userRegistrationDetails/, unlicensed])
  await expect(read(source, 'registrations')).rejects.toMatchObject({
    evidence: { reason: { kind: 'no-licence', licence: 'Microsoft Entra ID P1' } },
  })
})

test.each([
  ['people', /expand=manager/],
  ['entra-devices', /expand=registeredOwners/],
  ['registrations', /userRegistrationDetails\?\$top/],
] as const)('the stream %s goes on in its plainer form where the richer one is not accepted', async (name, rich) => {
  const { source, standIn } = await sourceOf([
    rich,
    () => ({ status: 400, body: errorBody('Request_UnsupportedQuery') }),
  ])
  const stream = await read(source, name)
  expect(stream.rows.length).toBeGreaterThan(0)
  expect(standIn.requests.filter(({ url }) => rich.test(url))).toHaveLength(1)
})

test('people who were read without managers do not say that they have none, also after a resume', async () => {
  const page = (more: object) => ({ body: { ...sample('people'), ...more } })
  const { source, standIn } = await sourceOf(
    [/expand=manager/, () => ({ status: 400, body: errorBody('Request_UnsupportedQuery') })],
    [/skiptoken/, () => page({})],
    [/^\/v1\.0\/users\?/, () => page({ '@odata.nextLink': `${standIns[0]?.url ?? ''}/v1.0/users?$skiptoken=2` })],
  )
  const [first] = (await read(source, 'people')).pages
  expect(first?.cursor).toBe('plain /v1.0/users?$skiptoken=2')
  const resumed = await read(source, 'people', { cursor: first?.cursor ?? null })
  expect(resumed.rows).toHaveLength(3)
  for (const person of resumed.rows) expect('managerId' in person).toBe(false)
  expect(standIn.requests.at(-1)?.url).toBe('/v1.0/users?$skiptoken=2')
})

test('a malformed row is set aside with its place and field, and the rest of the page is kept', async () => {
  const body = sample('registrations')
  const { source } = await sourceOf([
    /userRegistrationDetails/,
    () => ({ body: { value: [{ ...body.value[0], methodsRegistered: 'push' }, 'x', body.value[1]] } }),
  ])
  const stream = await read(source, 'registrations')
  expect(stream.rows.map((row) => row.id)).toEqual([id(2)])
  expect(stream.rejected.map(({ position, field }) => [position, field])).toEqual([
    [1, 'value[0].methodsRegistered'],
    [2, 'value[1]'],
  ])
})

test('a page token that Microsoft has forgotten is graph-unexpected, so that the stream can begin again', async () => {
  const { source } = await sourceOf([
    /skiptoken/,
    () => ({ status: 400, body: errorBody('Directory_ExpiredPageToken') }),
  ])
  await expect(read(source, 'people', { cursor: '/v1.0/users?$skiptoken=old' })).rejects.toMatchObject({
    code: 'graph-unexpected',
  })
})

test('a stored cursor that leads elsewhere is not followed', async () => {
  const thief = await startStandIn(() => ({ body: { value: [] } }))
  standIns.push(thief)
  const { source } = await sourceOf()
  await expect(read(source, 'people', { cursor: `${thief.url}/v1.0/users` })).rejects.toMatchObject({
    code: 'graph-unexpected',
  })
  expect(thief.requests).toHaveLength(0)
})

test('memberships hold people only, group after group, and go on in the group where they stopped', async () => {
  const groupIds = [id(302).toUpperCase(), id(301)]
  const { source, standIn } = await sourceOf()
  const whole = await read(source, 'memberships', { groupIds })
  expect(whole.rows).toEqual([
    { groupId: id(301), personId: id(1) },
    { groupId: id(301), personId: id(2) },
    { groupId: id(302), personId: id(1) },
    { groupId: id(302), personId: id(2) },
  ])
  const cursor = whole.pages[0]?.cursor ?? ''
  expect(cursor.startsWith(`${id(302)} /v1.0/groups/${id(302)}/transitiveMembers`)).toBe(true)
  const before = standIn.requests.length
  expect((await read(source, 'memberships', { groupIds, cursor })).rows).toEqual(whole.rows.slice(2))
  expect(standIn.requests).toHaveLength(before + 1)
  expect((await read(source, 'memberships', { groupIds: [id(302)], cursor: `${id(301)} /v1.0/x` })).rows).toEqual(
    whole.rows.slice(2),
  )
})

test('a group that was deleted in the meantime has no members and does not end the stream', async () => {
  const { source } = await sourceOf([
    new RegExp(id(301)),
    () => ({ status: 404, body: errorBody('Request_ResourceNotFound') }),
  ])
  expect((await read(source, 'memberships', { groupIds: [id(301), id(302)] })).rows).toHaveLength(2)
})

test('members that may not be read make the whole stream unavailable: who is reached is unknown, not nobody', async () => {
  const { source } = await sourceOf([new RegExp(`${id(302)}/transitiveMembers`), refused])
  await expect(read(source, 'memberships', { groupIds: [id(301), id(302)] })).rejects.toBeInstanceOf(StreamUnavailable)
})

test('audit events are read from the instant given, methods first and then policies', async () => {
  const { source, standIn } = await sourceOf()
  const stream = await read(source, 'audit-events', { since: Temporal.Instant.from('2026-11-20T00:00:00Z') })
  const urls = standIn.requests.map(({ url }) => decodeURIComponent(url))
  expect(urls).toHaveLength(2)
  for (const url of urls) expect(url).toContain('activityDateTime ge 2026-11-20T00:00:00Z')
  expect(stream.rows.map(({ activity }) => activity)).toEqual([
    'User registered security info',
    'Update conditional access policy',
    'Update conditional access policy',
  ])
  expect(stream.pages[0]?.cursor).toMatch(/^policies \//)
})

test('changes since a link tell what changed, what was added and what was removed', async () => {
  const { source, standIn } = await sourceOf()
  const { rows } = await read(source, 'person-changes', { cursor: '/v1.0/users/delta?$deltatoken=d1' })
  expect(rows).toEqual([
    { kind: 'changed', person: { id: id(1), department: 'Treasury' } },
    { kind: 'removed', id: id(3) },
    expect.objectContaining({
      kind: 'changed',
      person: expect.objectContaining({ id: id(4), licensed: false }) as unknown,
    }),
  ])
  expect(standIn.requests[0]).toMatchObject({
    url: '/v1.0/users/delta?$deltatoken=d1',
    headers: { prefer: 'return=minimal' },
  })
})

test('a delta link that stands for now is relative to Graph, and null where it is refused', async () => {
  const { source } = await sourceOf([
    /deltatoken=latest/,
    () => ({ body: { value: [], '@odata.deltaLink': `${standIns[0]?.url ?? ''}/v1.0/users/delta?$deltatoken=now` } }),
  ])
  expect(await source.deltaLink(unaborted)).toBe('/v1.0/users/delta?$deltatoken=now')
  const other = await sourceOf([/delta/, refused])
  expect(await other.source.deltaLink(unaborted)).toBeNull()
})

test("people's own methods are told in the report's names, and whoever is gone is left out", async () => {
  const { source } = await sourceOf([
    new RegExp(`${id(2)}/authentication`),
    () => ({ status: 404, body: errorBody('Request_ResourceNotFound') }),
  ])
  const found = await Array.fromAsync(source.methodsOf([id(1), id(2)], unaborted))
  expect(found.map(({ personId, methodsRegistered }) => [personId, methodsRegistered])).toEqual([
    [id(1), ['mobilePhone', 'passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator']],
  ])
})

test('methods that may not be read are asked for twenty at most, and nobody is told', async () => {
  const { source, standIn } = await sourceOf([/authentication/, refused])
  const people = Array.from({ length: 100 }, (_, index) => id(index + 1))
  expect(await Array.fromAsync(source.methodsOf(people, unaborted))).toEqual([])
  expect(standIn.requests).toHaveLength(1)
})

test('an emergency account is told with its keys, its role and how it last signed in', async () => {
  const { source } = await sourceOf()
  await source.settings(unaborted)
  const reading = await source.emergencyAccounts(['emergency1@contoso.onmicrosoft.com'], unaborted)
  expect(reading.facts[emergencyAccounts.name]).toMatchObject({ state: 'known', coverage: { have: 1, of: 1 } })
  expect(valueOf(reading, emergencyAccounts.name)).toEqual([
    {
      userPrincipalName: 'emergency1@contoso.onmicrosoft.com',
      id: id(5),
      accountEnabled: true,
      cloudOnly: true,
      isGlobalAdministrator: true,
      methodsRegistered: ['mobilePhone', 'passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator'],
      passkeys: [
        { aaGuid: 'cb69481e-8ff7-4039-93ec-0a2729a154a8', createdDateTime: '2026-01-08T10:00:00Z', attested: true },
      ],
      lastSuccessfulSignInAt: '2026-11-10T08:00:05Z',
      lastSignInPhishingResistant: true,
    },
  ])
})

async function emergencyAccount(...changes: Rule[]): Promise<EmergencyAccount | undefined> {
  const { source } = await sourceOf(...changes)
  const reading = await source.emergencyAccounts(['emergency1@contoso.onmicrosoft.com'], unaborted)
  return (valueOf(reading, emergencyAccounts.name) as EmergencyAccount[])[0]
}

test('what may not be read of an emergency account is unknown, never none', async () => {
  const account = await emergencyAccount([
    /fido2Methods|signIns|signInActivity|userRegistrationDetails|roleAssignments/,
    refused,
  ])
  expect(account).toMatchObject({
    id: id(5),
    passkeys: null,
    methodsRegistered: null,
    isGlobalAdministrator: null,
    lastSignInPhishingResistant: null,
  })
  expect(account).not.toHaveProperty('lastSuccessfulSignInAt')
})

test('an emergency account without keys has none, and one that never signed in has no date', async () => {
  const account = await emergencyAccount(
    [/fido2Methods|signIns/, () => ({ body: { value: [] } })],
    [/signInActivity/, () => ({ body: { id: id(5) } })],
  )
  expect(account).toMatchObject({ passkeys: [], lastSuccessfulSignInAt: null, lastSignInPhishingResistant: null })
})

test('where the log is too short the directory still tells when the account signed in, but not how', async () => {
  const account = await emergencyAccount([/signIns/, () => ({ body: { value: [] } })])
  expect(account).toMatchObject({ lastSuccessfulSignInAt: '2026-09-01T00:00:00Z', lastSignInPhishingResistant: null })
})

test('where beta is not answered v1.0 tells when, but not how', async () => {
  const [signIn] = sample('sign-ins').value
  const { authenticationDetails: _beta, ...plain } = signIn ?? {}
  const account = await emergencyAccount(
    [/beta\/auditLogs/, () => ({ status: 400, body: errorBody('BadRequest') })],
    [/signIns/, () => ({ body: { value: [plain] } })],
  )
  expect(account).toMatchObject({ lastSuccessfulSignInAt: '2026-11-10T08:00:05Z', lastSignInPhishingResistant: null })
})

test('an account that is not in the tenant is told as absent', async () => {
  const { source } = await sourceOf()
  const reading = await source.emergencyAccounts(['gone@contoso.com'], unaborted)
  expect(valueOf(reading, emergencyAccounts.name)).toMatchObject([
    { userPrincipalName: 'gone@contoso.com', id: null, passkeys: null },
  ])
})

test('accounts that may not be looked up at all are unknown as a whole', async () => {
  const { source } = await sourceOf([/^\/v1\.0\/users\//, refused])
  const reading = await source.emergencyAccounts(['emergency1@contoso.onmicrosoft.com'], unaborted)
  expect(reading.facts[emergencyAccounts.name]).toMatchObject({ state: 'unknown', reason: { kind: 'refused' } })
})

test('nobody named is nothing read', async () => {
  const { source, standIn } = await sourceOf()
  expect(await source.emergencyAccounts([], unaborted)).toEqual({ facts: {}, rejected: [], calls: [] })
  expect(standIn.requests).toHaveLength(0)
})

test('per-user MFA of a sample is counted by state, and the coverage says of how many', async () => {
  const { source } = await sourceOf([
    new RegExp(`${id(2)}/authentication`),
    () => ({ body: { perUserMfaState: 'disabled' } }),
  ])
  const people = [1, 2, 3].map((number) => ({ id: id(number), userPrincipalName: `p${number}@contoso.com` }))
  const reading = await source.perUserMfa(people, 500, unaborted)
  expect(reading.facts[perUserMfa.name]).toMatchObject({
    state: 'known',
    coverage: { have: 3, of: 500 },
    value: {
      disabled: 1,
      enabled: { count: 0 },
      enforced: {
        count: 2,
        people: [{ userPrincipalName: 'p1@contoso.com' }, { userPrincipalName: 'p3@contoso.com' }],
      },
    },
  })
})

test('per-user MFA that is refused for everybody is unknown, and of an empty sample nobody was asked', async () => {
  const { source } = await sourceOf([/requirements/, refused])
  const person = { id: id(1), userPrincipalName: 'p1@contoso.com' }
  expect((await source.perUserMfa([person], 5, unaborted)).facts[perUserMfa.name]).toMatchObject({
    state: 'unknown',
    reason: { kind: 'refused', permission: 'Policy.Read.All' },
  })
  expect((await source.perUserMfa([], 5, unaborted)).facts[perUserMfa.name]).toMatchObject({
    coverage: { have: 0, of: 5 },
  })
})

test('every permission is tried once by a small call', async () => {
  const { source } = await sourceOf([/managedDevices/, unlicensed], [/fido2Methods/, refused])
  const outcomes = await source.probe(unaborted)
  expect(outcomes.filter(({ outcome }) => outcome !== 'answered').map(({ call, outcome }) => [call, outcome])).toEqual([
    ['GET /users/{id}/authentication/fido2Methods', 'refused'],
    ['GET /deviceManagement/managedDevices', 'no-licence'],
  ])
  expect(new Set(outcomes.map(({ permission }) => permission)).size).toBe(14)
})

test('without anybody to ask, the calls about one person are told as not tried, never as answered', async () => {
  const { source } = await sourceOf([/^\/v1\.0\/users\?/, refused])
  const outcomes = await source.probe(unaborted)
  expect(outcomes.find(({ call }) => call.includes('fido2Methods'))).toMatchObject({
    outcome: 'failed',
    errorCode: 'NotTried',
  })
})

test.each(['settings', 'probe', 'deltaLink'] as const)(
  'a network that is gone ends %s with graph-unreachable',
  async (name) => {
    const { source, standIn } = await sourceOf()
    await standIn.stop()
    await expect(source[name](unaborted)).rejects.toMatchObject({ code: 'graph-unreachable' })
  },
)
