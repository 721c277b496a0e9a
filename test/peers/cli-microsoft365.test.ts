// The CLI for Microsoft 365 (@pnp/cli-microsoft365, MIT), unchanged, against the simulated tenant over TLS. It knows Microsoft's addresses only.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { rsaCertificate } from '../../src/twin/graph/rsa-certificate.fixture.ts'
import { defaultWorldSettings, parseFaults, startTwin, type Twin } from '#twin/start-twin.ts'
import { createHome, microsoftHosts, type Home, type Ran } from './run-peer.ts'

const clientId = '11111111-2222-4333-8444-555555555555'
const secret = 'the-secret-of-contoso'
const certificate = rsaCertificate(Temporal.Now.instant(), 30)
const list = ['entra', 'user', 'registrationdetails', 'list', '--output', 'json']
const call = 'GET /reports/authenticationMethods/userRegistrationDetails'

type Row = { readonly [property: string]: unknown }

let program: string
let twin: Twin
let home: Home

function findProgram(): string {
  const folder = process.env['KEYWAVE_PEERS'] ?? ''
  const path = resolve(folder, 'node_modules', '@pnp', 'cli-microsoft365', 'dist', 'index.js')
  if (folder === '' || !existsSync(path)) {
    throw new Error('KEYWAVE_PEERS must name a folder in which `npm install @pnp/cli-microsoft365` was run.')
  }
  return path
}

const startPeople = (people: number) =>
  startTwin({
    world: defaultWorldSettings({ people, seed: 3 }),
    tls: { names: microsoftHosts },
    limits: { speed: 1000 },
    clients: [{ clientId, secret, certificates: [certificate.certificatePem], roles: ['AuditLog.Read.All'] }],
  })

/** A home in which the CLI is told to send no statistics, and nobody has signed in. */
async function freshHome(tenant: Twin): Promise<Home> {
  const made = await createHome(tenant)
  const settings = join(made.folder, '.config', 'configstore')
  await mkdir(settings, { recursive: true })
  await writeFile(join(settings, 'cli-m365-config.json'), JSON.stringify({ disableTelemetry: true }))
  return made
}

const m365 = (where: Home, args: readonly string[], trusts?: boolean): Promise<Ran> =>
  where.run([program, ...args], trusts)

function login(where: Home, tenant: Twin, credential: readonly string[], trusts?: boolean): Promise<Ran> {
  const application = ['--appId', clientId, '--tenant', tenant.world.tenantId]
  return m365(where, ['login', ...application, ...credential, '--output', 'json'], trusts)
}

const bySecret = (value: string) => ['--authType', 'secret', '--secret', value]

function rows({ code, stdout, stderr }: Ran): readonly Row[] {
  expect([code, stderr]).toEqual([0, ''])
  const found = JSON.parse(stdout) as Row[]
  return found.toSorted((one, other) => String(one['id']).localeCompare(String(other['id'])))
}

/** What the tenant holds, straight from its world. */
function held(tenant: Twin, wanted: (row: Row) => boolean = () => true): readonly Row[] {
  const { registrationDetails } = tenant.world
  return Array.from({ length: registrationDetails.size() }, (_none, position) => registrationDetails.at(position))
    .filter((row) => row !== undefined)
    .filter(wanted)
    .toSorted((one, other) => String(one['id']).localeCompare(String(other['id'])))
}

beforeAll(async () => {
  program = findProgram()
  twin = await startPeople(60)
  home = await freshHome(twin)
  const signedIn = await login(home, twin, bySecret(secret))
  expect(signedIn).toMatchObject({ code: 0, stderr: '' })
})

afterEach(() => twin?.setFaults([]))

afterAll(async () => {
  await twin?.stop()
  await home?.remove()
})

test('it signs in with a secret and says as whom', async () => {
  const status = await m365(home, ['status', '--output', 'json'])
  expect(JSON.parse(status.stdout)).toMatchObject({
    connectedAs: `Application ${clientId}`,
    authType: 'secret',
    appId: clientId,
    appTenant: twin.world.tenantId,
  })
})

test('it lists the registration details of everybody as the tenant holds them', async () => {
  const before = twin.requests().byCall[call] ?? 0
  const listed = rows(await m365(home, list))
  expect(listed.length).toBeGreaterThan(40)
  expect(listed).toEqual(held(twin))
  expect(twin.requests().byCall[call]).toBe(before + 1)
})

