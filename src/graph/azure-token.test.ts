import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rsaCertificate } from '#twin/graph/rsa-certificate.fixture.ts'
import { defaultWorldSettings, parseFaults, startTwin, twinSecret, type Twin } from '#twin/start-twin.ts'
import type { Trial } from './azure-token-client.fixture.ts'

const clientId = 'c0a70000-0000-4000-8000-000000000008'
const pemOf = (certificate: ReturnType<typeof rsaCertificate>) => certificate.certificatePem + certificate.privateKeyPem

let folder: string
let twin: Twin
const certificate = rsaCertificate(Temporal.Now.instant(), 30)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keywave-token-'))
  twin = await startTwin({
    world: defaultWorldSettings({ people: 60 }),
    tls: true,
    limits: { speed: 50 },
    clients: [{ clientId, secret: twinSecret, certificates: [certificate.certificatePem], roles: 'all' }],
  })
  await writeFile(join(folder, 'ca.pem'), twin.caPem ?? '')
  await writeFile(join(folder, 'app.pem'), pemOf(certificate))
})

afterAll(async () => {
  await twin.stop()
  await rm(folder, { recursive: true, force: true })
})

function trial(name: string, change: Partial<Trial> = {}): Trial {
  const { url, world } = twin
  return {
    name,
    authorityUrl: url,
    graphUrl: url,
    tenantId: world.tenantId,
    clientId,
    credential: 'secret',
    secret: twinSecret,
    ...change,
  }
}

async function attempt(...trials: readonly Trial[]): Promise<Record<string, string>> {
  const script = join(import.meta.dirname, 'azure-token-client.fixture.ts')
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(trials)], {
    env,
    timeout: 50_000,
  })
  return JSON.parse(stdout) as Record<string, string>
}

test("Microsoft's identity library signs in over TLS, and each way to fail has its own code", async () => {
  const stranger = rsaCertificate(Temporal.Now.instant(), 30)
  const results = await attempt(
    trial('secret'),
    trial('certificate from a file', { credential: 'certificate', secret: join(folder, 'app.pem'), readsToo: true }),
    trial('certificate as text', { credential: 'certificate', secret: pemOf(certificate) }),
    trial('wrong secret', { secret: 'wrong' }),
    trial('unknown application', { clientId: 'c0a70000-0000-4000-8000-0000000000bb' }),
    trial('unknown tenant', { tenantId: 'c0a70000-0000-4000-8000-0000000000cc' }),
    trial('unknown certificate', { credential: 'certificate', secret: pemOf(stranger) }),
    trial('key of another', {
      credential: 'certificate',
      secret: certificate.certificatePem + stranger.privateKeyPem,
    }),
    trial('nobody there', { authorityUrl: 'https://127.0.0.1:9' }),
  )
  expect(results).toEqual({
    secret: 'token',
    'certificate from a file': 'known',
    'certificate as text': 'token',
    'wrong secret': 'credentials-rejected',
    'unknown application': 'credentials-rejected',
    'unknown tenant': 'tenant-id-invalid',
    'unknown certificate': 'credentials-rejected',
    'key of another': 'certificate-unreadable',
    'nobody there': 'graph-unreachable',
  })
})

test('an expired secret and an expired certificate are told as expired', async () => {
  twin.setFaults(parseFaults('expired-secret,expired-certificate'))
  const results = await attempt(
    trial('secret'),
    trial('certificate', { credential: 'certificate', secret: pemOf(certificate) }),
  )
  expect(results).toEqual({ secret: 'credentials-expired', certificate: 'credentials-expired' })
})
