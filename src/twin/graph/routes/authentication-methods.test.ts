import { expect, onTestFinished, test } from 'vitest'
import { startAsking } from '../ask.fixture.ts'
import { tinyId } from '../tiny-world.fixture.ts'

const fido2 = (changes: object = {}) => ({
  '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
  id: 'key1',
  displayName: 'iPhone',
  aaGuid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
  passkeyType: 'synced',
  createdDateTime: '2026-11-01T00:00:00Z',
  lastUsedDateTime: '2026-11-20T00:00:00Z',
  ...changes,
})

async function fresh() {
  const asking = await startAsking()
  onTestFinished(async () => asking.twin.stop())
  const of = (person: number, path = 'methods', version = 'v1.0') =>
    `/${version}/users/${tinyId(1, person)}/authentication/${path}`
  return { ...asking, of, world: asking.twin.world }
}

test('methods of all kinds come with their types, passkeys alone without', async () => {
  const { ask, of, world } = await fresh()
  world.registerMethod(tinyId(1, 1), fido2())
  world.registerMethod(tinyId(1, 1), { '@odata.type': '#microsoft.graph.passwordAuthenticationMethod', id: 'password' })
  expect((await ask(of(1))).json.value.map((method: { '@odata.type': string }) => method['@odata.type'])).toHaveLength(
    2,
  )
  const keys = (await ask(of(1, 'fido2Methods'))).json.value
  expect(keys).toHaveLength(1)
  expect(keys[0]).not.toHaveProperty('@odata.type')
})

test('when a passkey was last used is told in beta only', async () => {
  const { ask, of, world } = await fresh()
  world.registerMethod(tinyId(1, 1), fido2())
  expect((await ask(of(1, 'fido2Methods'))).json.value[0]).not.toHaveProperty('lastUsedDateTime')
  expect((await ask(of(1, 'fido2Methods', 'beta'))).json.value[0].lastUsedDateTime).toBe('2026-11-20T00:00:00Z')
})

test('a lost passkey is deleted once', async () => {
  const { ask, of, world } = await fresh()
  world.registerMethod(tinyId(1, 1), fido2())
  expect((await ask(of(1, 'fido2Methods/key1'), { method: 'DELETE' })).status).toBe(204)
  expect((await ask(of(1, 'fido2Methods'))).json.value).toEqual([])
  const [event] = (await ask('/v1.0/auditLogs/directoryAudits?$top=1')).json.value
  expect(event).toMatchObject({
    activityDisplayName: 'Admin deleted security info',
    targetResources: [{ id: tinyId(1, 1) }],
  })
  expect((await ask(of(1, 'fido2Methods/key1'), { method: 'DELETE' })).status).toBe(404)
})

test('a pass is told once, in the answer that makes it, and never again', async () => {
  const { ask, of, world } = await fresh()
  const made = await ask(of(1, 'temporaryAccessPassMethods'), {
    method: 'POST',
    body: { lifetimeInMinutes: 60, isUsableOnce: true },
  })
  expect(made.status).toBe(201)
  const code: string = made.json.temporaryAccessPass
  expect(code).toHaveLength(8)
  expect(made.json).toMatchObject({
    isUsable: true,
    methodUsabilityReason: 'EnabledByPolicy',
    isUsableOnce: true,
    lifetimeInMinutes: 60,
  })
  for (const path of ['temporaryAccessPassMethods', `temporaryAccessPassMethods/${made.json.id}`, 'methods']) {
    expect((await ask(of(1, path))).text).not.toContain(code)
  }
  expect(JSON.stringify(world.authenticationMethodsOf(tinyId(1, 1)))).not.toContain(code)
  const audits = await ask('/v1.0/auditLogs/directoryAudits')
  expect(audits.json.value[0].activityDisplayName).toBe('Admin registered security info')
  expect(audits.text).not.toContain(code)
})

test('a second pass replaces the first', async () => {
  const { ask, of } = await fresh()
  const path = of(1, 'temporaryAccessPassMethods')
  const first = await ask(path, { method: 'POST' })
  const second = await ask(path, { method: 'POST' })
  expect(second.json.temporaryAccessPass).not.toBe(first.json.temporaryAccessPass)
  expect((await ask(path)).json.value.map((pass: { id: string }) => pass.id)).toEqual([second.json.id])
})

test('a pass for someone outside the policy is made and is not usable', async () => {
  const { ask, of } = await fresh()
  const made = await ask(of(50, 'temporaryAccessPassMethods'), { method: 'POST', body: {} })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({ isUsable: false, methodUsabilityReason: 'DisabledByPolicy' })
})

test('a pass is not yet valid before it starts and expired after its time', async () => {
  const { ask, of, world } = await fresh()
  const path = of(1, 'temporaryAccessPassMethods')
  const made = await ask(path, {
    method: 'POST',
    body: { startDateTime: '2026-11-23T09:00:00Z', lifetimeInMinutes: 60 },
  })
  const reason = async () => (await ask(`${path}/${made.json.id}`)).json.methodUsabilityReason
  expect(await reason()).toBe('NotYetValid')
  world.clock.advance(Temporal.Duration.from({ minutes: 90 }))
  expect(await reason()).toBe('EnabledByPolicy')
  world.clock.advance(Temporal.Duration.from({ minutes: 31 }))
  expect(await reason()).toBe('Expired')
})

test.each([
  ['too short a life', 1, { lifetimeInMinutes: 5 }],
  ['too long a life', 1, { lifetimeInMinutes: 481 }],
  ['no whole number of minutes', 1, { lifetimeInMinutes: '60' }],
  ['no instant to start', 1, { startDateTime: 'tomorrow' }],
  ['an external guest', 3, {}],
])('a pass with %s is refused', async (_what, person, body) => {
  const { ask, of } = await fresh()
  expect((await ask(of(person, 'temporaryAccessPassMethods'), { method: 'POST', body })).status).toBe(400)
  expect((await ask(of(person, 'temporaryAccessPassMethods'))).json.value).toEqual([])
})

test('a pass can be deleted', async () => {
  const { ask, of } = await fresh()
  const path = of(1, 'temporaryAccessPassMethods')
  const made = await ask(path, { method: 'POST' })
  expect((await ask(`${path}/${made.json.id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await ask(`${path}/${made.json.id}`)).status).toBe(404)
})

test('the per-user MFA state is read and written, and nothing else is taken for a state', async () => {
  const { ask, of } = await fresh()
  const path = of(1, 'requirements')
  expect((await ask(path)).json).toEqual({ perUserMfaState: 'disabled' })
  expect((await ask(path, { method: 'PATCH', body: { perUserMfaState: 'enforced' } })).status).toBe(204)
  expect((await ask(path)).json).toEqual({ perUserMfaState: 'enforced' })
  expect((await ask(path, { method: 'PATCH', body: { perUserMfaState: 'on' } })).status).toBe(400)
})
