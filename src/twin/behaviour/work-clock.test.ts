import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorkClock, type WorkHours } from './work-clock.ts'

const hours = (change: Partial<WorkHours> = {}): WorkHours => ({
  timeZone: 'UTC',
  opensAt: Temporal.PlainTime.from('09:00'),
  closesAt: Temporal.PlainTime.from('17:00'),
  workdays: [1, 2, 3, 4, 5],
  ...change,
})
const monday = Temporal.PlainDate.from('2027-03-22')
const at = (day: number, hour: number) => day * 1440 + hour * 60

test('only opening hours pass', () => {
  const clock = createWorkClock(hours(), monday, 14)
  expect(clock.toWork(at(0, 8))).toBe(0)
  expect(clock.toWork(at(0, 10))).toBe(60)
  expect(clock.toWork(at(0, 23))).toBe(480)
  expect(clock.toWork(at(6, 12))).toBe(5 * 480)
  expect(clock.toTime(480)).toBe(at(1, 9))
  expect(clock.toTime(5 * 480)).toBe(at(7, 9))
  expect([clock.isOpen(at(0, 9)), clock.isOpen(at(0, 17)), clock.isOpen(at(5, 10))]).toEqual([true, false, false])
})

test('a holiday is closed and the next workday opens instead', () => {
  const clock = createWorkClock(hours({ holidays: new Set(['2027-03-22']) }), monday, 14)
  expect(clock.opening(0)).toBe(at(1, 9))
  expect(createWorkClock(hours(), monday, 14).opening(0)).toBe(at(0, 9))
})

test('nine in the morning stays nine when the clocks change', () => {
  const clock = createWorkClock(hours({ timeZone: 'Europe/Berlin' }), monday, 14)
  expect(clock.opening(0)).toBe(at(0, 8))
  expect(clock.opening(7)).toBe(at(7, 7))
})

test('a night shift ends the next day, and a desk that never closes never stops', () => {
  const night = hours({ opensAt: Temporal.PlainTime.from('22:00'), closesAt: Temporal.PlainTime.from('06:00') })
  expect(createWorkClock(night, monday, 5).isOpen(at(1, 3))).toBe(true)
  const always = hours({ closesAt: Temporal.PlainTime.from('09:00'), workdays: [1, 2, 3, 4, 5, 6, 7] })
  expect(createWorkClock(always, monday, 5).toWork(at(2, 9))).toBe(2 * 1440)
})

test('without workdays there is no opening and no end', () => {
  const clock = createWorkClock(hours({ workdays: [] }), monday, 5)
  expect([clock.opening(0), clock.toTime(0), clock.toWork(5000)]).toEqual([Infinity, Infinity, 0])
})

test('time to work and back is the same working minute, in every zone', () => {
  const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata')
  fc.assert(
    fc.property(zones, fc.double({ min: 0, max: 4000, noNaN: true }), (timeZone, work) => {
      const clock = createWorkClock(hours({ timeZone }), monday, 28)
      expect(clock.toWork(clock.toTime(work))).toBeCloseTo(work, 6)
    }),
  )
})

test('a time zone that is none is refused', () => {
  expect(() => createWorkClock(hours({ timeZone: 'Mars/Olympus' }), monday, 2)).toThrow(RangeError)
})
