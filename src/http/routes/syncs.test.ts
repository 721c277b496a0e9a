// The routes on syncs: one starts in the background, tells how far it is, and says why where it stops.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StreamUnavailable, type TenantSource } from '#app/ports.ts'
import { AppError } from '#domain/shared/errors.ts'
import { unknown } from '#domain/shared/evidence.ts'
import { syncProgress, syncs } from '../contract/syncs.ts'
import { body, tenantName, testServer, type TestServer } from '../server.fixture.ts'
import { goodTenant, now } from '../../checks/good-tenant.fixture.ts'

let server: TestServer
let sourceOf: () => Promise<TenantSource>

beforeAll(async () => {
  server = await testServer({ sourceOf: () => sourceOf() })
  for (const name of ['northwind', 'tailspin', 'adatum']) {
    await server.store.saveTenant({
      name: tenantName(name),
      connection: { kind: 'demo', people: 1, seed: 1 },
      createdAt: now,
    })
  }
  await server.store.saveTenant({ name: tenantName('fabrikam'), connection: { kind: 'files' }, createdAt: now })
})

afterAll(async () => {
  await server.close()
})

/** A tenant that offers no rows, and answers its settings, or throws, once the gate opens. */
function source(gate: Promise<AppError | null>): TenantSource {
  const nothing = { facts: {}, rejected: [], calls: [] }
  return {
    probe: () => Promise.resolve([]),
    settings: async () => {
      const trouble = await gate
      if (trouble !== null) throw trouble
      return { facts: goodTenant(), rejected: [], calls: [] }
    },
    // oxlint-disable-next-line require-yield
    stream: async function* () {
      throw new StreamUnavailable(unknown({ kind: 'not-in-source', source: 'graph' }))
    },
    deltaLink: () => Promise.resolve(null),
    methodsOf: async function* () {
      yield* []
    },
    emergencyAccounts: () => Promise.resolve(nothing),
    perUserMfa: () => Promise.resolve(nothing),
  }
}

function start(tenant: string, text = '{}'): Response | Promise<Response> {
  return server.hono.request(`/api/v1/tenants/${tenant}/syncs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: text,
  })
}

function heardOf(event: string): number {
  return server.logged.filter((line) => line.event === event).length
}

describe('starting a sync', () => {
  test('it is answered at once with where its progress is told, and runs to its end behind', async () => {
    const gate = Promise.withResolvers<AppError | null>()
    sourceOf = () => Promise.resolve(source(gate.promise))
    const answer = await start('northwind')
    expect(answer.status).toBe(202)
    const begun = syncProgress.parse(await body(answer))
    expect(begun).toMatchObject({ tenant: 'northwind', state: 'running', step: 'reading', problem: null })
    const location = answer.headers.get('location') ?? ''
    expect(location).toBe(`/api/v1/tenants/northwind/syncs/${begun.id}`)

    const again = await start('northwind')
    expect([again.status, (await body(again))['code']]).toEqual([409, 'sync-running'])
    const page = await (await server.hono.request('/?tenant=northwind')).text()
    expect(page).toContain('Reading northwind for the first time')

    const finished = heardOf('sync-finished')
    gate.resolve(null)
    await server.heard('sync-finished', finished + 1)
    const ended = syncProgress.parse(await body(await server.hono.request(location)))
    expect(ended).toMatchObject({ id: begun.id, state: 'finished', step: 'done', problem: null })
    const list = syncs.parse(await body(await server.hono.request('/api/v1/tenants/northwind/syncs')))
    expect(list.syncs.map(({ id }) => id)).toEqual([begun.id])

    expect((await start('northwind', '{"wanted":"full"}')).status).toBe(202)
    await server.heard('sync-finished', finished + 2)
  })

  test('why it could not begin is the answer, and the next may try again', async () => {
    sourceOf = () => Promise.reject(new AppError('credentials-expired'))
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await start('tailspin')
      expect([answer.status, (await body(answer))['code']]).toEqual([502, 'credentials-expired'])
    }
    const page = await (await server.hono.request('/?tenant=tailspin')).text()
    expect(page).toContain('Reading tailspin stopped')
    expect(page).toContain('The client secret or certificate has expired.')
  })

  test('why it stopped on its way is told by its progress, and nothing of the inside', async () => {
    const gate = Promise.withResolvers<AppError | null>()
    sourceOf = () => Promise.resolve(source(gate.promise))
    const answer = await start('adatum')
    const stopped = heardOf('sync-stopped')
    gate.resolve(new AppError('graph-unreachable', { internal: 'ECONNREFUSED 10.1.2.3' }))
    await server.heard('sync-stopped', stopped + 1)
    const told = await body(await server.hono.request(answer.headers.get('location') ?? ''))
    expect(syncProgress.parse(told).problem).toMatchObject({ code: 'graph-unreachable' })
    expect(JSON.stringify(told)).not.toContain('ECONNREFUSED')
    expect(JSON.stringify(server.logged)).toContain('ECONNREFUSED')
  })

  test('files cannot be synced, and what is no sync is 400', async () => {
    const files = await start('fabrikam')
    expect([files.status, (await body(files))['code']]).toEqual([400, 'wrong-use'])
    expect((await start('contoso', '{"wanted":"some"}')).status).toBe(400)
    expect((await start('_')).status).toBe(400)
    expect((await start('nobody')).status).toBe(404)
  })
})

describe('progress', () => {
  test('what does not exist is 404, what has no form is 400', async () => {
    const statusOf = async (path: string) => (await server.hono.request(`/api/v1/tenants/${path}`)).status
    expect(await statusOf('contoso/syncs')).toBe(200)
    expect(await statusOf('contoso/syncs?limit=0')).toBe(400)
    expect(await statusOf('nobody/syncs')).toBe(404)
    expect(await statusOf('nobody/syncs/1')).toBe(404)
    expect(await statusOf('_/syncs/1')).toBe(400)
    const missing = await server.hono.request('/api/v1/tenants/contoso/syncs/nosuch')
    expect([missing.status, (await body(missing))['code']]).toEqual([404, 'sync-unknown'])
  })

  test('where the next sync goes on never leaves the store', async () => {
    const listed = await server.hono.request('/api/v1/tenants/contoso/syncs')
    const text = await listed.text()
    expect(text).toContain('"streams"')
    expect(text).not.toMatch(/delta|cursor/i)
  })
})
