import { afterEach, expect, test } from 'vitest'
import { plainTokenProvider } from './plain-token.ts'
import { startStandIn, testClock, unaborted, type StandIn, type StandInAnswer } from './stand-in.fixture.ts'

const standIns: StandIn[] = []

afterEach(async () => {
  await Promise.all(standIns.splice(0).map((standIn) => standIn.stop()))
})

async function asking(...answers: StandInAnswer[]) {
  const standIn = await startStandIn((_, before) => answers[Math.min(before, answers.length - 1)] ?? {})
  standIns.push(standIn)
  const clock = testClock()
  const provider = plainTokenProvider({
    authorityUrl: `${standIn.url}/`,
    graphUrl: 'http://127.0.0.1:4100',
    tenantId: 'contoso.com',
    clientId: 'app-1',
    clientSecret: 'word',
    clock,
  })
  return { standIn, clock, token: () => provider.token(unaborted) }
}

const granted = { body: { token_type: 'Bearer', expires_in: 3599, access_token: 'abc' } }

test('a token is asked for by client credentials and lives as long as the answer says', async () => {
  const { standIn, clock, token } = await asking(granted)
  expect(await token()).toEqual({ token: 'abc', expiresAt: clock.now().add({ seconds: 3599 }) })
  const [request] = standIn.requests
  expect(request?.url).toBe('/contoso.com/oauth2/v2.0/token')
  expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'app-1',
    client_secret: 'word',
    scope: 'http://127.0.0.1:4100/.default',
  })
})

test('a wrong secret is credentials-rejected after one request, and the error does not hold it', async () => {
  const body = {
    error: 'invalid_client',
    error_description: 'AADSTS7000215: Invalid client secret provided: word.',
    error_codes: [7000215],
  }
  const { standIn, token } = await asking({ status: 401, body })
  const error: unknown = await token().catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'credentials-rejected' })
  expect(String(error)).not.toContain('word')
  expect(standIn.requests).toHaveLength(1)
})

test('an authority that stumbles is asked again', async () => {
  const { token } = await asking({ status: 503 }, (response) => response.destroy(), granted)
  expect((await token()).token).toBe('abc')
})

test('an authority that does not answer is graph-unreachable', async () => {
  const { standIn, token } = await asking(granted)
  await standIn.stop()
  await expect(token()).rejects.toMatchObject({ code: 'graph-unreachable', retry: true })
})

test('an answer without a token is no token', async () => {
  const { token } = await asking({ body: { access_token: 5 } })
  await expect(token()).rejects.toMatchObject({ code: 'credentials-rejected' })
})
