import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAsking, type Asking, type Json } from '../ask.fixture.ts'
import { tinyId, tinyPeople } from '../tiny-world.fixture.ts'

let asking: Asking
beforeAll(async () => {
  asking = await startAsking()
})
afterAll(async () => asking.twin.stop())
const ask: Asking['ask'] = (path, options) => asking.ask(path, options)
const all: Asking['all'] = (path, options) => asking.all(path, options)

const details = '/v1.0/reports/authenticationMethods/userRegistrationDetails'

test('registration details are paged, at most 1,000 rows at a time', async () => {
  expect(await all(`${details}?$top=100`)).toHaveLength(tinyPeople)
  expect((await ask(`${details}?$top=1001`)).status).toBe(400)
})

test('registration details are filtered and sorted', async () => {
  expect(await all(`${details}?$filter=isAdmin eq true`)).toHaveLength(3)
  expect(await all(`${details}?$filter=methodsRegistered/any(m:m eq 'passKeyDeviceBound')&$select=id`)).toHaveLength(63)
  const sorted = await ask(`${details}?$orderby=userPrincipalName desc&$top=1`)
  expect(sorted.json.value[0].userPrincipalName).toBe('person9@contoso.com')
})

test('one row is read by id, and a person without a row is 404', async () => {
  expect((await ask(`${details}/${tinyId(1, 4)}`)).json.methodsRegistered).toContain('passKeyDeviceBound')
  expect((await ask(`${details}/${tinyId(1, 9999)}`)).status).toBe(404)
})

test('the summaries count people by method and by feature, for the kinds asked for', async () => {
  const path = '/v1.0/reports/authenticationMethods'
  const guests = await ask(`${path}/usersRegisteredByMethod(includedUserTypes='guest',includedUserRoles='all')`)
  expect(guests.json).toMatchObject({
    totalUserCount: 1,
    userTypes: 'guest',
    userRegistrationMethodCounts: [{ authenticationMethod: 'mobilePhone', userCount: 1 }],
  })
  const admins = await ask(
    `${path}/usersRegisteredByFeature(includedUserTypes='all',includedUserRoles='privilegedAdmin')`,
  )
  expect(admins.json.totalUserCount).toBe(2)
  expect(admins.json.userRegistrationFeatureCounts).toContainEqual({ feature: 'mfaCapable', userCount: 1 })
  expect(
    (await ask(`${path}/usersRegisteredByMethod(includedUserTypes='robots',includedUserRoles='all')`)).status,
  ).toBe(400)
})

const audits = '/v1.0/auditLogs/directoryAudits'

test('audit events come newest first and once each over all pages', async () => {
  const times = (await all(`${audits}?$top=7`)).map((event) => event.activityDateTime)
  expect(times).toHaveLength(30)
  expect(times).toEqual(times.toSorted((one, other) => (one < other ? 1 : -1)))
})

test.each([
  ['activityDateTime ge 2026-11-20T00:10:00Z and activityDateTime le 2026-11-20T00:19:00Z', 10],
  ["activityDisplayName eq 'User registered security info'", 15],
  ["loggedByService eq 'Core Directory'", 15],
  ["category eq 'UserManagement' and activityDateTime ge 2026-11-20T00:20:00Z", 5],
  ["startswith(activityDisplayName,'User registered')", 15],
])('audit events with %s are %d', async (filter, count) => {
  expect(await all(`${audits}?$filter=${filter}&$top=4`)).toHaveLength(count)
})

test('an event that is logged between two pages repeats no row', async () => {
  const own = await startAsking()
  const first = await own.ask(`${audits}?$top=10&$select=id`)
  own.twin.world.recordAuditEvent({ id: 'new', activityDateTime: '2026-11-23T08:00:00Z' })
  const second = await own.ask(first.json['@odata.nextLink'])
  const seen = [...first.json.value, ...second.json.value].map((event: Json) => event.id)
  expect(new Set(seen).size).toBe(20)
  await own.twin.stop()
})

test('the same page can be asked for twice', async () => {
  const link = (await ask(`${audits}?$top=10`)).json['@odata.nextLink']
  const [once, twice] = [await ask(link), await ask(link)]
  expect(twice.json.value).toEqual(once.json.value)
})

const signIns = '/v1.0/auditLogs/signIns'

test('sign-ins come in pages of 1,000, newest first, over all pages once each', async () => {
  const found = await all(`${signIns}?$select=id,createdDateTime`)
  expect(new Set(found.map((signIn) => signIn.id)).size).toBe(2500)
  expect((await ask(`${signIns}?$top=1001`)).status).toBe(400)
})

test('sign-ins are narrowed to a person and a time', async () => {
  const path = `${signIns}?$filter=userId eq '${tinyId(1, 2)}' and createdDateTime ge 2026-11-21T10:00:00Z`
  const found = await all(path)
  expect(found).toHaveLength(92)
  expect(new Set(found.map((signIn) => signIn.userId))).toEqual(new Set([tinyId(1, 2)]))
})

const results = (signIn: Json) => signIn.appliedConditionalAccessPolicies.map((policy: Json) => policy.result)

test('report-only results are unknownFutureValue until the caller asks for them', async () => {
  for (const version of ['v1.0', 'beta']) {
    const path = `/${version}/auditLogs/signIns?$top=1`
    expect(results((await ask(path)).json.value[0])).toEqual(['unknownFutureValue', 'success'])
    const asked = await ask(path, { headers: { prefer: 'include-unknown-enum-members' } })
    expect(results(asked.json.value[0])).toEqual(['reportOnlyInterrupted', 'success'])
  }
})

test('what only beta knows is told in beta only', async () => {
  const [stable] = (await ask('/v1.0/auditLogs/signIns?$top=1')).json.value
  const [beta] = (await ask('/beta/auditLogs/signIns?$top=1')).json.value
  expect(stable).not.toHaveProperty('authenticationRequirement')
  expect(stable.appliedConditionalAccessPolicies[0]).not.toHaveProperty('authenticationStrength')
  expect(beta.authenticationRequirement).toBe('multiFactorAuthentication')
  expect(beta.appliedConditionalAccessPolicies[0].authenticationStrength.authenticationStrengthResult).toBe(
    'singleRegistrationRequired',
  )
})

test('a filter on signInEventTypes is refused on v1.0', async () => {
  const filter = "$filter=signInEventTypes/any(t:t eq 'interactiveUser')"
  expect((await ask(`${signIns}?${filter}`)).status).toBe(400)
  expect((await ask(`/beta/auditLogs/signIns?${filter}`)).status).toBe(200)
})
