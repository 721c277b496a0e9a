import { expect, test } from 'vitest'
import { call, type Call, type LimitFamily } from './call.ts'
import { GraphProblem } from './problem.ts'
import { createThrottle } from './throttle.ts'

const of = (limit: LimitFamily, request: 'GET /x' | 'POST /x' = 'GET /x'): Call =>
  call(request, { area: 'users', limit, permissions: [], answer: () => ({ status: 200 }) })

const caller = (clientId = 'app') => ({ clientId, roles: 'all' as const })

/** A throttle with a clock that the test moves; a request tells the refusal, or its headers. */
function throttled(options: { people?: number; speed?: number } = {}) {
  let nowMs = 1_000_000
  const throttle = createThrottle({
    people: options.people ?? 1200,
    speed: options.speed ?? 1,
    tenantId: 't',
    nowMs: () => nowMs,
  })
  return {
    pass: (ms: number) => void (nowMs += ms),
    request: (what: Call, clientId?: string, cost = 1): GraphProblem | Readonly<Record<string, string>> => {
      try {
        return throttle.admit(what, caller(clientId), { cost })
      } catch (error) {
        if (error instanceof GraphProblem) return error
        throw error
      }
    },
  }
}

const refused = (answer: unknown) => answer instanceof GraphProblem

test('the sixth report within ten seconds is refused, with the time to wait', () => {
  const { request, pass } = throttled()
  for (let count = 0; count < 5; count++) {
    expect(refused(request(of('reports')))).toBe(false)
    pass(1000)
  }
  const answer = request(of('reports')) as GraphProblem
  expect(answer.status).toBe(429)
  expect(answer.headers['retry-after']).toBe('6')
})

test('whoever waits as long as told is admitted', () => {
  const { request, pass } = throttled()
  for (let count = 0; count < 5; count++) request(of('reports'))
  const answer = request(of('reports')) as GraphProblem
  pass(Number(answer.headers['retry-after']) * 1000)
  expect(refused(request(of('reports')))).toBe(false)
})

test('whoever asks again too early only waits longer: refused requests count', () => {
  const { request, pass } = throttled()
  for (let count = 0; count < 5; count++) request(of('reports'))
  for (let count = 0; count < 12; count++) {
    pass(1000)
    expect(refused(request(of('reports')))).toBe(true)
  }
})

test('another application has report requests of its own', () => {
  const { request } = throttled()
  for (let count = 0; count < 6; count++) request(of('reports'), 'one')
  expect(refused(request(of('reports'), 'two'))).toBe(false)
})

test('speed 20 makes the window of ten seconds half a second', () => {
  const { request, pass } = throttled({ speed: 20 })
  for (let count = 0; count < 5; count++) request(of('reports'))
  pass(501)
  expect(refused(request(of('reports')))).toBe(false)
})

test('Conditional Access admits one request a second for all applications together and does not say when to come back', () => {
  const { request, pass } = throttled()
  expect(refused(request(of('conditional-access'), 'one'))).toBe(false)
  const answer = request(of('conditional-access'), 'two') as GraphProblem
  expect(answer.status).toBe(429)
  expect(answer.headers['retry-after']).toBeUndefined()
  pass(1000)
  expect(refused(request(of('conditional-access'), 'two'))).toBe(false)
})

test('the directory counts units by the size of the tenant', () => {
  const admitted = (people: number) => {
    const { request } = throttled({ people })
    let count = 0
    while (!refused(request(of('directory'), 'app', 100))) count++
    return count * 100
  }
  expect([admitted(20), admitted(400), admitted(5000)]).toEqual([3500, 5000, 8000])
})

test('each directory answer tells its units, and from 0.8 of the limit on how much is used', () => {
  const { request } = throttled()
  expect(request(of('directory'), 'app', 2)).toEqual({ 'x-ms-resource-unit': '2' })
  expect(request(of('directory'), 'app', 6998)).toMatchObject({ 'x-ms-throttle-limit-percentage': '0.88' })
})

test('a directory refusal tells when to come back and whom it concerns', () => {
  const { request, pass } = throttled()
  request(of('directory'), 'app', 8000)
  const answer = request(of('directory'), 'app', 800) as GraphProblem
  expect(answer.status).toBe(429)
  expect(answer.headers).toMatchObject({ 'retry-after': '1', 'x-ms-throttle-scope': 'Tenant_Application/Read/app/t' })
  pass(1000)
  expect(refused(request(of('directory'), 'app', 800))).toBe(false)
})

test('writes are 3,000 in two and a half minutes', () => {
  const { request, pass } = throttled()
  for (let count = 0; count < 3000; count++) {
    expect(refused(request(of('directory', 'POST /x')))).toBe(false)
    pass(10)
  }
  expect(refused(request(of('directory', 'POST /x')))).toBe(true)
  expect(refused(request(of('directory')))).toBe(false)
})

test('Intune says throttling as a server error', () => {
  const { request } = throttled()
  for (let count = 0; count < 1000; count++) request(of('intune'))
  const answer = request(of('intune')) as GraphProblem
  expect(answer.status).toBe(500)
  expect(answer.message).toBe('Rate limit reached because of too many requests to query broker')
})

test('what no limit is documented for is never refused', () => {
  const { request } = throttled()
  for (let count = 0; count < 20_000; count++) expect(refused(request(of('none')))).toBe(false)
})