test.each<[string, readonly string[], (row: Row) => boolean]>([
  ['who is not capable of MFA', ['--isMfaCapable', 'false'], (row) => row['isMfaCapable'] === false],
  ['administrators', ['--isAdmin', 'true'], (row) => row['isAdmin'] === true],
  [
    'who registered a phone or an address',
    ['--methodsRegistered', 'mobilePhone,email'],
    (row) => (row['methodsRegistered'] as string[]).some((method) => ['mobilePhone', 'email'].includes(method)),
  ],
  [
    'members whose second factor is push',
    ['--userType', 'member', '--userPreferredMethodForSecondaryAuthentication', 'push'],
    (row) => row['userType'] === 'member' && row['userPreferredMethodForSecondaryAuthentication'] === 'push',
  ],
])('its filter finds %s and nobody else', async (_whom, options, wanted) => {
  const expected = held(twin, wanted)
  expect(expected.length).toBeGreaterThan(0)
  expect(expected.length).toBeLessThan(held(twin).length)
  expect(rows(await m365(home, [...list, ...options]))).toEqual(expected)
})

test('it finds one person by name, with the properties that it asked for', async () => {
  const [person] = held(twin)
  const { userPrincipalName, methodsRegistered } = person ?? {}
  const options = [
    '--userPrincipalNames',
    String(userPrincipalName),
    '--properties',
    'userPrincipalName,methodsRegistered',
  ]
  expect(rows(await m365(home, [...list, ...options]))).toEqual([{ userPrincipalName, methodsRegistered }])
})

test('it follows the pages of a larger tenant to the end', async () => {
  const larger = await startPeople(1300)
  onTestFinished(() => larger.stop())
  const other = await freshHome(larger)
  onTestFinished(() => other.remove())
  await login(other, larger, bySecret(secret))
  expect(rows(await m365(other, list))).toEqual(held(larger))
  expect(larger.requests().byCall[call]).toBe(2)
})

test('it waits as long as a throttled answer says and then has everybody', async () => {
  twin.setFaults(parseFaults('429@registrations:1'))
  const before = twin.requests().byStatus['429'] ?? 0
  expect(rows(await m365(home, list))).toEqual(held(twin))
  expect(twin.requests().byStatus['429']).toBe(before + 1)
})

test('it signs in with a certificate and lists the same', async () => {
  const other = await freshHome(twin)
  onTestFinished(() => other.remove())
  const file = join(other.folder, 'application.pem')
  await writeFile(file, certificate.privateKeyPem + certificate.certificatePem)
  const signedIn = await login(other, twin, ['--authType', 'certificate', '--certificateFile', file])
  expect(JSON.parse(signedIn.stdout)).toMatchObject({ authType: 'certificate', appId: clientId })
  expect(rows(await m365(other, list))).toEqual(held(twin))
})

test('a wrong secret is refused in the words of Entra, and nothing is listed', async () => {
  const other = await freshHome(twin)
  onTestFinished(() => other.remove())
  const refused = await login(other, twin, bySecret('wrong'))
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('AADSTS7000215')
  const unlisted = await m365(other, list)
  expect([unlisted.code, unlisted.stdout]).toEqual([1, ''])
})

test('a missing permission is told as the tenant words it', async () => {
  twin.setFaults(parseFaults('refuse@registrations'))
  const refused = await m365(home, list)
  expect([refused.code, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toContain('Insufficient privileges to complete the operation.')
})

test('without the authority of the tenant nothing is asked and nothing is listed', async () => {
  const before = twin.requests()
  const refused = await m365(home, list, false)
  expect([refused.code, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toContain('self-signed certificate in certificate chain')
  const other = await freshHome(twin)
  onTestFinished(() => other.remove())
  await login(other, twin, bySecret(secret), false)
  expect(twin.requests()).toEqual(before)
})

test("only Microsoft's two hosts are led to the tenant, every other is refused", async () => {
  const ask = (url: string) =>
    home.run(['-e', `fetch('${url}').then((a) => console.log(a.status), (e) => console.log(e.cause.message))`])
  expect((await ask('https://graph.microsoft.com/v1.0/organization')).stdout).toBe('401\n')
  expect((await ask('https://management.azure.com/')).stdout).toContain('management.azure.com is not led to the twin.')
})
