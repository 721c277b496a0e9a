import { afterEach, expect, test } from 'vitest'
import { AppError } from '#domain/shared/errors.ts'
import type { GraphLogEntry } from './client.ts'
import { GraphFailure } from './graph-failure.ts'
import {
  errorBody,
  numberedTokens,
  startStandIn,
  testClient,
  testClock,
  unaborted,
  type StandIn,
  type StandInAnswer,
} from './stand-in.fixture.ts'

const standIns: StandIn[] = []

afterEach(async () => {
  await Promise.all(standIns.splice(0).map((standIn) => standIn.stop()))
})

/** A server that gives these answers in order and the last one for ever. */
async function answering(...answers: StandInAnswer[]) {
  const standIn = await startStandIn((_, before) => answers[Math.min(before, answers.length - 1)] ?? {})
  standIns.push(standIn)
  return standIn
}

const users = { path: '/v1.0/users?$top=1', budget: 'directory', signal: unaborted } as const

test('a request carries the bearer, an id of its own and what was asked for', async () => {
  const standIn = await answering({ body: { value: [] } })
  await testClient(standIn.url).send({ ...users, headers: { prefer: 'return=minimal' } })
  const [request] = standIn.requests
  expect(request?.url).toBe('/v1.0/users?$top=1')
  expect(request?.headers).toMatchObject({
    authorization: 'Bearer token-1',
    accept: 'application/json',
    prefer: 'return=minimal',
  })
  expect(request?.headers['client-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('a token that was refused is renewed once and the call succeeds', async () => {
  const clock = testClock()
  const token = numberedTokens(clock)
  const standIn = await answering(
    { status: 401, body: errorBody('InvalidAuthenticationToken') },
    { body: { ok: true } },
  )
  expect(await testClient(standIn.url, { clock, token }).send(users)).toEqual({ ok: true })
  expect(standIn.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2'])
})

test('a fresh token that is refused too ends in credentials-rejected after two requests', async () => {
  const standIn = await answering({ status: 401, body: errorBody('InvalidAuthenticationToken') })
  await expect(testClient(standIn.url).send(users)).rejects.toMatchObject({ code: 'credentials-rejected' })
  expect(standIn.requests).toHaveLength(2)
})

test('one token serves all requests until it is about to end', async () => {
  const clock = testClock()
  const token = numberedTokens(clock)
  const standIn = await answering({ body: {} })
  const client = testClient(standIn.url, { clock, token })
  await Promise.all([client.send(users), client.send(users)])
  expect(token.given()).toBe(1)
  clock.advance(58 * 60_000)
  await client.send(users)
  expect(token.given()).toBe(2)
})

test.each([429, 503, 504])('a %i with Retry-After is waited out and asked again', async (status) => {
  const clock = testClock()
  const standIn = await answering(
    { status, headers: { 'retry-after': '9' }, body: errorBody('TooManyRequests') },
    { body: { ok: true } },
  )
  expect(await testClient(standIn.url, { clock }).send(users)).toEqual({ ok: true })
  expect(clock.slept).toEqual([9000])
})

test('a 429 without Retry-After is asked again after a growing wait', async () => {
  const clock = testClock()
  const refused = { status: 429, body: errorBody('TooManyRequests') }
  const standIn = await answering(refused, refused, { body: { ok: true } })
  expect(await testClient(standIn.url, { clock }).send(users)).toEqual({ ok: true })
  expect(clock.slept).toEqual([1000, 2000])
})

test("Intune's 500 that says rate limit is throttling", async () => {
  const message = 'Rate limit reached because of too many requests to query broker'
  const refused = { status: 500, body: errorBody('InternalServerError', message) }
  const standIn = await answering(refused, refused, refused, refused, { body: { ok: true } })
  expect(await testClient(standIn.url).send(users)).toEqual({ ok: true })
})

test('any other 500 is tried three times in all and then told as a failure', async () => {
  const standIn = await answering({ status: 500, body: errorBody('InternalServerError') })
  await expect(testClient(standIn.url).send(users)).rejects.toMatchObject({ kind: 'broken', status: 500 })
  expect(standIn.requests).toHaveLength(3)
})

test('throttling without end is graph-throttled, not an endless wait', async () => {
  const standIn = await answering({ status: 429, headers: { 'retry-after': '5' }, body: errorBody('TooManyRequests') })
  await expect(testClient(standIn.url).send(users)).rejects.toMatchObject({ code: 'graph-throttled', retry: true })
  expect(standIn.requests).toHaveLength(12)
})

test('a Retry-After of hours ends at once', async () => {
  const clock = testClock()
  const standIn = await answering({
    status: 429,
    headers: { 'retry-after': '7200' },
    body: errorBody('TooManyRequests'),
  })
  await expect(testClient(standIn.url, { clock }).send(users)).rejects.toMatchObject({ code: 'graph-throttled' })
  expect(standIn.requests).toHaveLength(1)
  expect(clock.slept).toEqual([])
})

test('a dropped connection is asked again', async () => {
  const standIn = await answering((response) => response.destroy(), { body: { ok: true } })
  expect(await testClient(standIn.url).send(users)).toEqual({ ok: true })
})

test('an answer that is cut in the middle is asked again', async () => {
  const cut: StandInAnswer = (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
    response.write('{"value": [', () => response.destroy())
  }
  const standIn = await answering(cut, { body: { ok: true } })
  expect(await testClient(standIn.url).send(users)).toEqual({ ok: true })
})

test('an answer that never comes is given up and asked again', async () => {
  const standIn = await answering(() => undefined, { body: { ok: true } })
  expect(await testClient(standIn.url, { timeoutMs: 50 }).send(users)).toEqual({ ok: true })
  expect(standIn.requests).toHaveLength(2)
})

test('nobody there is graph-unreachable after a bounded number of attempts', async () => {
  const standIn = await answering({})
  await standIn.stop()
  const clock = testClock()
  await expect(testClient(standIn.url, { clock }).send(users)).rejects.toMatchObject({
    code: 'graph-unreachable',
    internal: 'ECONNREFUSED',
  })
  expect(clock.slept).toHaveLength(6)
})

test("a proxy's page instead of JSON is no answer", async () => {
  const standIn = await answering({ body: '<html>Sign in to the guest network</html>' })
  await expect(testClient(standIn.url).send(users)).rejects.toMatchObject({ kind: 'broken', code: 'NotJson' })
})

test('a redirect is not followed, so the bearer goes nowhere else', async () => {
  const elsewhere = await answering({ body: {} })
  const standIn = await answering({ status: 302, headers: { location: `${elsewhere.url}/v1.0/users` } })
  await expect(testClient(standIn.url).send(users)).rejects.toMatchObject({ code: 'graph-unexpected' })
  expect(elsewhere.requests).toHaveLength(0)
})

test.each([
  [403, 'Authorization_RequestDenied', '', 'refused'],
  [403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', '', 'no-licence'],
  [400, 'AadPremiumLicenseRequired', 'The tenant needs a premium license.', 'no-licence'],
  [400, 'BadRequest', 'Request not applicable to target tenant.', 'no-licence'],
  [404, 'Request_ResourceNotFound', '', 'not-found'],
  [400, 'BadRequest', '', 'rejected'],
  [501, 'NotImplemented', '', 'rejected'],
])('%i %s %s is told as %s', async (status, code, message, kind) => {
  const standIn = await answering({ status, headers: { 'request-id': 'r-77' }, body: errorBody(code, message) })
  const error: unknown = await testClient(standIn.url)
    .send(users)
    .catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(GraphFailure)
  expect(error).toMatchObject({ kind, status, code, requestId: 'r-77' })
  expect(standIn.requests).toHaveLength(1)
})

test('what is logged and thrown holds no token, no name and no query value', async () => {
  const entries: GraphLogEntry[] = []
  const standIn = await answering({ status: 403, body: errorBody('Denied', 'lena@contoso.com may not') })
  const client = testClient(standIn.url, { log: (entry) => entries.push(entry) })
  const path =
    "/v1.0/users/lena%40contoso.com/x/c0a70000-0000-4000-8000-000000000001?$filter=userId eq 'lena@contoso.com'"
  const error: unknown = await client.send({ ...users, path }).catch((caught: unknown) => caught)
  expect(entries.map((entry) => entry.path)).toEqual(['/v1.0/users/{name}/x/{id}?$filter'])
  expect(entries).toMatchObject([{ method: 'GET', status: 403, attempt: 1 }])
  expect(JSON.stringify(entries) + String(error) + JSON.stringify(error)).not.toMatch(/lena|contoso|token-1/)
})

test('a stopped request ends with the reason it was stopped for', async () => {
  const stopper = new AbortController()
  const standIn = await answering(() => stopper.abort(new Error('sync was stopped')))
  await expect(testClient(standIn.url).send({ ...users, signal: stopper.signal })).rejects.toThrow('sync was stopped')
  expect(standIn.requests).toHaveLength(1)
})

test('a path that leads elsewhere is refused before any request', async () => {
  const standIn = await answering({})
  await expect(testClient(standIn.url).send({ ...users, path: '//127.0.0.1:1/v1.0/users' })).rejects.toBeInstanceOf(
    AppError,
  )
  expect(standIn.requests).toHaveLength(0)
})
