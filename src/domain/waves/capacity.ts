// The helpdesk's capacity: who is at the desk in which hour, for how much of their time, and how many tickets an hour keep its promise.

import type { Holidays } from './calendar.ts'
import { arrivalsMax, type WaitTarget } from './erlang-c.ts'

/** A helpdesk. Several desks (follow the sun) are pooled: their agents add up. */
export type Helpdesk = {
  readonly agents: number
  readonly handlingMinutes: number
  /** Local opening hours; equal times are all day, an earlier `closesAt` is the day after. */
  readonly opensAt: Temporal.PlainTime
  readonly closesAt: Temporal.PlainTime
  /** IANA name. */
  readonly timeZone: string
  /** Weekdays that it works, 1 Monday to 7 Sunday. */
  readonly workdays: readonly number[]
  /** Whose public holidays close it (ISO 3166); null: none. */
  readonly country: string | null
  /** The part of the agents' time that the rollout may have, 0 to 1. */
  readonly shareForRollout: number
  readonly target: WaitTarget
}

/** Whether a desk works on a local day. */
export function deskWorksOn(desk: Helpdesk, holidays: Holidays, date: Temporal.PlainDate): boolean {
  return desk.workdays.includes(date.dayOfWeek) && (desk.country === null || holidays(desk.country, date) === null)
}

/** Minutes that a desk is open on a day it works. */
export function openMinutes(desk: Pick<Helpdesk, 'opensAt' | 'closesAt'>): number {
  const minute = (time: Temporal.PlainTime) => time.hour * 60 + time.minute
  const length = minute(desk.closesAt) - minute(desk.opensAt)
  return length > 0 ? length : length + 1440
}

/**
 * Agents at work for the rollout in each hour of `days` days from midnight of `from`, by the wall clock of the first desk. An hour in which a desk is
 * open in part counts in part; agents may therefore have fractions.
 */
export function agentsByHour(
  desks: readonly Helpdesk[],
  holidays: Holidays,
  from: Temporal.PlainDate,
  days: number,
): Float64Array {
  const hours = new Float64Array(days * 24)
  const [first] = desks
  if (first === undefined) return hours
  const origin = from.toPlainDateTime()
  for (const desk of desks) {
    const available = desk.agents * desk.shareForRollout
    if (!(available > 0)) continue
    for (let day = -1; day <= days; day++) {
      const date = from.add({ days: day })
      if (!deskWorksOn(desk, holidays, date)) continue
      const opens = date
        .toZonedDateTime({ timeZone: desk.timeZone, plainTime: desk.opensAt })
        .withTimeZone(first.timeZone)
        .toPlainDateTime()
      const start = opens.since(origin, { largestUnit: 'minute' }).minutes
      addOpen(hours, start, start + openMinutes(desk), available)
    }
  }
  return hours
}

function addOpen(hours: Float64Array, startMinute: number, endMinute: number, agents: number): void {
  for (let hour = Math.max(0, Math.floor(startMinute / 60)); hour < hours.length && hour * 60 < endMinute; hour++) {
    const overlap = Math.min(endMinute, hour * 60 + 60) - Math.max(startMinute, hour * 60)
    if (overlap > 0) hours[hour] = (hours[hour] as number) + (agents * overlap) / 60
  }
}

/** The handling time of pooled desks in minutes: the slowest desk's, so that a further agent anywhere never makes an hour worse. */
export function pooledHandlingMinutes(desks: readonly Helpdesk[]): number {
  return desks.reduce((slowest, desk) => Math.max(slowest, desk.handlingMinutes), 0)
}

/** The target of pooled desks: the first desk's, which is the one that speaks for the rollout. */
export function pooledTarget(desks: readonly Helpdesk[]): WaitTarget {
  return desks[0]?.target ?? { share: 0.9, withinMinutes: 10 }
}

/** Tells the most tickets an hour that so many agents can take within the target; remembers what it has worked out. */
export function roomByAgents(desks: readonly Helpdesk[]): (agents: number) => number {
  const handling = pooledHandlingMinutes(desks)
  const target = pooledTarget(desks)
  const known = new Map<number, number>()
  return (agents) => {
    const before = known.get(agents)
    if (before !== undefined) return before
    const room = arrivalsMax(agents, handling, target)
    known.set(agents, room)
    return room
  }
}
