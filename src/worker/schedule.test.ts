import { expect, test } from 'vitest'
import type { AppContext } from '#app/context.ts'
import { AppError } from '#domain/shared/errors.ts'
import { type Job, schedule, type Timers } from './schedule.ts'

const app = {} as AppContext

function handTimers() {
  const waiting: { ms: number; run: () => void; cancelled: boolean }[] = []
  const timers: Timers = {
    set: (ms, run) => {
      const entry = { ms, run, cancelled: false }
      waiting.push(entry)
      return { cancel: () => void (entry.cancelled = true) }
    },
  }
  return { timers, waiting }
}

test('a job runs after its first wait and is planned again when it has ended, not before', async () => {
  const { timers, waiting } = handTimers()
  let finish = () => {}
  const job: Job = {
    name: 'a',
    everyMinutes: 10,
    firstAfterMinutes: 1,
    run: () => new Promise((resolve) => (finish = resolve)),
  }
  const told: string[] = []
  const stop = schedule(app, [job], timers, (event) => told.push(event))
  expect(waiting.map(({ ms }) => ms)).toEqual([60_000])
  waiting[0]?.run()
  expect(waiting).toHaveLength(1)
  finish()
  await expect.poll(() => waiting.length).toBe(2)
  expect(waiting[1]?.ms).toBe(600_000)
  expect(told).toEqual(['job-finished'])
  await stop()
})

test('a job that fails is told and planned again', async () => {
  const { timers, waiting } = handTimers()
  const told: unknown[] = []
  const job: Job = {
    name: 'a',
    everyMinutes: 5,
    firstAfterMinutes: 0,
    run: () => Promise.reject(new RangeError('secret words')),
  }
  const stop = schedule(app, [job], timers, (event, fields) => told.push([event, fields]))
  waiting[0]?.run()
  await expect.poll(() => waiting.length).toBe(2)
  expect(told).toEqual([['job-failed', { job: 'a', error: 'RangeError' }]])
  await stop()
})

test('a failure is told by its codes, never by its words', async () => {
  const expired = new AppError('credentials-expired', { public: 'secret words' })
  const failures = [expired, new AggregateError([expired, expired, new RangeError('secret'), new AppError('defect')])]
  const told: unknown[] = []
  for (const failure of failures) {
    const { timers, waiting } = handTimers()
    const job: Job = { name: 'a', everyMinutes: 5, firstAfterMinutes: 0, run: () => Promise.reject(failure) }
    const stop = schedule(app, [job], timers, (_event, fields) => told.push(fields))
    waiting[0]?.run()
    await expect.poll(() => waiting.length).toBe(2)
    await stop()
  }
  expect(told).toEqual([
    { job: 'a', error: 'AppError', code: 'credentials-expired' },
    { job: 'a', error: 'AggregateError', code: 'credentials-expired defect' },
  ])
})

test('stopping cancels what waits and waits for what runs', async () => {
  const { timers, waiting } = handTimers()
  let aborted = false
  const job: Job = {
    name: 'a',
    everyMinutes: 5,
    firstAfterMinutes: 0,
    run: (_app, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => ((aborted = true), resolve()))),
  }
  const stop = schedule(app, [job, { ...job, name: 'b' }], timers, () => {})
  waiting[0]?.run()
  await stop()
  expect(aborted).toBe(true)
  expect(waiting[1]?.cancelled).toBe(true)
  expect(waiting).toHaveLength(2)
})
