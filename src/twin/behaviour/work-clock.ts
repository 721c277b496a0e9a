// Time that passes only while somebody works: maps minutes of a run to working minutes and back, for a time zone, opening hours, workdays
// and holidays. Both people and their helpdesk live by one. Days of daylight saving change are as long as they really are.

/** When people work or a desk is open. Hours are local; an end at or before the start is on the next day (a whole day when equal). */
export type WorkHours = {
  /** IANA time zone. */
  readonly timeZone: string
  readonly opensAt: Temporal.PlainTime
  readonly closesAt: Temporal.PlainTime
  /** ISO days of the week, 1 Monday to 7 Sunday. */
  readonly workdays: readonly number[]
  /** Days without work, ISO dates. */
  readonly holidays?: ReadonlySet<string>
}

/** A clock of working time over the days of a run. Times are minutes from the run's origin (midnight UTC of its first day). */
export type WorkClock = {
  /** Working minutes that passed before a time. */
  readonly toWork: (minutes: number) => number
  /** The earliest time at which so many working minutes have passed and work goes on; Infinity after the last working minute. */
  readonly toTime: (workMinutes: number) => number
  /** Start of work on a day of the run or the next day with work; Infinity when there is none. */
  readonly opening: (day: number) => number
  readonly isOpen: (minutes: number) => boolean
}

/** Makes the clock for `days` days from `origin` (a date, UTC). Throws a RangeError for a time zone that is none. */
export function createWorkClock(hours: WorkHours, origin: Temporal.PlainDate, days: number): WorkClock {
  const { starts, ends, openingOf } = segments(hours, origin, days)
  const before: number[] = [0]
  for (let index = 0; index < starts.length; index++) {
    before.push((before[index] as number) + (ends[index] as number) - (starts[index] as number))
  }
  /** The last segment that starts at or before the time, by bisection; -1 when none does. */
  const lastAtOrBefore = (list: readonly number[], size: number, value: number) => {
    let low = 0
    let high = size
    while (low < high) {
      const middle = (low + high) >> 1
      if ((list[middle] as number) <= value) low = middle + 1
      else high = middle
    }
    return low - 1
  }
  return {
    toWork: (minutes) => {
      const index = lastAtOrBefore(starts, starts.length, minutes)
      if (index < 0) return 0
      return (before[index] as number) + Math.min(minutes, ends[index] as number) - (starts[index] as number)
    },
    toTime: (work) => {
      if (work >= (before[starts.length] as number)) return Infinity
      const index = lastAtOrBefore(before, starts.length, work)
      return (starts[index] as number) + work - (before[index] as number)
    },
    opening: (day) => (day < days ? (openingOf[Math.max(0, day)] ?? Infinity) : Infinity),
    isOpen: (minutes) => {
      const index = lastAtOrBefore(starts, starts.length, minutes)
      return index >= 0 && minutes < (ends[index] as number)
    },
  }
}

function segments(hours: WorkHours, origin: Temporal.PlainDate, days: number) {
  const starts: number[] = []
  const ends: number[] = []
  const openingOf: number[] = Array.from({ length: days }, () => Infinity)
  const originMs = origin.toZonedDateTime('UTC').epochMilliseconds
  const endsNextDay = Temporal.PlainTime.compare(hours.closesAt, hours.opensAt) <= 0
  const minuteOf = (date: Temporal.PlainDate, plainTime: Temporal.PlainTime) =>
    (date.toZonedDateTime({ timeZone: hours.timeZone, plainTime }).epochMilliseconds - originMs) / 60_000
  for (let day = 0; day < days; day++) {
    const date = origin.add({ days: day })
    if (!hours.workdays.includes(date.dayOfWeek) || hours.holidays?.has(date.toString())) continue
    const start = minuteOf(date, hours.opensAt)
    const end = minuteOf(endsNextDay ? date.add({ days: 1 }) : date, hours.closesAt)
    openingOf[day] = start
    const last = ends.at(-1)
    starts.push(last === undefined ? start : Math.max(start, last))
    ends.push(Math.max(end, starts.at(-1) as number))
  }
  for (let day = days - 2; day >= 0; day--) {
    if (openingOf[day] === Infinity) openingOf[day] = openingOf[day + 1] as number
  }
  return { starts, ends, openingOf }
}
