import { expect, test } from 'vitest'
import { testClock, unaborted } from './stand-in.fixture.ts'
import { budgets, createThrottle, type BudgetName, type ThrottleEvent } from './throttle.ts'

/** Microsoft's count: a request is refused when the window before it holds the limit already. */
function counter(limit: { unitsMax: number; windowMs: number }) {
  const times: number[] = []
  return (atMs: number) => {
    times.push(atMs)
    return times.filter((time) => time > atMs - limit.windowMs).length <= limit.unitsMax
  }
}

async function readPages(pages: number, latencyMs: number, arrivalMs: (page: number) => number) {
  const clock = testClock()
  const throttle = createThrottle({ clock })
  const admits = counter(budgets.reports)
  const startMs = clock.now().epochMilliseconds
  let refused = 0
  for (let page = 0; page < pages; page += 1) {
    const admission = await throttle.admit('reports', 1, unaborted)
    if (!admits(clock.now().epochMilliseconds + arrivalMs(page))) refused += 1
    clock.advance(latencyMs)
    admission.answered()
  }
  return { elapsedMs: clock.now().epochMilliseconds - startMs, refused }
}

/** What 5 requests per 10 s force: the last page cannot be asked for before. */
function forcedMs(pages: number) {
  return Math.floor((pages - 1) / budgets.reports.unitsMax) * budgets.reports.windowMs
}

test.each([5, 80, 400])(
  '100 pages of the registration report at %i ms each take at most 1.05 times what the limit forces, never refused',
  async (latencyMs) => {
    const { elapsedMs, refused } = await readPages(100, latencyMs, () => Math.min(latencyMs, 40) / 2)
    const ratio = elapsedMs / forcedMs(100)
    const [took, forced] = [elapsedMs / 1000, forcedMs(100) / 1000]
    process.stdout.write(`100 pages at ${latencyMs} ms: ${took} s, ${ratio.toFixed(4)} times the limit's ${forced} s\n`)
    expect(refused).toBe(0)
    expect(ratio).toBeLessThanOrEqual(1.05)
    expect(ratio).toBeGreaterThanOrEqual(1)
  },
)

test('answers that arrive unevenly are not refused either: a request counts when it may have arrived', async () => {
  const { refused } = await readPages(60, 90, (page) => (page % 2 === 0 ? 80 : 5))
  expect(refused).toBe(0)
})

test('a throttle that waited for nothing would be refused by the same count', () => {
  const admits = counter(budgets.reports)
  const refused = Array.from({ length: 20 }, (_, page) => admits(page * 50)).filter((admitted) => !admitted)
  expect(refused.length).toBeGreaterThan(0)
})

async function admitted(
  name: BudgetName,
  units: number[],
  prepare?: (throttle: ReturnType<typeof createThrottle>) => void,
) {
  const clock = testClock()
  const events: ThrottleEvent[] = []
  const throttle = createThrottle({ clock, onThrottle: (event) => events.push(event) })
  prepare?.(throttle)
  const startMs = clock.now().epochMilliseconds
  const times: number[] = []
  for (const unit of units) {
    const admission = await throttle.admit(name, unit, unaborted)
    times.push(clock.now().epochMilliseconds - startMs)
    admission.answered()
  }
  return { times, events }
}

test('Conditional Access is asked once a second', async () => {
  expect((await admitted('conditional-access', [1, 1, 1])).times).toEqual([0, 1000, 2000])
})

test('directory requests are counted by their resource units', async () => {
  const { times } = await admitted('directory', [2000, 1400, 100, 5])
  expect(times).toEqual([0, 0, 0, 10_000])
})

test('a Retry-After holds back every request of the scope, and no other scope', async () => {
  const held = (throttle: ReturnType<typeof createThrottle>) => throttle.refused('reports', 7000)
  const { times, events } = await admitted('reports', [1], held)
  expect(times).toEqual([7000])
  expect(events).toEqual([{ budget: 'reports', reason: 'retry-after', waitMs: 7000 }])
  expect((await admitted('intune', [1], held)).times).toEqual([0])
})

test('a warning that the limit is near slows down, and a low figure does not', async () => {
  const warned = await admitted('directory', [1], (throttle) => throttle.warned('directory', 1))
  expect(warned.times[0]).toBeGreaterThanOrEqual(900)
  const calm = await admitted('directory', [1], (throttle) => throttle.warned('directory', 0.79))
  expect(calm.times).toEqual([0])
})

test('requests are let through in the order in which they came', async () => {
  const clock = testClock()
  const throttle = createThrottle({ clock })
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const admission = await throttle.admit('conditional-access', 1, unaborted)
      order.push(index)
      admission.answered()
    }),
  )
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('one who is stopped while waiting lets the next one through', async () => {
  const clock = testClock()
  const throttle = createThrottle({ clock })
  const stopped = AbortSignal.abort(new Error('stopped'))
  await expect(throttle.admit('reports', 1, stopped)).rejects.toThrow('stopped')
  await expect(throttle.admit('reports', 1, unaborted)).resolves.toBeDefined()
})
