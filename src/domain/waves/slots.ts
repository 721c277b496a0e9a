// The places in the calendar that waves can take. They follow from the calendar and the rules alone and never from the desk's size, so that a
// larger desk fills the same slots with more people: this is why more agents can never mean a later finish.

import { ticketsByWorkday } from './arrivals.ts'
import { addWorkdays, type Calendar, nextStart } from './calendar.ts'
import { agentsByHour, deskWorksOn, roomByAgents } from './capacity.ts'
import type { HeldWave, PlanInput } from './plan.ts'
import { morningHours } from './priors.ts'
import type { Place } from './wave-people.ts'

/** Hours are those of the first desk's wall clock, counted from midnight of the day before the start. */
export type Slot = {
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate
  /** Calendar days of the hours, from the day before the start. */
  readonly from: Temporal.PlainDate
  readonly days: number
  /** The hours in which tickets come, and for each the agents and the most tickets within the target. */
  readonly hours: Int32Array
  readonly agents: Float64Array
  readonly room: Float64Array
  /** By place: the share of the tickets in each of those hours. */
  readonly shares: readonly Float64Array[]
  /** 1 for countries (by place) and departments whose people cannot be started now; null when all can. */
  readonly closedPlaces: Uint8Array | null
  readonly closedDepartments: Uint8Array | null
}

/** The calendar's side of a slot. */
export type Window = { readonly startsOn: Temporal.PlainDate; readonly endsOn: Temporal.PlainDate }

/** Days after a window in which tickets that came at closing time are still worked off. */
const daysAfter = 8

/** The windows that waves can take from the start on, around the waves that are held, until the horizon. */
export function windowsOf(input: PlanInput, calendar: Calendar): readonly Window[] {
  const [desk] = input.desks
  if (desk === undefined) return []
  const { rules } = input
  const worksOn = (date: Temporal.PlainDate) => deskWorksOn(desk, input.calendar.holidays, date)
  const shareAtWork = shareAtWorkOf(input, calendar)
  const rule = { deskWorksOn: worksOn, startWeekdays: rules.startWeekdays, shareAtWork }
  const horizon = input.start.add({ days: rules.horizonDays })
  const windows: Window[] = []
  let from = later(input.start, input.today)
  for (;;) {
    const startsOn = nextStart(calendar, rule, from)
    if (startsOn === null || Temporal.PlainDate.compare(startsOn, horizon) > 0) return windows
    const endsOn = addWorkdays(worksOn, startsOn, rules.windowWorkdays - 1)
    const pauseEnds = endsOn === null ? null : addWorkdays(worksOn, endsOn, rules.gatePauseWorkdays)
    if (endsOn === null || pauseEnds === null) return windows
    const obstacle = (input.held ?? []).find((wave) => meets(wave, { startsOn, endsOn: pauseEnds }, rules, worksOn))
    if (obstacle !== undefined) {
      from = afterWave(obstacle, rules, worksOn) ?? horizon.add({ days: 1 })
      continue
    }
    windows.push({ startsOn, endsOn })
    from = later(startsOn.add({ days: rules.daysBetween }), pauseEnds.add({ days: 1 }))
  }
}

type WorksOn = (date: Temporal.PlainDate) => boolean

function meets(wave: HeldWave, window: Window, rules: PlanInput['rules'], worksOn: WorksOn): boolean {
  const free = afterWave(wave, rules, worksOn)
  const beforeIt = Temporal.PlainDate.compare(window.endsOn, wave.startsOn) < 0
  const afterIt = free !== null && Temporal.PlainDate.compare(free, window.startsOn) <= 0
  return !beforeIt && !afterIt
}

function afterWave(wave: HeldWave, rules: PlanInput['rules'], worksOn: WorksOn): Temporal.PlainDate | null {
  const pauseEnds = addWorkdays(worksOn, wave.endsOn, rules.gatePauseWorkdays)
  return pauseEnds === null ? null : later(wave.startsOn.add({ days: rules.daysBetween }), pauseEnds.add({ days: 1 }))
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) >= 0 ? one : other
}

/** The share of the people who work on a day, by the countries of their places. */
function shareAtWorkOf(input: PlanInput, calendar: Calendar): (date: Temporal.PlainDate) => number {
  const { people } = input
  const counts = new Map<string | null, number>()
  let all = 0
  for (let row = 0; row < people.ids.length; row++) {
    if (people.leftOut[row] !== 0) continue
    const country = people.places[people.place[row] as number]?.country ?? null
    counts.set(country, (counts.get(country) ?? 0) + 1)
    all += 1
  }
  return (date) => {
    if (all === 0) return 1
    let working = 0
    for (const [country, count] of counts) if (calendar.worksOn(country, date)) working += count
    return working / all
  }
}

