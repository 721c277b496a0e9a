import { expect, onTestFinished, test } from 'vitest'
import { parseFaults, type TwinOptions } from '../start-twin.ts'
import { startAsking, type Json } from './ask.fixture.ts'
import { tinyId } from './tiny-world.fixture.ts'

async function fresh(options: Partial<TwinOptions> = {}) {
  const asking = await startAsking(options)
  onTestFinished(async () => asking.twin.stop())
  const batch = async (requests: unknown, version = 'v1.0') =>
    asking.ask(`/${version}/$batch`, { method: 'POST', body: { requests } })
  const byId = async (requests: unknown, version?: string): Promise<Record<string, Json>> => {
    const { json } = await batch(requests, version)
    return Object.fromEntries(json.responses.map((response: Json) => [response.id, response]))
  }
  return { ...asking, batch, byId }
}

const get = (id: string, url: string) => ({ id, method: 'GET', url })
const users = (count: number) =>
  Array.from({ length: count }, (_none, index) => get(String(index), `/users/${tinyId(1, index)}?$select=id`))

test('twenty requests are answered, each once, in another order than asked', async () => {
  const { batch } = await fresh()
  const { status, json } = await batch(users(20))
  expect(status).toBe(200)
  const order = json.responses.map((response: Json) => Number(response.id))
  expect(order).not.toEqual(order.toSorted((one: number, other: number) => one - other))
  expect(order.toSorted((one: number, other: number) => one - other)).toEqual([...Array(20).keys()])
  for (const response of json.responses) expect(response.body.id).toBe(tinyId(1, Number(response.id)))
})

test.each([
  ['21 requests', users(21)],
  ['no request', []],
  ['the same id twice', [get('1', '/users'), get('1', '/users')]],
  ['a whole address', [get('1', 'https://graph.microsoft.com/v1.0/users')]],
  ['a dependency on nothing', [{ ...get('1', '/users'), dependsOn: ['2'] }]],
  ['no list', 'x'],
])('%s is refused as a whole', async (_what, requests) => {
  const { batch } = await fresh()
  expect((await batch(requests)).status).toBe(400)
})

test('a part that fails fails alone', async () => {
  const { byId } = await fresh()
  const found = await byId([get('good', '/organization'), get('bad', '/users/nobody'), get('unbuilt', '/me')])
  expect([found['good']?.status, found['bad']?.status, found['unbuilt']?.status]).toEqual([200, 404, 501])
  expect(found['bad']?.body.error.code).toBe('Request_ResourceNotFound')
})

test('each part is throttled alone, with its time to wait, inside an answer of 200', async () => {
  const now = Temporal.Instant.from('2026-11-23T08:00:00Z')
  const { byId } = await fresh({ now: () => now, limits: 'real' })
  const found = await byId([
    ...Array.from({ length: 6 }, (_none, index) => get(`report${index}`, '/auditLogs/directoryAudits?$top=1')),
    get('user', `/users/${tinyId(1, 1)}`),
  ])
  expect(found['report4']?.status).toBe(200)
  expect(found['report5']?.status).toBe(429)
  expect(found['report5']?.headers['retry-after']).toBe('10')
  expect(found['user']?.status).toBe(200)
})

test('faults strike single parts', async () => {
  const { byId } = await fresh({ faults: parseFaults('503@users:1') })
  const found = await byId(users(3))
  expect(Object.values(found).filter((response) => response.status === 503)).toHaveLength(1)
  expect(Object.values(found).filter((response) => response.status === 200)).toHaveLength(2)
})

test('who depends on a failure fails with 424, and so does who depends on that', async () => {
  const { byId, all } = await fresh()
  const group = tinyId(2, 1)
  const found = await byId([
    get('first', '/users/nobody'),
    { id: 'second', method: 'DELETE', url: `/groups/${group}/members/${tinyId(1, 1)}/$ref`, dependsOn: ['first'] },
    { ...get('third', '/organization'), dependsOn: ['second'] },
    { ...get('free', '/organization') },
  ])
  expect([found['second']?.status, found['third']?.status, found['free']?.status]).toEqual([424, 424, 200])
  expect(await all(`/v1.0/groups/${group}/members`)).toHaveLength(10)
})

test('who depends on a success goes on', async () => {
  const { byId } = await fresh()
  const found = await byId([get('first', '/organization'), { ...get('second', '/domains'), dependsOn: ['first'] }])
  expect(found['second']?.status).toBe(200)
})

test('parts write with bodies and headers of their own', async () => {
  const { byId } = await fresh()
  const found = await byId([
    {
      id: 'add',
      method: 'POST',
      url: `groups/${tinyId(2, 1)}/members/$ref`,
      headers: { 'Content-Type': 'application/json' },
      body: { '@odata.id': `https://x/users/${tinyId(1, 90)}` },
    },
    { id: 'count', method: 'GET', url: '/users?$count=true&$top=1', headers: { ConsistencyLevel: 'eventual' } },
    { id: 'text', method: 'GET', url: '/users/$count', headers: { ConsistencyLevel: 'eventual' } },
  ])
  expect(found['add']).toMatchObject({ status: 204 })
  expect(found['count']?.body['@odata.count']).toBe(250)
  expect(Buffer.from(found['text']?.body, 'base64').toString()).toBe('250')
})

test('next links of parts lead back to the server', async () => {
  const { byId, ask } = await fresh()
  const found = await byId([get('page', '/users?$top=10&$select=id')])
  const next = await ask(found['page']?.body['@odata.nextLink'])
  expect(next.json.value).toHaveLength(10)
})

test('a beta batch asks beta', async () => {
  const { byId } = await fresh()
  const path = '/policies/authenticationMethodsPolicy'
  expect((await byId([get('1', path)], 'beta'))['1']?.body).toHaveProperty('optOutSettings')
  expect((await byId([get('1', path)]))['1']?.body).not.toHaveProperty('optOutSettings')
})
