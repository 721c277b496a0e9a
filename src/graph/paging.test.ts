import { afterEach, expect, test } from 'vitest'
import { AppError } from '#domain/shared/errors.ts'
import { readList, walkPages } from './paging.ts'
import { startStandIn, testClient, unaborted, type StandIn } from './stand-in.fixture.ts'

const standIns: StandIn[] = []

afterEach(async () => {
  await Promise.all(standIns.splice(0).map((standIn) => standIn.stop()))
})

const request = { call: 'GET /users', budget: 'directory', units: 1, signal: unaborted } as const

/** A list of so many pages of one item each; links are made by `link`. */
async function listOf(
  pages: number,
  link = (origin: string, page: number) => `${origin}/v1.0/users?$skiptoken=${page}`,
) {
  const standIn = await startStandIn(({ url, headers }) => {
    const page = Number(new URL(url, 'http://graph').searchParams.get('$skiptoken') ?? 1)
    const next = page < pages ? { '@odata.nextLink': link(`http://${headers.host ?? ''}`, page + 1) } : {}
    return { body: { ...next, value: [{ id: page }] } }
  })
  standIns.push(standIn)
  return standIn
}

test('a list is walked to its end, in order', async () => {
  const standIn = await listOf(4)
  expect(await readList(testClient(standIn.url), '/v1.0/users', request)).toEqual([
    { id: 1 },
    { id: 2 },
    { id: 3 },
    { id: 4 },
  ])
})

test('the next link of a page is where a walk goes on', async () => {
  const standIn = await listOf(4)
  const client = testClient(standIn.url)
  const walk = walkPages(client, '/v1.0/users', request)
  const first = (await walk.next()).value
  await walk.return()
  expect(first?.next).toBe('/v1.0/users?$skiptoken=2')
  expect(await readList(client, first?.next ?? '', request)).toEqual([{ id: 2 }, { id: 3 }, { id: 4 }])
})

test('one page is fetched ahead, never more', async () => {
  const standIn = await listOf(10)
  const walk = walkPages(testClient(standIn.url), '/v1.0/users', request)
  await walk.next()
  await expect.poll(() => standIn.requests.length).toBe(2)
  await walk.next()
  await expect.poll(() => standIn.requests.length).toBe(3)
  await walk.return()
  expect(standIn.requests).toHaveLength(3)
})

test('a next link to another address ends the walk, and the bearer is not sent there', async () => {
  const thief = await startStandIn(() => ({ body: { value: [] } }))
  standIns.push(thief)
  const standIn = await listOf(2, () => `${thief.url}/v1.0/users?$skiptoken=2`)
  await expect(readList(testClient(standIn.url), '/v1.0/users', request)).rejects.toMatchObject({
    code: 'graph-unexpected',
  })
  expect(thief.requests).toHaveLength(0)
  expect(standIn.requests).toHaveLength(1)
})

test('a page that leads to itself is an error, not an endless walk', async () => {
  const standIn = await listOf(3, (origin) => `${origin}/v1.0/users?$skiptoken=2`)
  await expect(readList(testClient(standIn.url), '/v1.0/users', request)).rejects.toBeInstanceOf(AppError)
  expect(standIn.requests).toHaveLength(2)
})

test('an empty page in the middle is not the end', async () => {
  const standIn = await startStandIn(({ url, headers }) => {
    const origin = `http://${headers.host ?? ''}`
    if (url.includes('last')) return { body: { value: [{ id: 9 }] } }
    return { body: { value: [], '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=last` } }
  })
  standIns.push(standIn)
  expect(await readList(testClient(standIn.url), '/v1.0/users', request)).toEqual([{ id: 9 }])
})

test('an answer without a list is an error that names the call', async () => {
  const standIn = await startStandIn(() => ({ body: { values: [] } }))
  standIns.push(standIn)
  await expect(readList(testClient(standIn.url), '/v1.0/users', request)).rejects.toThrow(/GET \/users/)
})
