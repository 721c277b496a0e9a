// The time that reading Microsoft Graph needs: what it is, and waiting. Given, so that tests can move it.

import { setTimeout } from 'node:timers/promises'

/** `sleep` rejects with the signal's reason when it is aborted. */
export type GraphClock = {
  now(): Temporal.Instant
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** The machine's own waiting, with the time of day that is given. */
export function createGraphClock(now: () => Temporal.Instant): GraphClock {
  return {
    now,
    async sleep(ms, signal) {
      try {
        await setTimeout(ms, undefined, { signal })
      } catch (error) {
        // Node names the abort; whoever waits wants to know why.
        signal.throwIfAborted()
        throw error
      }
    },
  }
}
