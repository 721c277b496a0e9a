// Days on which a wave may start and people work: workdays and public holidays by country, freezes, and the days on which a department must
// not be disturbed (payroll close, month end). Weekends by country come from Unicode CLDR through Intl.Locale.

/** The name of a public holiday in a country (ISO 3166, two letters) on a day, or null. */
export type Holidays = (country: string, date: Temporal.PlainDate) => string | null

/** Days from `from` to `until`, both included. */
export type DateRange = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate; readonly why: string }

/** Days on which a department may not be started: a range, or the days around every month's end. */
export type DepartmentClosing =
  | { readonly department: string; readonly kind: 'range'; readonly range: DateRange }
  | {
      readonly department: string
      readonly kind: 'month-end'
      /** Calendar days before the month's last day, and after it, that are closed too. */
      readonly daysBefore: number
      readonly daysAfter: number
      readonly why: string
    }

/** What the calendar knows. */
export type CalendarFacts = {
  readonly holidays: Holidays
  /** No wave starts on these days, nor has its second day there. */
  readonly freezes: readonly DateRange[]
  readonly closings: readonly DepartmentClosing[]
}

/** A calendar without holidays, freezes and closings. */
export const emptyCalendar: CalendarFacts = { holidays: () => null, freezes: [], closings: [] }

/** Asked of days many times over; answers are remembered. */
export type Calendar = {
  readonly facts: CalendarFacts
  /** Whether people of the country work on the day. A country that is not known (null) works Monday to Friday. */
  worksOn(country: string | null, date: Temporal.PlainDate): boolean
  freezeOn(date: Temporal.PlainDate): DateRange | null
  /** Why a department may not be started on the day; null when it may. */
  closingOf(department: string, date: Temporal.PlainDate): string | null
}

/** Builds a calendar that remembers its answers. */
export function calendarOf(facts: CalendarFacts): Calendar {
  const worked = new Map<string, boolean>()
  const closingsByDepartment = Map.groupBy(facts.closings, ({ department }) => department)
  return {
    facts,
    worksOn(country, date) {
      const key = `${country ?? ''} ${date.toString()}`
      const known = worked.get(key)
      if (known !== undefined) return known
      const works =
        !weekendOf(country).includes(date.dayOfWeek) && (country === null || facts.holidays(country, date) === null)
      worked.set(key, works)
      return works
    },
    freezeOn: (date) => facts.freezes.find((range) => isIn(range, date)) ?? null,
    closingOf(department, date) {
      for (const closing of closingsByDepartment.get(department) ?? []) {
        if (closing.kind === 'range' && isIn(closing.range, date)) return closing.range.why
        if (closing.kind === 'month-end' && isMonthEnd(date, closing.daysBefore, closing.daysAfter)) return closing.why
      }
      return null
    },
  }
}

/** Whether a day lies in a range. */
export function isIn(range: Pick<DateRange, 'from' | 'until'>, date: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(range.from, date) <= 0 && Temporal.PlainDate.compare(date, range.until) <= 0
}

function isMonthEnd(date: Temporal.PlainDate, daysBefore: number, daysAfter: number): boolean {
  const toGo = date.daysInMonth - date.day
  return toGo <= daysBefore || date.day <= daysAfter
}

const weekends = new Map<string, readonly number[]>()

/** The weekdays (1 Monday to 7 Sunday) that a country rests on; Saturday and Sunday where it is unknown. */
export function weekendOf(country: string | null): readonly number[] {
  if (country === null || !/^[A-Za-z]{2}$/.test(country)) return [6, 7]
  const known = weekends.get(country)
  if (known !== undefined) return known
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    getWeekInfo?: () => { readonly weekend: readonly number[] }
  }
  const weekend = locale.getWeekInfo?.().weekend ?? [6, 7]
  weekends.set(country, weekend)
  return weekend
}

/** The time zone of a country that has only one; null when it has several or is unknown. */
export function onlyTimeZoneOf(country: string | null): string | null {
  if (country === null || !/^[A-Za-z]{2}$/.test(country)) return null
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    getTimeZones?: () => readonly string[] | undefined
  }
  const zones = locale.getTimeZones?.() ?? []
  return zones.length === 1 ? (zones[0] ?? null) : null
}

/** What a start is asked: the desk's day, the weekdays that the rules allow, and the share of people at work. */
export type StartRule = {
  /** Whether the desk works on the day. */
  readonly deskWorksOn: (date: Temporal.PlainDate) => boolean
  /** Weekdays on which waves may start, 1 Monday to 7 Sunday. */
  readonly startWeekdays: readonly number[]
  /** The share of the people, by country, who work on the day; at least half must. */
  readonly shareAtWork: (date: Temporal.PlainDate) => number
}

/** Days that are looked at before a search for a start gives up. */
export const searchDaysMax = 366

/**
 * The first day on or after `from` on which a wave may start: an allowed weekday, desk and at least half of the people at work on it and on the day
 * after (the 48 hours that bring most tickets), neither frozen. Null when none comes within a year.
 */
export function nextStart(calendar: Calendar, rule: StartRule, from: Temporal.PlainDate): Temporal.PlainDate | null {
  const usable = (date: Temporal.PlainDate) =>
    rule.deskWorksOn(date) && calendar.freezeOn(date) === null && rule.shareAtWork(date) >= 0.5
  for (let ahead = 0; ahead < searchDaysMax; ahead++) {
    const date = from.add({ days: ahead })
    if (rule.startWeekdays.includes(date.dayOfWeek) && usable(date) && usable(date.add({ days: 1 }))) return date
  }
  return null
}

/** The day that is so many workdays after `from` (0: `from` itself). Gives up after a year without enough workdays: null. */
export function addWorkdays(
  worksOn: (date: Temporal.PlainDate) => boolean,
  from: Temporal.PlainDate,
  workdays: number,
): Temporal.PlainDate | null {
  let date = from
  let left = workdays
  for (let ahead = 0; left > 0; ahead++) {
    if (ahead > searchDaysMax + workdays * 7) return null
    date = date.add({ days: 1 })
    if (worksOn(date)) left -= 1
  }
  return date
}
