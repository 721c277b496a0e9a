import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#domain/shared/errors.ts'
import { askToken, goodForm, startAsking, type Asking } from './graph/ask.fixture.ts'
import { calls } from './graph/calls.ts'
import { createTinyWorld, tinyId, tinyPeople } from './graph/tiny-world.fixture.ts'
import { parseFaults, startTwin, type TwinOptions } from './start-twin.ts'

async function fresh(options: Partial<TwinOptions> = {}): Promise<Asking> {
  const asking = await startAsking(options)
  onTestFinished(async () => asking.twin.stop())
  return asking
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

test('an error has the members that Microsoft writes, with the ids of its headers', async () => {
  const { ask } = await fresh()
  const { status, headers, json } = await ask('/v1.0/users/nobody@contoso.com')
  expect(status).toBe(404)
  expect(json.error).toMatchObject({ code: expect.any(String), message: expect.any(String) })
  expect(json.error.innerError['request-id']).toMatch(guid)
  expect(json.error.innerError['request-id']).toBe(headers.get('request-id'))
  expect(json.error.innerError.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
})

test('the id that the caller gives its request comes back, in errors too', async () => {
  const { ask } = await fresh()
  const own = { 'client-request-id': tinyId(6, 1) }
  expect((await ask('/v1.0/organization', { headers: own })).headers.get('client-request-id')).toBe(tinyId(6, 1))
  expect((await ask('/v1.0/users/nobody', { headers: own })).json.error.innerError['client-request-id']).toBe(
    tinyId(6, 1),
  )
})

test('what is not built is answered 501 and says so', async () => {
  const { ask } = await fresh()
  for (const [method, path] of [
    ['GET', '/v1.0/me'],
    ['GET', '/v1.0/users/x/messages'],
    ['DELETE', '/v1.0/organization'],
    ['GET', '/other'],
  ] as const) {
    const answer = await ask(path, { method })
    expect([path, answer.status, answer.json.error.code]).toEqual([path, 501, 'TwinNotBuilt'])
  }
})

test('the list of calls at / names every call and its least permission', async () => {
  const { ask } = await fresh()
  const { text } = await ask('/')
  for (const { path, permissions } of calls) expect(text).toContain(`${path}   ${permissions[0]}`)
})

test('every call asks for a permission', () => {
  expect(calls.filter(({ permissions }) => permissions.length === 0)).toEqual([])
})

test('without a token, with a made-up one or one of another server nothing is answered', async () => {
  const { twin } = await fresh()
  const other = await fresh()
  const foreign = (await askToken(other.twin, goodForm)).json.access_token
  for (const authorization of [undefined, 'Bearer x', `Bearer ${foreign}`, `Basic ${foreign}`]) {
    const answer = await fetch(`${twin.url}/v1.0/users`, {
      headers: authorization === undefined ? {} : { authorization },
    })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    expect(((await answer.json()) as { error: { code: string } }).error.code).toBe('InvalidAuthenticationToken')
  }
})

test('a token past its end is refused', async () => {
  let now = Temporal.Instant.from('2026-11-23T08:00:00Z')
  const { ask } = await fresh({ now: () => now })
  expect((await ask('/v1.0/organization')).status).toBe(200)
  now = now.add({ minutes: 60 })
  const late = await ask('/v1.0/organization')
  expect([late.status, late.json.error.message]).toEqual([401, 'Lifetime validation failed, the token is expired.'])
})

const limited = (roles: readonly string[]): Partial<TwinOptions> => ({
  clients: [{ clientId: goodForm.client_id, secret: 'twin-secret', roles }],
})

test('a call without its permission is refused in the words of Microsoft, one with it is answered', async () => {
  const { ask } = await fresh(limited(['Organization.Read.All', 'AuditLog.Read.All']))
  expect((await ask('/v1.0/organization')).status).toBe(200)
  expect((await ask('/v1.0/auditLogs/signIns?$top=1')).json.value[0].appliedConditionalAccessPolicies).toEqual([])
  const refused = await ask('/v1.0/users')
  expect([refused.status, refused.json.error.code]).toEqual([403, 'Authorization_RequestDenied'])
  expect(refused.json.error.message).toBe('Insufficient privileges to complete the operation.')
})

test('User.ReadBasic.All reads basic properties only, and signInActivity needs AuditLog.Read.All', async () => {
  const basic = await fresh(limited(['User.ReadBasic.All']))
  expect((await basic.ask('/v1.0/users?$select=id,displayName')).status).toBe(200)
  expect((await basic.ask('/v1.0/users?$select=id,department')).status).toBe(403)
  const all = await fresh(limited(['User.Read.All']))
  expect((await all.ask('/v1.0/users?$select=id,department')).status).toBe(200)
  expect((await all.ask('/v1.0/users?$select=id,signInActivity')).status).toBe(403)
})

test('five reports are answered, the sixth is refused with a time to wait, and answered after it', async () => {
  let now = Temporal.Instant.from('2026-11-23T08:00:00Z')
  const { ask } = await fresh({ now: () => now, limits: 'real' })
  const statuses = []
  for (let count = 0; count < 6; count++) statuses.push((await ask('/v1.0/auditLogs/directoryAudits')).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  const refused = await ask('/v1.0/reports/authenticationMethods/userRegistrationDetails')
  expect(refused.status).toBe(429)
  now = now.add({ seconds: Number(refused.headers.get('retry-after')) })
  expect((await ask('/v1.0/auditLogs/directoryAudits')).status).toBe(200)
})

test('Conditional Access is refused without a time to wait', async () => {
  const now = Temporal.Instant.from('2026-11-23T08:00:00Z')
  const { ask } = await fresh({ now: () => now, limits: 'real' })
  expect((await ask('/v1.0/identity/conditionalAccess/policies')).status).toBe(200)
  const refused = await ask('/v1.0/identity/conditionalAccess/policies')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null])
})

test('units are told: $select takes one off, $expand adds one', async () => {
  const { ask } = await fresh({ limits: 'real' })
  const units = async (path: string) => (await ask(path)).headers.get('x-ms-resource-unit')
  expect(await units('/v1.0/users')).toBe('2')
  expect(await units('/v1.0/users?$select=id')).toBe('1')
  expect(await units('/v1.0/users?$expand=manager')).toBe('3')
  expect(await units(`/v1.0/groups/${tinyId(2, 1)}/transitiveMembers`)).toBe('5')
})

test.each([
  ['429@users:1', 429, 'TooManyRequests'],
  ['503@users:1', 503, 'ServiceUnavailable'],
  ['401@users:1', 401, 'InvalidAuthenticationToken'],
])('%s strikes the first call to users, and no second', async (text, status, code) => {
  const { ask } = await fresh({ faults: parseFaults(text) })
  const struck = await ask('/v1.0/users')
  expect([struck.status, struck.json.error.code]).toEqual([status, code])
  expect((await ask('/v1.0/users')).status).toBe(200)
})

test('Intune struck with 500 says so in the words of its query broker', async () => {
  const { ask } = await fresh({ faults: parseFaults('500@intune:1') })
  const struck = await ask('/v1.0/deviceManagement/managedDevices')
  expect(struck.json.error.message).toBe('Rate limit reached because of too many requests to query broker')
})

test('a connection is dropped before an answer, or cut in the middle of one', async () => {
  const { ask, twin } = await fresh({ faults: parseFaults('drop@users:1') })
  await expect(ask('/v1.0/users')).rejects.toThrow('fetch failed')
  expect((await ask('/v1.0/users')).status).toBe(200)
  twin.setFaults(parseFaults('cut@users:1'))
  await expect(ask('/v1.0/users')).rejects.toThrow('terminated')
  expect((await ask('/v1.0/users')).status).toBe(200)
  expect(twin.requests().broken).toBe(2)
})

test('malformed items stand in the pages, as many as ordered, and all others are whole', async () => {
  const { all, twin } = await fresh({ faults: parseFaults('bad-item@registrations:4') })
  const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=60'
  const isWhole = (row: unknown) =>
    typeof row === 'object' &&
    row !== null &&
    'id' in row &&
    typeof row.id === 'string' &&
    'methodsRegistered' in row &&
    Array.isArray(row.methodsRegistered)
  const rows = await all(path)
  expect(rows).toHaveLength(tinyPeople)
  expect(rows.filter((row) => !isWhole(row))).toHaveLength(4)
  expect(await all(path)).toEqual(rows)
  twin.setFaults([])
  expect((await all(path)).filter((row) => !isWhole(row))).toEqual([])
})

test('a missing licence and a refusal are told in the words of Microsoft', async () => {
  const { ask } = await fresh({ faults: parseFaults('no-licence@reports,refuse@policies') })
  const licence = await ask('/v1.0/auditLogs/signIns')
  expect([licence.status, licence.json.error.code]).toEqual([
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
  ])
  expect((await ask('/v1.0/policies/authenticationMethodsPolicy')).json.error.code).toBe('Authorization_RequestDenied')
  expect((await ask('/v1.0/users')).status).toBe(200)
})

test('latency and slow pages delay the answer; a stop does not wait for them', async () => {
  const { ask, twin } = await startAsking({ faults: parseFaults('slow-page@users:600000') })
  const first = await ask('/v1.0/users')
  const stalled = ask(first.json['@odata.nextLink'])
  const outcome = expect(stalled).rejects.toThrow()
  await ask('/v1.0/organization')
  await twin.stop()
  await outcome
  const slow = await fresh({ faults: parseFaults('latency@users:30') })
  const before = performance.now()
  await slow.ask('/v1.0/users')
  expect(performance.now() - before).toBeGreaterThan(25)
})

test('an expired delta is answered 410', async () => {
  const { ask } = await fresh({ faults: parseFaults('410@delta:1') })
  expect((await ask('/v1.0/users/delta')).status).toBe(410)
})

test('a body that is no JSON is refused', async () => {
  const { ask } = await fresh()
  expect((await ask('/v1.0/groups', { method: 'POST', body: '{"displayName":' })).status).toBe(400)
  expect((await ask('/v1.0/groups', { method: 'POST' })).status).toBe(400)
})

test.each([['?$top=ten'], ['?$top=-1'], ['?$wat=1'], ['?$count=maybe'], ['?$select=id&$select=mail']])(
  'users%s is refused',
  async (search) => {
    const { ask } = await fresh()
    expect((await ask(`/v1.0/users${search}`)).status).toBe(400)
  },
)

test('requests are counted by call and status', async () => {
  const { ask, twin } = await fresh()
  await ask('/v1.0/users')
  await ask(`/v1.0/users/${tinyId(1, 1)}`)
  await ask('/v1.0/users/nobody')
  expect(twin.requests()).toMatchObject({
    total: 3,
    tokens: 1,
    byCall: { 'GET /users': 1, 'GET /users/{id}': 2 },
    byStatus: { 200: 2, 404: 1 },
  })
})

test('a port that is taken is refused with a clear error', async () => {
  const { twin } = await fresh()
  const attempt = startTwin({ world: createTinyWorld(), port: Number(new URL(twin.url).port) })
  await expect(attempt).rejects.toThrow(AppError)
  await expect(attempt).rejects.toMatchObject({ code: 'port-taken' })
})

test('after a stop nobody is answered and the port is free', async () => {
  const { twin, ask } = await startAsking()
  const port = Number(new URL(twin.url).port)
  await twin.stop()
  await expect(ask('/v1.0/users')).rejects.toThrow('fetch failed')
  const again = await startTwin({ world: createTinyWorld(), port })
  expect(again.url).toBe(twin.url)
  await again.stop()
})

test('each request is told to the log without its query or token', async () => {
  const lines: object[] = []
  const { ask } = await fresh({ log: (line) => lines.push(line) })
  await ask("/v1.0/users?$filter=userPrincipalName eq 'x'")
  expect(lines).toEqual([{ method: 'GET', path: '/v1.0/users', status: 200, call: 'GET /users' }])
})

test('a defect in a call is told to the log and answered 500, and the server goes on', async () => {
  const lines: { error?: unknown }[] = []
  const world = createTinyWorld()
  const broken = {
    ...world,
    authenticationRequirementsOf: () => {
      throw new TypeError('broken')
    },
  }
  const { ask } = await fresh({ world: broken, log: (line) => lines.push(line) })
  expect((await ask(`/v1.0/users/${tinyId(1, 1)}/authentication/requirements`)).status).toBe(500)
  expect(lines[0]?.error).toBeInstanceOf(TypeError)
  expect((await ask('/v1.0/organization')).status).toBe(200)
})
