import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import type { Json } from './ask.fixture.ts'
import { rsaCertificate } from './rsa-certificate.fixture.ts'
import { defaultWorldSettings } from '../world/default-settings.ts'

const clientId = '11111111-2222-4333-8444-555555555555'

let folder: string
let twin: Twin
let found: Json

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keywave-peers-'))
  const certificate = rsaCertificate(Temporal.Now.instant(), 30)
  await writeFile(join(folder, 'app.pem'), certificate.certificatePem + certificate.privateKeyPem)
  twin = await startTwin({
    world: defaultWorldSettings({ people: 450 }),
    tls: true,
    clients: [{ clientId, secret: 'twin-secret', certificates: [certificate.certificatePem], roles: 'all' }],
  })
  await writeFile(join(folder, 'ca.pem'), twin.caPem ?? '')
  const script = join(import.meta.dirname, 'peer-client.fixture.ts')
  const args = [
    '--disable-warning=ExperimentalWarning',
    script,
    twin.url,
    twin.world.tenantId,
    join(folder, 'app.pem'),
    clientId,
  ]
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 50_000 })
  found = JSON.parse(stdout)
})

afterAll(async () => {
  await twin?.stop()
  await rm(folder, { recursive: true, force: true })
})

test("Microsoft's identity library gets a token by secret and by certificate over TLS", () => {
  expect([found.secretToken, found.certificateToken]).toEqual([3, 3])
})

test("Microsoft's identity library is told of a wrong secret in the words of Entra", () => {
  expect(found.wrongSecret).toContain('AADSTS7000215')
})

test("Microsoft's Graph client pages through everybody", () => {
  expect(found.paged).toBe(twin.world.users.count?.())
})

test("Microsoft's Graph client sends a batch of twenty and tells each answer", () => {
  const expected = Object.fromEntries(
    Array.from({ length: 20 }, (_none, index) => [String(index), index === 19 ? 404 : 200]),
  )
  expect(found.batched).toEqual(expected)
})

test("Microsoft's Graph client follows the delta link to what changed", () => {
  expect(found.delta).toEqual({ found: twin.world.users.count?.(), changed: [found.revoked] })
})

test('who does not trust the authority gets no connection', async () => {
  await expect(fetch(`${twin.url}/v1.0/users`)).rejects.toThrow('fetch failed')
})
