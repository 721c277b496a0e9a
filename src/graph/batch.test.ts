import { afterEach, expect, test } from 'vitest'
import { batch, type BatchResult } from './batch.ts'
import { errorBody, startStandIn, testClient, testClock, unaborted, type StandIn } from './stand-in.fixture.ts'

const standIns: StandIn[] = []

afterEach(async () => {
  await Promise.all(standIns.splice(0).map((standIn) => standIn.stop()))
})

type Part = { id: string; url: string; method: string }
type PartAnswer = { status: number; headers?: Record<string, string>; body?: unknown }

/** A server that answers each part by `answer`, in reverse order. */
async function batching(answer: (part: Part, before: number) => PartAnswer | null) {
  let before = 0
  const standIn = await startStandIn(({ body }) => {
    const { requests } = JSON.parse(body) as { requests: Part[] }
    const responses = requests.flatMap((part) => {
      const given = answer(part, before++)
      return given === null ? [] : [{ id: part.id, ...given }]
    })
    return { body: { responses: responses.reverse() } }
  })
  standIns.push(standIn)
  return standIn
}

async function ask(standIn: StandIn, parts: number) {
  const clock = testClock()
  const results: BatchResult[] = []
  const wanted = Array.from({ length: parts }, (_, index) => ({ key: `k${index}`, path: `/v1.0/users/u${index}` }))
  const options = {
    client: testClient(standIn.url, { clock }),
    clock,
    random: () => 0.5,
    signal: unaborted,
    version: 'v1.0',
    units: 1,
  } as const
  for await (const result of batch(wanted, options)) results.push(result)
  return {
    results,
    clock,
    sizes: standIn.requests.map(({ body }) => (JSON.parse(body) as { requests: Part[] }).requests.length),
  }
}

test('45 parts go in three requests of at most 20, and answers in any order find their part', async () => {
  const standIn = await batching(({ url }) => ({ status: 200, body: { url } }))
  const { results, sizes } = await ask(standIn, 45)
  expect(sizes).toEqual([20, 20, 5])
  expect(results).toHaveLength(45)
  for (const result of results) {
    expect(result).toMatchObject({ ok: true, body: { url: `/users/${result.key.replace('k', 'u')}` } })
  }
})

test('throttled parts are asked again alone, after the longest wait they were given', async () => {
  const standIn = await batching(({ url }, before) =>
    before < 20 && /u[37]$/.test(url)
      ? { status: 429, headers: { 'Retry-After': url.endsWith('3') ? '4' : '11' }, body: errorBody('TooManyRequests') }
      : { status: 200, body: {} },
  )
  const { results, sizes, clock } = await ask(standIn, 20)
  expect(sizes).toEqual([20, 2])
  expect(clock.slept).toEqual([11_000])
  expect(results.filter(({ ok }) => ok)).toHaveLength(20)
})

test('a part that fails says why and does not hide the others', async () => {
  const standIn = await batching(({ url }) =>
    url.endsWith('u1') ? { status: 404, body: errorBody('Request_ResourceNotFound') } : { status: 200, body: {} },
  )
  const { results } = await ask(standIn, 3)
  expect(
    results
      .filter(({ ok }) => ok)
      .map(({ key }) => key)
      .sort(),
  ).toEqual(['k0', 'k2'])
  expect(results.find(({ ok }) => !ok)).toMatchObject({ key: 'k1', failure: { kind: 'not-found' } })
})

test('a part that is not answered at all is asked again and then failed, never lost', async () => {
  const standIn = await batching(({ url }) => (url.endsWith('u1') ? null : { status: 200, body: {} }))
  const { results, sizes } = await ask(standIn, 2)
  expect(sizes).toEqual([2, 1, 1])
  expect(results.find(({ key }) => key === 'k1')).toMatchObject({ ok: false, failure: { code: 'NotAnswered' } })
})

test('parts that stay throttled end in graph-throttled', async () => {
  const standIn = await batching(() => ({ status: 429, body: errorBody('TooManyRequests') }))
  await expect(ask(standIn, 1)).rejects.toMatchObject({ code: 'graph-throttled' })
})
