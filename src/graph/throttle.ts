// Keeps within Microsoft's limits before they are hit: a sliding window per scope, which lets requests through at the
// very moment the limit allows and no sooner, and learns from what Microsoft answers. Source: Microsoft Graph,
// "service-specific throttling limits".

import type { GraphClock } from './graph-clock.ts'

/** A scope that Microsoft counts by itself. */
export type BudgetName = 'reports' | 'conditional-access' | 'directory' | 'intune'

/** At most `unitsMax` within `windowMs`. */
export type Budget = { readonly unitsMax: number; readonly windowMs: number }

/** Microsoft's limits per application and tenant. */
export const budgets: Readonly<Record<BudgetName, Budget>> = {
  /** Sign-ins, directory audits, registration reports: 5 requests per 10 s. */
  reports: { unitsMax: 5, windowMs: 10_000 },
  /** 1 request per second for all applications of the tenant together, answered without Retry-After. */
  'conditional-access': { unitsMax: 1, windowMs: 1000 },
  /**
   * Resource units of the smallest tenant size (below 50 people) per 10 s: larger tenants have more, which one reader
   * does not need.
   */
  directory: { unitsMax: 3500, windowMs: 10_000 },
  /** 1,000 requests per 20 s. */
  intune: { unitsMax: 1000, windowMs: 20_000 },
}

/** Why we wait: the limit is used up, Microsoft said how long, or it warned that the limit is near. */
export type ThrottleEvent = {
  readonly budget: BudgetName
  readonly reason: 'limit' | 'retry-after' | 'warned'
  readonly waitMs: number
}

/** A request that was let through. `answered` must be called once, when the answer began or failed. */
export type Admission = { answered(): void }

export type Throttle = {
  /** Waits for the request's turn. Rejects with the signal's reason when aborted. */
  admit(budget: BudgetName, units: number, signal: AbortSignal): Promise<Admission>
  /** Microsoft answered 429: nobody of the scope is let through before. Null where it did not say how long. */
  refused(budget: BudgetName, retryAfterMs: number | null): void
  /** Microsoft's x-ms-throttle-limit-percentage: 0.8 to 1.8 of the limit is used. */
  warned(budget: BudgetName, used: number): void
}

/**
 * A request is counted by Microsoft when it arrives: at most this long after we sent it, to begin with. Doubles when
 * we were wrong.
 */
const arrivalStartMs = 100
const arrivalMaxMs = 2000

/** Of a short window that time is at most this part. Source: chosen. */
const arrivalShare = 0.1

/** From this share of the limit on Microsoft warns. Source: throttling limits, x-ms-throttle-limit-percentage. */
const warningFrom = 0.8

/** Pause for each 0.1 above the warning, in milliseconds. Source: chosen; at 1.0 it is a second. */
const pausePerTenthMs = 500

type Mark = { atMs: number; readonly units: number }

type Lane = {
  readonly limit: Budget
  readonly marks: Mark[]
  arrivalMs: number
  pausedUntilMs: number
  pausedBy: 'retry-after' | 'warned'
  tail: Promise<void>
}

/**
 * A throttle for one tenant. `speed` 20 means that the windows are 20 times shorter, as a simulated tenant may have
 * them.
 */
export function createThrottle(options: {
  readonly clock: GraphClock
  readonly speed?: number
  readonly onThrottle?: (event: ThrottleEvent) => void
}): Throttle {
  const { clock, speed = 1, onThrottle } = options
  const lanes = new Map<BudgetName, Lane>()
  const nowMs = () => clock.now().epochMilliseconds

  const laneOf = (name: BudgetName): Lane => {
    const found = lanes.get(name)
    if (found !== undefined) return found
    const { unitsMax, windowMs } = budgets[name]
    const limit = { unitsMax, windowMs: windowMs / speed }
    const lane: Lane = {
      limit,
      marks: [],
      arrivalMs: Math.min(arrivalStartMs, limit.windowMs * arrivalShare),
      pausedUntilMs: 0,
      pausedBy: 'warned',
      tail: Promise.resolve(),
    }
    lanes.set(name, lane)
    return lane
  }

  const waitForTurn = async (name: BudgetName, lane: Lane, units: number, signal: AbortSignal): Promise<Admission> => {
    for (;;) {
      signal.throwIfAborted()
      const now = nowMs()
      const wait = waitMs(lane, units, now)
      if (wait.ms <= 0) {
        const mark: Mark = { atMs: now + lane.arrivalMs, units }
        lane.marks.push(mark)
        return {
          answered() {
            mark.atMs = Math.min(mark.atMs, nowMs())
          },
        }
      }
      onThrottle?.({ budget: name, reason: wait.reason, waitMs: wait.ms })
      await clock.sleep(wait.ms, signal)
    }
  }

  return {
    async admit(name, units, signal) {
      const lane = laneOf(name)
      const before = lane.tail
      const turn = Promise.withResolvers<void>()
      lane.tail = turn.promise
      try {
        await before
        return await waitForTurn(name, lane, units, signal)
      } finally {
        turn.resolve()
      }
    },
    refused(name, retryAfterMs) {
      const lane = laneOf(name)
      lane.arrivalMs = Math.min(lane.arrivalMs * 2, arrivalMaxMs, lane.limit.windowMs)
      if (retryAfterMs === null) return
      lane.pausedUntilMs = Math.max(lane.pausedUntilMs, nowMs() + retryAfterMs)
      lane.pausedBy = 'retry-after'
    },
    warned(name, used) {
      if (!(used >= warningFrom)) return
      const lane = laneOf(name)
      const pauseMs = (Math.min(used, 2) - warningFrom) * 10 * pausePerTenthMs
      if (nowMs() + pauseMs <= lane.pausedUntilMs) return
      lane.pausedUntilMs = nowMs() + pauseMs
      lane.pausedBy = 'warned'
    },
  }
}

/** How long until the lane has room. A wait that a clock set back would stretch is cut at one window. */
function waitMs(
  lane: Lane,
  units: number,
  now: number,
): { readonly ms: number; readonly reason: ThrottleEvent['reason'] } {
  const { marks, limit } = lane
  while (marks[0] !== undefined && marks[0].atMs + limit.windowMs <= now) marks.shift()
  const paused = lane.pausedUntilMs - now
  let free = limit.unitsMax - marks.reduce((sum, mark) => sum + mark.units, 0)
  let limitMs = 0
  for (const mark of marks) {
    if (free >= units) break
    free += mark.units
    limitMs = Math.min(Math.max(limitMs, mark.atMs + limit.windowMs - now), limit.windowMs + lane.arrivalMs)
  }
  return paused >= limitMs ? { ms: paused, reason: lane.pausedBy } : { ms: limitMs, reason: 'limit' }
}
