// The helpdesk of a simulated rollout: first come, first served, while it is open; who waits too long gives up. Because the order is fixed, a
// ticket's turn is known when it arrives, so the queue needs no events of its own. It works in open minutes: nights and holidays do not exist.

import type { WorkClock } from './work-clock.ts'

/** What becomes of a ticket. Times in minutes of the run; waits in open minutes of the desk. */
export type TicketFate =
  | { readonly kind: 'answered'; readonly doneAt: number; readonly waitMinutes: number }
  | { readonly kind: 'given-up'; readonly leavesAt: number; readonly waitMinutes: number }
  /** Its turn comes after the last day of the run. */
  | { readonly kind: 'open' }

/** Every ticket of a run in the order of arrival, in columns. */
export type TicketLog = {
  readonly count: number
  /** Minutes of the run. */
  readonly arrivedAt: Float64Array
  /** Open minutes between arrival and being taken, or giving up; for an open ticket until the end of the run. */
  readonly waitMinutes: Float64Array
  /** 0 answered, 1 given up, 2 open at the end. */
  readonly fate: Uint8Array
  readonly wave: Int32Array
  /** The most tickets waiting at once. */
  readonly peakQueue: number
}

/** The desk of one run. */
export type DeskQueue = {
  /** Adds a ticket; calls must come in the order of `at`. `handling` and `patience` in minutes of one agent and open minutes. */
  take(at: number, wave: number, handling: number, patience: number): TicketFate
  /** Every ticket that came, when no more will. */
  close(): TicketLog
}

/** Opens a desk with so many full agents' worth of time (agents times share; fractions are served by a slower agent). */
export function createDeskQueue(clock: WorkClock, fullAgents: number, endsAt: number): DeskQueue {
  const servers = fullAgents > 0 ? Math.max(1, Math.round(fullAgents)) : 0
  const slowness = servers === 0 ? Infinity : servers / fullAgents
  const freeAt = new Float64Array(servers)
  const endOpen = clock.toWork(endsAt)
  const arrivals: number[] = []
  const waits: number[] = []
  const fates: number[] = []
  const waves: number[] = []
  const log = (at: number, wave: number, wait: number, fate: number) => {
    arrivals.push(at)
    waves.push(wave)
    waits.push(wait)
    fates.push(fate)
  }
  return {
    take: (at, wave, handling, patience) => {
      const open = clock.toWork(at)
      let first = 0
      for (let server = 1; server < servers; server++) {
        if ((freeAt[server] as number) < (freeAt[first] as number)) first = server
      }
      const turn = servers === 0 ? Infinity : Math.max(open, freeAt[first] as number)
      if (turn - open > patience && open + patience < endOpen) {
        const leavesAt = clock.toTime(open + patience)
        log(at, wave, patience, 1)
        return { kind: 'given-up', leavesAt, waitMinutes: patience }
      }
      if (turn >= endOpen) {
        log(at, wave, Math.max(0, endOpen - open), 2)
        return { kind: 'open' }
      }
      const done = turn + handling * slowness
      freeAt[first] = done
      log(at, wave, turn - open, 0)
      return { kind: 'answered', doneAt: clock.toTime(done), waitMinutes: turn - open }
    },
    close: () => ({
      count: arrivals.length,
      arrivedAt: Float64Array.from(arrivals),
      waitMinutes: Float64Array.from(waits),
      fate: Uint8Array.from(fates),
      wave: Int32Array.from(waves),
      peakQueue: peakOf(arrivals, waits, clock),
    }),
  }
}

/** The most that wait at once: arrivals and ends of waiting, merged in the order of open time. */
function peakOf(arrivals: readonly number[], waits: readonly number[], clock: WorkClock): number {
  const came = Float64Array.from(arrivals, (at) => clock.toWork(at))
  const left = Float64Array.from(came, (open, index) => open + (waits[index] as number)).sort()
  let waiting = 0
  let peak = 0
  let gone = 0
  for (const open of came) {
    waiting++
    while (gone < left.length && (left[gone] as number) <= open) {
      gone++
      waiting--
    }
    peak = Math.max(peak, waiting)
  }
  return peak
}
