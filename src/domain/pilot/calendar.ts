// The calendar of a pilot: 10 to 14 days from the briefing to the decision, with the sign-in on a second device days after enrolling, because
// people enrol on a phone on Tuesday and fail on the laptop on Friday (P2.3). What is handed over at its end, and what has to be true.

import { pilotPriors as priors } from './priors.ts'

/** The public holiday that a date is in a country (ISO 3166 code); null for none. */
export type Holidays = (country: string, date: Temporal.PlainDate) => string | null

export type PilotEvent = {
  readonly id: 'briefing' | 'enrol' | 'follow-up' | 'cross-device-check' | 'second-check' | 'runbook' | 'decision'
  readonly on: Temporal.PlainDate
  readonly title: string
  readonly detail: string
  /** Countries of the pilot in which the day is a public holiday, with its name: their people do it on the next workday. */
  readonly away: readonly { readonly country: string; readonly holiday: string }[]
}

/** Something handed over, or something that has to be true, at the end of a pilot. */
export type PilotItem = { readonly id: string; readonly title: string }

export type PilotCalendar =
  | {
      readonly state: 'planned'
      readonly startsOn: Temporal.PlainDate
      readonly endsOn: Temporal.PlainDate
      readonly events: readonly PilotEvent[]
      readonly deliverables: readonly PilotItem[]
      readonly exitCriteria: readonly PilotItem[]
    }
  | { readonly state: 'refused'; readonly rule: CalendarRule; readonly detail: string }

export type CalendarRule = 'ten-to-fourteen-days' | 'starts-today-or-later' | 'workdays-enough'

export type CalendarChoices = {
  readonly startsOn: Temporal.PlainDate
  /** Days from the first to the last, weekends counted. */
  readonly days: number
  readonly today: Temporal.PlainDate
  /** Countries of the pilot's people. */
  readonly countries: readonly string[]
  readonly holidays: Holidays
  /** ISO weekdays on which people work, 1 is Monday; Monday to Friday when absent. */
  readonly workdays?: readonly number[]
}

/** Fewest workdays into which briefing, enrolment, both checks and the decision fit, each on a day of its own. */
const workdaysLeast = 6

/** What the pilot hands over to the helpdesk and to the plan of waves. */
export const deliverables: readonly PilotItem[] = [
  { id: 'failure-ranking', title: 'Failure modes ranked, by family, system version and step.' },
  { id: 'runbook', title: 'A runbook with the fix of every failure that more than one person met.' },
  { id: 'family-figures', title: 'Success and time to enrol for each family.' },
  { id: 'ticket-rate', title: 'Tickets per person with their uncertainty, for the size of the waves.' },
  { id: 'decision', title: 'Go, no-go, or not enough data, with the reason.' },
]

/** What has to be true before the first wave. The report judges each of them. */
export const exitCriteria: readonly PilotItem[] = [
  { id: 'length', title: `The pilot ran for at least ${priors.daysLeast.value} days.` },
  {
    id: 'enrolled',
    title: `At least ${percent(priors.enrolledShareLeast.value)} of those who were asked have enrolled.`,
  },
  {
    id: 'proven',
    title: `At least ${percent(priors.provenShareLeast.value)} of the enrolled have signed in on a second device on a later day.`,
  },
  { id: 'families-tried', title: 'Somebody with every family of the pilot has tried.' },
  { id: 'families-succeed', title: 'No family fails more often than it succeeds.' },
  { id: 'tickets', title: `At most ${priors.ticketsPerPersonMost.value} tickets a person.` },
  { id: 'fixes-known', title: 'Every failure that more than one person met has its fix in the runbook.' },
]

/** Plans the calendar. Days on which any country of the pilot has a holiday are avoided where the workdays allow it. */
export function pilotCalendar(choices: CalendarChoices): PilotCalendar {
  const { startsOn, days, today } = choices
  const [least, most] = [priors.daysLeast.value, priors.daysMost.value]
  if (!Number.isInteger(days) || days < least || days > most) {
    return refused('ten-to-fourteen-days', `A pilot lasts ${least} to ${most} days, not ${days}.`)
  }
  if (Temporal.PlainDate.compare(startsOn, today) < 0) {
    return refused('starts-today-or-later', `${startsOn.toString()} has passed.`)
  }
  const weekdays = choices.workdays ?? [1, 2, 3, 4, 5]
  const all = Array.from({ length: days }, (_, day) => startsOn.add({ days: day }))
  const work = all.filter(({ dayOfWeek }) => weekdays.includes(dayOfWeek))
  const free = work.filter((day) => holidaysOn(day, choices).length === 0)
  const usable = free.length >= workdaysLeast ? free : work
  const dates = usable.length >= workdaysLeast ? datesOf(usable) : null
  if (dates === null) {
    return refused(
      'workdays-enough',
      `${usable.length} workdays in these ${days} days; a pilot needs ${workdaysLeast}.`,
    )
  }
  return {
    state: 'planned',
    startsOn,
    endsOn: startsOn.add({ days: days - 1 }),
    events: eventsOf(dates).map((event) => ({ ...event, away: holidaysOn(event.on, choices) })),
    deliverables,
    exitCriteria,
  }
}

type Dates = Readonly<Record<PilotEvent['id'], Temporal.PlainDate>>

/** Briefing and enrolment first; the check some days later; the runbook and the decision last. */
function datesOf(workdays: readonly Temporal.PlainDate[]): Dates | null {
  const [briefing, enrol, followUp] = workdays
  const [beforeLast, runbook, decision] = workdays.slice(-3)
  if (!briefing || !enrol || !followUp || !beforeLast || !runbook || !decision) return null
  const isLater = (day: Temporal.PlainDate) => enrol.until(day).days >= priors.crossDeviceAfterDays.value
  const check = workdays.slice(0, -2).find(isLater) ?? beforeLast
  const second = Temporal.PlainDate.compare(check, beforeLast) < 0 ? beforeLast : runbook
  return {
    briefing,
    enrol,
    'follow-up': followUp,
    'cross-device-check': check,
    'second-check': second,
    runbook,
    decision,
  }
}

function eventsOf(dates: Dates): readonly Omit<PilotEvent, 'away'>[] {
  const event = (id: PilotEvent['id'], title: string, detail: string) => ({ id, on: dates[id], title, detail })
  return [
    event('briefing', 'Briefing', 'Tell the people of the pilot what happens, when, and where they get help.'),
    event(
      'enrol',
      'Enrolment',
      'Everybody enrols a passkey on the device they use most; each failure is noted with its step.',
    ),
    event('follow-up', 'Follow-up', 'Ask those who have not begun; note what stopped them.'),
    event(
      'cross-device-check',
      'Sign-in on a second device',
      'Everybody signs in on another device than the one they enrolled on.',
    ),
    event('second-check', 'Second check', 'Those who failed or were away sign in on a second device again.'),
    event('runbook', 'Runbook', 'Write the fix of every failure that came more than once.'),
    event('decision', 'Decision', 'Go, no-go, or not enough data, against the exit criteria.'),
  ]
}

function holidaysOn(day: Temporal.PlainDate, { countries, holidays }: CalendarChoices): PilotEvent['away'] {
  return [...new Set(countries)].toSorted().flatMap((country) => {
    const holiday = holidays(country, day)
    return holiday === null ? [] : [{ country, holiday }]
  })
}

function refused(rule: CalendarRule, detail: string): PilotCalendar {
  return { state: 'refused', rule, detail }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