/** Works out the hours of one window: agents, room, and when the tickets of each place come. */
export function slotOf(
  input: PlanInput,
  calendar: Calendar,
  window: Window,
  roomFor: (agents: number) => number = roomByAgents(input.desks),
): Slot {
  const { people, desks, curve } = input
  const from = window.startsOn.subtract({ days: 1 })
  const days = from.until(window.endsOn, { largestUnit: 'day' }).days + 1 + daysAfter
  const agents = agentsByHour(desks, input.calendar.holidays, from, days)
  const zone = desks[0]?.timeZone ?? 'UTC'
  const shares = people.places.map((place) =>
    releasedAt(agents, arrivalShares(input, calendar, window, { place, zone, days }, curve.first48Hours.mean)),
  )
  const busy = Int32Array.from({ length: agents.length }, (_, hour) => hour).filter((hour) =>
    shares.some((ofPlace) => (ofPlace[hour] as number) > 0),
  )
  const pick = (values: Float64Array) => Float64Array.from(busy, (hour) => values[hour] as number)
  const busyAgents = pick(agents)
  return {
    ...window,
    from,
    days,
    hours: busy,
    agents: busyAgents,
    room: busyAgents.map(roomFor),
    shares: shares.map(pick),
    closedPlaces: closedIn(people.places, ({ country }) =>
      [0, 1].every((day) => calendar.worksOn(country, window.startsOn.add({ days: day }))),
    ),
    closedDepartments: closedIn(people.departments, (department) =>
      [0, 1].every((day) => calendar.closingOf(department ?? '', window.startsOn.add({ days: day })) === null),
    ),
  }
}

function closedIn<Item>(items: readonly Item[], isOpen: (item: Item) => boolean): Uint8Array | null {
  const closed = Uint8Array.from(items, (item) => (isOpen(item) ? 0 : 1))
  return closed.includes(1) ? closed : null
}

type HourGrid = {
  readonly place: Place
  readonly zone: string
  readonly days: number
}

/** The share of a ticket of this place in each hour of the desk's wall clock, as it comes. */
function arrivalShares(
  input: PlanInput,
  calendar: Calendar,
  window: Window,
  { place, zone, days }: HourGrid,
  first48Hours: number,
): Float64Array {
  const shares = new Float64Array(days * 24)
  const length = window.startsOn.until(window.endsOn, { largestUnit: 'day' }).days + 1
  const workdays = Array.from({ length }, (_, day) => day).filter((day) =>
    calendar.worksOn(place.country, window.startsOn.add({ days: day })),
  )
  const byDay = ticketsByWorkday(input.curve, workdays.length, first48Hours)
  const shift = hoursAhead(place.timeZone ?? zone, zone, window.startsOn)
  const { byLocalHour } = input.curve
  for (const [index, day] of workdays.entries()) {
    // Days are counted from the start; the grid begins a day before it.
    for (const [hour, share] of byLocalHour.shares.entries()) {
      const at = (day + 1) * 24 + byLocalHour.from + hour - shift
      const whole = Math.floor(at)
      add(shares, whole, (byDay[index] as number) * share * (1 - (at - whole)))
      add(shares, whole + 1, (byDay[index] as number) * share * (at - whole))
    }
  }
  return shares
}

function add(hours: Float64Array, hour: number, value: number): void {
  const at = Math.min(Math.max(hour, 0), hours.length - 1)
  hours[at] = (hours[at] as number) + value
}

/** By how many hours a zone's clock is ahead of another's at noon of the day. A change of clocks within a window is not followed. */
function hoursAhead(zone: string, of: string, on: Temporal.PlainDate): number {
  if (zone === of) return 0
  const noon = on.toZonedDateTime({ timeZone: of, plainTime: '12:00' })
  return (noon.withTimeZone(zone).offsetNanoseconds - noon.offsetNanoseconds) / 3.6e12
}

/** Tickets that come while the desk is closed are taken in its next open hours; without any they stay where they are, on a desk with no room. */
function releasedAt(agents: Float64Array, arrivals: Float64Array): Float64Array {
  const released = new Float64Array(arrivals.length)
  for (let hour = 0; hour < arrivals.length; hour++) {
    const share = arrivals[hour] as number
    if (share === 0) continue
    const open = (agents[hour] as number) > 0 ? [hour] : nextOpen(agents, hour)
    if (open.length === 0) open.push(hour)
    for (const at of open) released[at] = (released[at] as number) + share / open.length
  }
  return released
}

function nextOpen(agents: Float64Array, after: number): number[] {
  const open: number[] = []
  for (let hour = after + 1; hour < agents.length && open.length < morningHours; hour++) {
    if ((agents[hour] as number) > 0) open.push(hour)
  }
  return open
}
