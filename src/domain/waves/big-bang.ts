// The comparison that every plan carries: everybody on its first day, on the same desk with the same tickets. Twice: with the rush that the playbook
// saw, and with a wave's own curve, which is kinder than any big bang was.

import type { Calendar } from './calendar.ts'
import { agentsByHour, pooledHandlingMinutes } from './capacity.ts'
import type { BigBang, BigBangQueue, PlanInput } from './plan.ts'
import { bigBangMorningPrior } from './priors.ts'
import { queueOverHours } from './queue-over-hours.ts'
import { slotOf, type Window } from './slots.ts'

/** How long the queue is watched. Days. */
const watchedDays = 120

/** The grid begins a day before the start: the first morning is over at its hour 36. */
const firstNoon = 36

/** Plays everybody of `rows` in one window; null: there is no day to start on. */
export function bigBang(
  input: PlanInput,
  calendar: Calendar,
  window: Window | null,
  rows: Int32Array,
  weight: Float64Array,
): BigBang {
  const byPlace = new Float64Array(input.people.places.length)
  for (const row of rows) {
    const place = input.people.place[row] as number
    byPlace[place] = (byPlace[place] as number) + (weight[row] as number)
  }
  const tickets = byPlace.reduce((sum, here) => sum + here, 0)
  const arrivals = new Float64Array(watchedDays * 24)
  if (window === null) {
    const nothing = queueOf(arrivals, arrivals, 1)
    return { startsOn: null, people: rows.length, tickets, rush: nothing, likeWave: nothing }
  }
  const slot = slotOf(input, calendar, window)
  for (const [index, hour] of slot.hours.entries()) {
    let here = 0
    for (const [place, count] of byPlace.entries())
      here += count * ((slot.shares[place] as Float64Array)[index] as number)
    arrivals[hour] = here
  }
  const agents = agentsByHour(input.desks, input.calendar.holidays, slot.from, watchedDays)
  const handling = pooledHandlingMinutes(input.desks)
  return {
    startsOn: window.startsOn,
    people: rows.length,
    tickets,
    rush: queueOf(rushed(arrivals), agents, handling),
    likeWave: queueOf(arrivals, agents, handling),
  }
}

/** Moves tickets so that the first morning has its share; hours keep their proportions on either side of noon. */
function rushed(arrivals: Float64Array): Float64Array {
  const sum = (from: number, until: number) => arrivals.subarray(from, until).reduce((all, here) => all + here, 0)
  const [morning, rest] = [sum(0, firstNoon), sum(firstNoon, arrivals.length)]
  const share = bigBangMorningPrior.mean
  // Where nobody has a morning (all people are awake at other hours) there is nothing to move to.
  if (morning <= 0 || rest <= 0 || morning / (morning + rest) >= share) return arrivals
  const all = morning + rest
  return arrivals.map((here, hour) => here * (hour < firstNoon ? (share * all) / morning : ((1 - share) * all) / rest))
}

function queueOf(arrivals: Float64Array, agents: Float64Array, handlingMinutes: number): BigBangQueue {
  const queue = queueOverHours(arrivals, agents, handlingMinutes)
  return {
    peakPerHour: arrivals.reduce((most, here) => Math.max(most, here), 0),
    firstMorningTickets: arrivals.subarray(0, firstNoon).reduce((sum, here) => sum + here, 0),
    peakQueue: queue.peakQueue,
    longestWaitMinutes: Number.isFinite(queue.longestWaitMinutes) ? queue.longestWaitMinutes : null,
    hoursToClear: queue.hoursToClear,
  }
}
