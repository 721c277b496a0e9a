// What waves are expected to bring the desk: tickets with their bounds, the busiest hour, the wait in it, and each day of the window. Waves that
// share days share the desk, so their tickets are added before anybody's wait is told.

import { cautionAt, curveDoubt, enrolledByWorkday } from './arrivals.ts'
import { type Calendar } from './calendar.ts'
import { pooledHandlingMinutes, roomByAgents } from './capacity.ts'
import { offeredLoad, waitQuantileMinutes } from './erlang-c.ts'
import { gammaPoissonQuantile } from './gamma-distribution.ts'
import type { PlanInput, Wave, WaveDay, WaveLimit, WavePrediction, WaveScope } from './plan.ts'
import { slotOf, type Slot, type Window } from './slots.ts'
import { rateDoubt, type TicketMix } from './ticket-rate.ts'
import type { WavePeople } from './wave-people.ts'

/** A wave before its prediction: who, and when. */
export type WaveDraft = Window & {
  readonly id: string
  readonly scope: WaveScope
  readonly rows: Int32Array
  readonly limitedBy: WaveLimit
  readonly held: 'begun' | 'pinned' | null
}

/** Predicts waves, which come in order of their start. `weight`: expected tickets by row; `mix`: of everybody planned. */
export function predictWaves(
  input: PlanInput,
  calendar: Calendar,
  drafts: readonly WaveDraft[],
  weight: Float64Array,
  mix: TicketMix,
): readonly Wave[] {
  const roomFor = roomByAgents(input.desks)
  const slots = new Map<string, Slot>()
  const loads: DraftLoad[] = []
  let [learned, learnedBefore, start] = [0, 0, '']
  for (const draft of drafts) {
    // What waves of the same day bring cannot have taught them.
    if (draft.startsOn.toString() !== start) [learnedBefore, start] = [learned, draft.startsOn.toString()]
    const key = `${draft.startsOn.toString()} ${draft.endsOn.toString()}`
    const slot = slots.get(key) ?? slotOf(input, calendar, draft, roomFor)
    slots.set(key, slot)
    const doubt = rateDoubt(input.rates, mix, learnedBefore) + curveDoubt(input.curve)
    const caution = cautionAt(input.rules.confidence, doubt)
    const load = loadOf(input.people, draft, slot, weight, caution)
    loads.push({ ...load, learnedBefore })
    learned += load.tickets
  }
  const total = totalLoads(loads)
  return loads.map((load) => waveOf(input, calendar, load, total))
}

type DraftLoad = {
  readonly draft: WaveDraft
  readonly slot: Slot
  readonly tickets: number
  readonly caution: number
  readonly mix: TicketMix
  readonly families: Record<string, number>
  /** Tickets by hour of the slot, expected and cautious. */
  readonly expected: Float64Array
  readonly cautious: Float64Array
  readonly learnedBefore: number
}

function loadOf(
  people: WavePeople,
  draft: WaveDraft,
  slot: Slot,
  weight: Float64Array,
  caution: number,
): Omit<DraftLoad, 'learnedBefore'> {
  const byPlace = new Float64Array(people.places.length)
  const counts = new Float64Array(people.families.length)
  for (const row of draft.rows) {
    const place = people.place[row] as number
    byPlace[place] = (byPlace[place] as number) + (weight[row] as number)
    counts[people.family[row] as number] = (counts[people.family[row] as number] as number) + 1
  }
  const expected = Float64Array.from(slot.hours, (_, hour) =>
    byPlace.reduce((sum, tickets, place) => sum + tickets * ((slot.shares[place] as Float64Array)[hour] as number), 0),
  )
  const families: Record<string, number> = {}
  for (const [family, count] of counts.entries()) if (count > 0) families[people.families[family] ?? 'unknown'] = count
  return {
    draft,
    slot,
    tickets: byPlace.reduce((sum, tickets) => sum + tickets, 0),
    caution,
    mix: ticketMix(people, draft.rows, weight),
    families,
    expected,
    cautious: expected.map((tickets) => tickets * caution),
  }
}

/** The shares of the expected tickets by family, department and locale. */
export function ticketMix(people: WavePeople, rows: Int32Array, weight: Float64Array): TicketMix {
  const shares = (names: readonly (string | null)[], column: Uint16Array | Uint32Array): Map<string, number> => {
    const sums = new Float64Array(names.length)
    let all = 0
    for (const row of rows) {
      const index = column[row] as number
      sums[index] = (sums[index] as number) + (weight[row] as number)
      all += weight[row] as number
    }
    const named = [...sums.entries()].filter(([index, sum]) => sum > 0 && names[index] !== null)
    return new Map(named.map(([index, sum]) => [String(names[index]), sum / all]))
  }
  return {
    families: shares(people.families, people.family),
    departments: shares(people.departments, people.department),
    locales: shares(people.locales, people.locale),
  }
}

