import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exitCriteria, pilotCalendar, type CalendarChoices, type PilotEvent } from './calendar.ts'

const monday = Temporal.PlainDate.from('2026-11-30')
const choices = (change: Partial<CalendarChoices> = {}): CalendarChoices => ({
  startsOn: monday,
  days: 12,
  today: monday,
  countries: ['DE'],
  holidays: () => null,
  ...change,
})
const planned = (change: Partial<CalendarChoices> = {}) => {
  const calendar = pilotCalendar(choices(change))
  if (calendar.state !== 'planned') throw new Error(calendar.detail)
  return calendar
}
const on = (events: readonly PilotEvent[], id: PilotEvent['id']) =>
  events.find((event) => event.id === id)?.on.toString()

test('people enrol on the Tuesday and sign in on a second device on the Friday', () => {
  const { events, endsOn } = planned()
  expect(on(events, 'enrol')).toBe('2026-12-01')
  expect(on(events, 'cross-device-check')).toBe('2026-12-04')
  expect(on(events, 'decision')).toBe('2026-12-11')
  expect(endsOn.toString()).toBe('2026-12-11')
})

test('a holiday in a country of the pilot is avoided, one elsewhere is not', () => {
  const holidays = (country: string, date: Temporal.PlainDate) =>
    country === 'PL' && date.toString() === '2026-12-01' ? 'Invented Day' : null
  expect(on(planned({ holidays, countries: ['DE', 'PL'] }).events, 'enrol')).toBe('2026-12-02')
  expect(on(planned({ holidays }).events, 'enrol')).toBe('2026-12-01')
})

test('where too few days are left without a holiday, the day says who is away', () => {
  const holidays = (country: string) => (country === 'PL' ? 'Invented Weeks' : null)
  const { events } = planned({ holidays, countries: ['PL', 'DE'] })
  expect(on(events, 'enrol')).toBe('2026-12-01')
  expect(events.map(({ away }) => away)).toEqual(events.map(() => [{ country: 'PL', holiday: 'Invented Weeks' }]))
})

test.each([
  [{ days: 9 }, 'ten-to-fourteen-days'],
  [{ days: 15 }, 'ten-to-fourteen-days'],
  [{ days: 10.5 }, 'ten-to-fourteen-days'],
  [{ today: monday.add({ days: 1 }) }, 'starts-today-or-later'],
  [{ workdays: [1] }, 'workdays-enough'],
] as const)('%o is refused by %s', (change, rule) => {
  expect(pilotCalendar(choices(change))).toMatchObject({ state: 'refused', rule })
})

test('whatever the start and the holidays, the events are in order on workdays inside the pilot, the check days after enrolling', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 10, max: 14 }),
      fc.array(fc.nat(13), { maxLength: 6 }),
      (offset, days, off) => {
        const startsOn = monday.add({ days: offset })
        const closed = new Set(off.map((day) => startsOn.add({ days: day }).toString()))
        const { events, endsOn } = planned({
          startsOn,
          days,
          holidays: (_, date) => (closed.has(date.toString()) ? 'Invented Day' : null),
        })
        const dates = events.map((event) => event.on)
        expect(dates).toHaveLength(7)
        for (const [index, date] of dates.entries()) {
          expect(date.dayOfWeek).toBeLessThan(6)
          expect(Temporal.PlainDate.compare(startsOn, date)).toBeLessThanOrEqual(0)
          expect(Temporal.PlainDate.compare(date, endsOn)).toBeLessThanOrEqual(0)
          const before = dates[index - 1]
          if (before !== undefined) expect(Temporal.PlainDate.compare(before, date)).toBeLessThanOrEqual(0)
        }
        const [, enrol, , check] = dates
        expect(check === undefined ? 0 : enrol?.until(check).days).toBeGreaterThanOrEqual(2)
      },
    ),
    { seed: 20270201, numRuns: 300 },
  )
})

test('every exit criterion has an id of its own', () => {
  expect(new Set(exitCriteria.map(({ id }) => id)).size).toBe(exitCriteria.length)
})
