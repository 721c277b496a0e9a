import { constants, createHash, sign, X509Certificate } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { parseFaults, startTwin, type TwinOptions } from '../start-twin.ts'
import { askToken, goodForm, type Json } from './ask.fixture.ts'
import { rsaCertificate } from './rsa-certificate.fixture.ts'
import { createTinyWorld } from './tiny-world.fixture.ts'

const now = Temporal.Instant.from('2026-11-23T08:00:00Z')
const clientId = goodForm.client_id

async function fresh(options: Partial<TwinOptions> = {}) {
  const twin = await startTwin({ world: createTinyWorld(), now: () => now, ...options })
  onTestFinished(async () => twin.stop())
  const grant = async (changes: Record<string, string> = {}, tenant?: string) =>
    askToken(twin, { ...goodForm, ...changes }, tenant)
  return { twin, grant }
}

const claims = (token: string): Json => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

test('a right secret gives a bearer token for an hour with the roles that were granted', async () => {
  const roles = ['User.Read.All', 'AuditLog.Read.All']
  const { grant, twin } = await fresh({ clients: [{ clientId, secret: 'twin-secret', roles }] })
  const { status, json } = await grant()
  expect([status, json.token_type, json.expires_in]).toEqual([200, 'Bearer', 3599])
  expect(claims(json.access_token)).toMatchObject({ roles, appid: clientId, tid: twin.world.tenantId })
})

