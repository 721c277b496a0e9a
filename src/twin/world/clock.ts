// The simulated tenant's clock: it starts at the instant given, runs with the real clock, and can be moved forward.

import type { WorldClock } from './world.ts'

/**
 * A clock that shows `startsAt` now and then runs with `realNow`. `advance` throws a RangeError for a negative duration; a duration in
 * days counts 24 hours each. The default of `realNow` is the one place where the simulated organisation reads the machine's clock.
 */
export function createWorldClock(
  startsAt: Temporal.Instant,
  realNow: () => Temporal.Instant = () => Temporal.Now.instant(),
): WorldClock {
  const realStart = realNow().epochMilliseconds
  let movedMs = 0
  return {
    now: () => {
      const elapsedMs = realNow().epochMilliseconds - realStart
      return Temporal.Instant.fromEpochMilliseconds(startsAt.epochMilliseconds + elapsedMs + movedMs)
    },
    advance: (by) => {
      if (by.sign < 0) throw new RangeError('The clock of the simulated tenant never goes back')
      movedMs += by.total({ unit: 'milliseconds', relativeTo: Temporal.PlainDateTime.from('2026-01-01T00:00') })
    },
  }
}