type TotalLoads = { readonly expected: ReadonlyMap<number, number>; readonly cautious: ReadonlyMap<number, number> }

const epoch = Temporal.PlainDate.from('2000-01-01')

/** Hours counted from a fixed midnight, so that slots of different starts can be added. */
function absoluteHour(slot: Slot, hour: number): number {
  return epoch.until(slot.from, { largestUnit: 'day' }).days * 24 + (slot.hours[hour] as number)
}

function totalLoads(loads: readonly DraftLoad[]): TotalLoads {
  const expected = new Map<number, number>()
  const cautious = new Map<number, number>()
  for (const load of loads) {
    const first = absoluteHour(load.slot, 0) - (load.slot.hours[0] ?? 0)
    for (let hour = 0; hour < load.slot.hours.length; hour++) {
      const at = first + (load.slot.hours[hour] as number)
      expected.set(at, (expected.get(at) ?? 0) + (load.expected[hour] as number))
      cautious.set(at, (cautious.get(at) ?? 0) + (load.cautious[hour] as number))
    }
  }
  return { expected, cautious }
}

function waveOf(input: PlanInput, calendar: Calendar, load: DraftLoad, total: TotalLoads): Wave {
  const { draft, slot, tickets, caution } = load
  const size = draft.rows.length
  const handling = pooledHandlingMinutes(input.desks)
  const first = slot.hours.length === 0 ? 0 : absoluteHour(slot, 0) - (slot.hours[0] ?? 0)
  let [peak, wait, waitHigh, isWithin, scale] = [0, 0, 0, true, Infinity]
  for (let hour = 0; hour < slot.hours.length; hour++) {
    const own = load.cautious[hour] as number
    if (own <= 0) continue
    const at = first + (slot.hours[hour] as number)
    const [agents, room] = [slot.agents[hour] as number, slot.room[hour] as number]
    const [together, cautious] = [total.expected.get(at) ?? 0, total.cautious.get(at) ?? 0]
    peak = Math.max(peak, load.expected[hour] as number)
    wait = Math.max(wait, waitQuantileMinutes(agents, offeredLoad(together, handling), handling, 0.9))
    waitHigh = Math.max(waitHigh, waitQuantileMinutes(agents, offeredLoad(cautious, handling), handling, 0.9))
    if (cautious > room + 1e-6) isWithin = false
    scale = Math.min(scale, Math.max(0, room - (cautious - own)) / own)
  }
  const doubt = rateDoubt(input.rates, load.mix, load.learnedBefore)
  const predicted: WavePrediction = {
    tickets,
    low: gammaPoissonQuantile(0.1, 1 / doubt, tickets),
    high: gammaPoissonQuantile(0.9, 1 / doubt, tickets),
    peakPerHour: peak,
    waitP90Minutes: Number.isFinite(wait) ? wait : null,
    waitP90MinutesHigh: Number.isFinite(waitHigh) ? waitHigh : null,
    withinTarget: isWithin,
    days: daysOf(input, calendar, load),
  }
  return {
    id: draft.id,
    scope: draft.scope,
    startsOn: draft.startsOn,
    endsOn: draft.endsOn,
    size,
    people: Array.from(draft.rows, (row) => input.people.ids[row] ?? ''),
    families: load.families,
    predicted,
    limitedBy: draft.limitedBy,
    held: draft.held,
    sizedForTicketsPerPerson: size === 0 ? 0 : (tickets / size) * caution,
    roomForPeople: Number.isFinite(scale) ? Math.floor(size * scale + 1e-9) : size,
  }
}

/** The days of the window by the desk's calendar; enrolment follows the workdays of the desk. */
function daysOf(input: PlanInput, calendar: Calendar, { draft, slot, expected }: DraftLoad): WaveDay[] {
  const country = input.desks[0]?.country ?? null
  const days: WaveDay[] = []
  const length = draft.startsOn.until(draft.endsOn, { largestUnit: 'day' }).days + 1
  const dates = Array.from({ length }, (_, day) => draft.startsOn.add({ days: day }))
  const curve = enrolledByWorkday(input.curve, dates.filter((date) => calendar.worksOn(country, date)).length)
  let [workday, enrolled] = [-1, 0]
  for (const [day, on] of dates.entries()) {
    if (calendar.worksOn(country, on)) workday += 1
    if (workday >= 0) enrolled = draft.rows.length * (curve[workday] ?? 0)
    let [tickets, peak, room] = [0, 0, 0]
    for (let hour = 0; hour < slot.hours.length; hour++) {
      if (Math.floor((slot.hours[hour] as number) / 24) !== day + 1) continue
      tickets += expected[hour] as number
      peak = Math.max(peak, expected[hour] as number)
      room += slot.room[hour] as number
    }
    days.push({ on, tickets, peakPerHour: peak, roomTickets: room, enrolled })
  }
  return days
}
