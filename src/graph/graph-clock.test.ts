import { expect, test } from 'vitest'
import { createGraphClock } from './graph-clock.ts'
import { unaborted } from './stand-in.fixture.ts'

const clock = createGraphClock(() => Temporal.Instant.from('2026-11-22T10:00:00Z'))

test('a wait that is stopped ends at once, with the reason', async () => {
  const stopper = new AbortController()
  const waiting = clock.sleep(3_600_000, stopper.signal)
  stopper.abort(new Error('sync was stopped'))
  await expect(waiting).rejects.toThrow('sync was stopped')
  await expect(clock.sleep(3_600_000, stopper.signal)).rejects.toThrow('sync was stopped')
})

test('a wait that is not stopped ends by itself', async () => {
  await expect(clock.sleep(1, unaborted)).resolves.toBeUndefined()
})
