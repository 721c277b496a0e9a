// What is the same in every run of a rehearsal: clocks, leave that is known, who belongs to which wave. Made once, read by all runs.

import type { RehearsalInput, RehearsalOptions } from './rehearsal-input.ts'
import { createWorkClock, type WorkClock } from './work-clock.ts'

/** The stage on which every run is played. Times are minutes from midnight UTC of `origin`. */
export type Stage = {
  /** The day before the first wave's start: in the far east its morning is still that day in UTC. */
  readonly origin: Temporal.PlainDate
  readonly firstDay: Temporal.PlainDate
  /** Days reported, from `firstDay`. */
  readonly days: number
  readonly endsAt: number
  readonly clocks: readonly WorkClock[]
  readonly deskClock: WorkClock
  /** People of each wave, by row. */
  readonly members: readonly Int32Array[]
  /** Day of the run on which each wave starts, counted from `origin`. */
  readonly startDay: Int32Array
  /** When the first of each wave's people begin to work on its first day, minutes; Infinity for a wave without people. */
  readonly waveOpensAt: Float64Array
  /** End of known leave that a person is in at a time, in minutes; 0 when there is none. */
  readonly knownLeaveUntil: (person: number, at: number) => number
}

/** Days after the end for which clocks still run, so that a ticket of the last day finds its turn. */
const daysAfter = 30

/** Prepares the stage. The input must have no problems. */
export function prepareStage(input: RehearsalInput, options: RehearsalOptions): Stage {
  const { people, schedule, desk } = input
  const firstDay = schedule
    .map(({ startsOn }) => startsOn)
    .reduce((first, date) => (Temporal.PlainDate.compare(date, first) < 0 ? date : first))
  const origin = firstDay.subtract({ days: 1 })
  const days = (options.weeks ?? 12) * 7
  const endsAt = (days + 1) * 1440
  const clock = (hours: Parameters<typeof createWorkClock>[0]) => createWorkClock(hours, origin, days + 1 + daysAfter)
  const clocks = people.calendars.map(clock)
  const members = membersByWave(people.wave, people.count, schedule.length)
  const startDay = Int32Array.from(schedule, ({ startsOn }) => origin.until(startsOn, { largestUnit: 'days' }).days)
  const waveOpensAt = Float64Array.from(members, (list, wave) => {
    const used = new Set(Array.from(list, (person) => people.calendar[person] as number))
    const day = startDay[wave] as number
    return [...used].reduce((first, index) => Math.min(first, clocks[index]?.opening(day) ?? Infinity), Infinity)
  })
  return {
    origin,
    firstDay,
    days,
    endsAt,
    clocks,
    deskClock: clock(desk),
    members,
    startDay,
    waveOpensAt,
    knownLeaveUntil: knownLeave(input, origin),
  }
}

function membersByWave(wave: ArrayLike<number>, count: number, waves: number): Int32Array[] {
  const sizes = new Int32Array(waves)
  for (let person = 0; person < count; person++) {
    const index = wave[person] as number
    if (index >= 0) sizes[index] = (sizes[index] as number) + 1
  }
  const members = Array.from(sizes, (size) => new Int32Array(size))
  const next = new Int32Array(waves)
  for (let person = 0; person < count; person++) {
    const index = wave[person] as number
    if (index < 0) continue
    const list = members[index] as Int32Array
    list[next[index] as number] = person
    next[index] = (next[index] as number) + 1
  }
  return members
}

function knownLeave({ people }: RehearsalInput, origin: Temporal.PlainDate): Stage['knownLeaveUntil'] {
  const minutes = (date: Temporal.PlainDate) => origin.until(date, { largestUnit: 'days' }).days * 1440
  const byPerson = new Map<number, (readonly [number, number])[]>()
  for (const { person, from, to } of people.leaves ?? []) {
    const ranges = byPerson.get(person) ?? []
    ranges.push([minutes(from), minutes(to.add({ days: 1 }))])
    byPerson.set(person, ranges)
  }
  if (byPerson.size === 0) return () => 0
  return (person, at) => {
    let until = 0
    for (const [from, to] of byPerson.get(person) ?? []) if (at >= from && at < to) until = Math.max(until, to)
    return until
  }
}
