import { expect, test } from 'vitest'
import { addWorkdays, calendarOf, emptyCalendar, nextStart, onlyTimeZoneOf, weekendOf } from './calendar.ts'
import { agentsByHour, openMinutes } from './capacity.ts'
import { day, desk } from './planning.fixture.ts'

const always = { deskWorksOn: () => true, startWeekdays: [1, 2, 3], shareAtWork: () => 1 }
const noHolidays = () => null

test('weekends follow the country, and are Saturday and Sunday where it is unknown', () => {
  expect(weekendOf('DE')).toEqual([6, 7])
  expect(weekendOf('EG')).toEqual([5, 6])
  expect(weekendOf(null)).toEqual([6, 7])
  expect(weekendOf('nowhere')).toEqual([6, 7])
})

test('a country with one time zone has it, one with many has none', () => {
  expect(onlyTimeZoneOf('NL')).toMatch(/^Europe\//)
  expect(onlyTimeZoneOf('US')).toBeNull()
})

test('a start needs its own day and the day after', () => {
  const holidays = (_: string, date: Temporal.PlainDate) => (date.equals('2026-09-08') ? 'Invented day' : null)
  const calendar = calendarOf({ ...emptyCalendar, holidays })
  const shareAtWork = (date: Temporal.PlainDate) => (calendar.worksOn('DE', date) ? 1 : 0)
  expect(nextStart(calendar, { ...always, shareAtWork }, day('2026-09-07'))?.toString()).toBe('2026-09-09')
  expect(nextStart(calendarOf(emptyCalendar), always, day('2026-09-07'))?.toString()).toBe('2026-09-07')
})

test('a search for a start ends when there is none', () => {
  expect(nextStart(calendarOf(emptyCalendar), { ...always, deskWorksOn: () => false }, day('2026-09-07'))).toBeNull()
  expect(addWorkdays(() => false, day('2026-09-07'), 3)).toBeNull()
  expect(addWorkdays((date) => date.dayOfWeek < 6, day('2026-09-11'), 1)?.toString()).toBe('2026-09-14')
})

test('a month end closes the days before and after it, for that department alone', () => {
  const closing = { department: 'Finance', kind: 'month-end', daysBefore: 1, daysAfter: 2, why: 'close' } as const
  const calendar = calendarOf({ ...emptyCalendar, closings: [closing] })
  const closed = (date: string) => calendar.closingOf('Finance', day(date)) !== null
  expect(['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-01', '2026-10-02', '2026-10-03'].map(closed)).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ])
  expect(calendar.closingOf('Sales', day('2026-09-30'))).toBeNull()
})

test('a desk counts in the hours that it is open, in part where it is open in part', () => {
  const hours = agentsByHour([desk({ opensAt: Temporal.PlainTime.from('08:30') })], noHolidays, day('2026-09-07'), 1)
  expect(hours[7]).toBe(0)
  expect(hours[8]).toBeCloseTo(1.05, 12)
  expect(hours[9]).toBeCloseTo(2.1, 12)
  expect(hours[17]).toBe(0)
})

test('a desk rests on its weekend and its holidays', () => {
  const holidays = (country: string, date: Temporal.PlainDate) =>
    country === 'DE' && date.equals('2026-09-07') ? 'Invented day' : null
  const sum = (from: string, known = holidays) =>
    agentsByHour([desk()], known, day(from), 1).reduce((all, one) => all + one, 0)
  expect(sum('2026-09-07')).toBe(0)
  expect(sum('2026-09-06')).toBe(0)
  expect(sum('2026-09-08')).toBeCloseTo(9 * 2.1, 9)
  expect(sum('2026-09-07', noHolidays)).toBeCloseTo(9 * 2.1, 9)
})

test('desks that follow the sun are added by the first one’s clock, and one may work through midnight', () => {
  const night = { opensAt: Temporal.PlainTime.from('22:00'), closesAt: Temporal.PlainTime.from('06:00') }
  expect(openMinutes(night)).toBe(480)
  const hours = agentsByHour(
    [desk(), desk({ timeZone: 'Asia/Kolkata', country: null })],
    noHolidays,
    day('2026-11-10'),
    1,
  )
  // 08:00 to 17:00 in India is 03:30 to 12:30 in Berlin in winter.
  expect(
    [hours[2], hours[3], hours[5], hours[9], hours[12], hours[14]].map((one) => Math.round((one ?? 0) * 100) / 100),
  ).toEqual([0, 1.05, 2.1, 4.2, 3.15, 2.1])
  const through = agentsByHour([desk(night)], noHolidays, day('2026-11-10'), 1)
  expect([through[3], through[12], through[23]].map((one) => Math.round((one ?? 0) * 100) / 100)).toEqual([2.1, 0, 2.1])
})