test('a token names the application and its service principal, which stays the same and is another for another', async () => {
  const { grant } = await fresh()
  const read = async (id: string) => claims((await grant({ client_id: id })).json.access_token)
  const [one, again] = [await read(clientId), await read(clientId)]
  expect(one).toMatchObject({ app_displayname: expect.stringContaining(clientId), sub: one.oid })
  expect(one.oid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(again.oid).toBe(one.oid)
  expect((await read('ffffffff-2222-4333-8444-555555555555')).oid).not.toBe(one.oid)
})

test('the tenant goes by its id and by its domains', async () => {
  const { grant } = await fresh()
  expect((await grant({}, 'contoso.com')).status).toBe(200)
  expect((await grant({}, 'CONTOSO.onmicrosoft.com')).status).toBe(200)
})

const oneClient = [{ clientId, secret: 'right', secretExpiresAt: now.add({ hours: 1 }), roles: 'all' as const }]

test.each([
  ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
  ['an unknown application', { client_id: 'ffffffff-2222-4333-8444-555555555555' }, 400, 'unauthorized_client', 700016],
  ['another way to sign in', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ['a scope without /.default', { scope: 'User.Read' }, 400, 'invalid_scope', 1002012],
  [
    'an assertion that is none',
    { client_assertion: 'x', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
    400,
    'invalid_request',
    50027,
  ],
])('%s is refused with its number', async (_what, changes, status, error, number) => {
  const { grant } = await fresh({ clients: oneClient })
  const refused = await grant({ client_secret: 'right', ...changes })
  expect([refused.status, refused.json.error, refused.json.error_codes]).toEqual([status, error, [number]])
  expect(refused.json.error_description).toMatch(
    new RegExp(`^AADSTS${number}: .*Trace ID: .*Correlation ID: .*Timestamp: `),
  )
  expect(refused.json).toMatchObject({
    trace_id: expect.any(String),
    correlation_id: expect.any(String),
    timestamp: '2026-11-23 08:00:00Z',
  })
})

test('an unknown tenant is refused, and has no discovery document', async () => {
  const { grant, twin } = await fresh()
  const refused = await grant({}, 'fabrikam.com')
  expect([refused.status, refused.json.error_codes]).toEqual([400, [90002]])
  expect((await fetch(`${twin.url}/fabrikam.com/v2.0/.well-known/openid-configuration`)).status).toBe(400)
})

test('a missing parameter is refused by name', async () => {
  const { twin } = await fresh()
  for (const name of ['grant_type', 'client_id', 'scope']) {
    const refused = await askToken(twin, Object.fromEntries(Object.entries(goodForm).filter(([key]) => key !== name)))
    expect(refused.json.error_description).toContain(
      `AADSTS900144: The request body must contain the following parameter: '${name}'`,
    )
  }
})

test('a secret past its end is refused, one before it is not', async () => {
  let at = now
  const { grant } = await fresh({ clients: oneClient, now: () => at })
  expect((await grant({ client_secret: 'right' })).status).toBe(200)
  at = now.add({ hours: 2 })
  expect((await grant({ client_secret: 'right' })).json.error_codes).toEqual([7000222])
})

test('expired credentials can be ordered', async () => {
  const { grant } = await fresh({ faults: parseFaults('expired-secret') })
  const refused = await grant()
  expect([refused.status, refused.json.error_codes]).toEqual([401, [7000222]])
})

test('the discovery document names the token endpoint of the same origin, by any name of the tenant', async () => {
  const { twin } = await fresh()
  for (const tenant of [twin.world.tenantId, 'contoso.com']) {
    const document = (await (await fetch(`${twin.url}/${tenant}/v2.0/.well-known/openid-configuration`)).json()) as Json
    expect(document.token_endpoint).toBe(`${twin.url}/${twin.world.tenantId}/oauth2/v2.0/token`)
    expect(document.issuer).toBe(`${twin.url}/${twin.world.tenantId}/v2.0`)
  }
})

const certificate = rsaCertificate(now, 30)
const other = rsaCertificate(now, 30)

/** A client assertion as Microsoft's libraries make it. */
function assertion(
  tokenUrl: string,
  changes: { claims?: object; key?: string; certificatePem?: string; algorithm?: 'RS256' | 'PS256' } = {},
): string {
  const seconds = now.epochMilliseconds / 1000
  const { certificatePem = certificate.certificatePem, key = certificate.privateKeyPem, algorithm = 'PS256' } = changes
  const thumbprint = createHash('sha256').update(new X509Certificate(certificatePem).raw).digest('base64url')
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = [
    { alg: algorithm, typ: 'JWT', 'x5t#S256': thumbprint },
    { aud: tokenUrl, iss: clientId, sub: clientId, jti: '1', nbf: seconds, exp: seconds + 600, ...changes.claims },
  ]
    .map(part)
    .join('.')
  const signingKey =
    algorithm === 'RS256'
      ? { key }
      : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  return `${signed}.${sign('sha256', Buffer.from(signed), signingKey).toString('base64url')}`
}

async function withCertificate(at: Temporal.Instant = now, options: Partial<TwinOptions> = {}) {
  const { twin } = await fresh({
    clients: [{ clientId, certificates: [certificate.certificatePem], roles: 'all' }],
    now: () => at,
    ...options,
  })
  const url = `${twin.url}/${twin.world.tenantId}/oauth2/v2.0/token`
  const { client_secret: _secret, ...form } = goodForm
  const grant = async (changes: Parameters<typeof assertion>[1] = {}) =>
    askToken(twin, {
      ...form,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(url, changes),
    })
  return grant
}

test('an assertion signed by the registered certificate is taken, with either algorithm', async () => {
  const grant = await withCertificate()
  expect((await grant({ algorithm: 'PS256' })).status).toBe(200)
  expect((await grant({ algorithm: 'RS256' })).status).toBe(200)
})

test.each([
  ['signed by another key under the registered name', { key: other.privateKeyPem }, 700027],
  [
    'signed by a certificate that is not registered',
    { key: other.privateKeyPem, certificatePem: other.certificatePem },
    700027,
  ],
  ['past its time', { claims: { exp: now.epochMilliseconds / 1000 - 400 } }, 700024],
  ['for another endpoint', { claims: { aud: 'https://login.example/token' } }, 700023],
  ['of another application', { claims: { iss: 'x', sub: 'x' } }, 700021],
])('an assertion %s is refused', async (_what, changes, number) => {
  const refused = await (await withCertificate())(changes)
  expect([refused.status, refused.json.error_codes]).toEqual([401, [number]])
})

test('an expired certificate is refused', async () => {
  const at = now.add({ hours: 24 * 31 })
  const grant = await withCertificate(at)
  const seconds = at.epochMilliseconds / 1000
  const refused = await grant({ claims: { nbf: seconds, exp: seconds + 600 } })
  expect(refused.json.error_codes).toEqual([700027])
  expect(refused.json.error_description).toContain(
    'Client assertion contains an invalid signature. [Reason - The key used is expired.,',
  )
  const ordered = await withCertificate(now, { faults: parseFaults('expired-certificate') })
  expect((await ordered()).json.error_codes).toEqual([700027])
})
