import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { actedShare, actingByDay, type CurveShape, enrolledShare } from './curve.ts'
import { workdaysPassed } from './observation.ts'
import { healthyWave } from './wave.fixture.ts'

const shape: CurveShape = {
  firstShift: 0,
  laterShift: 0,
  promptShare: 0.7,
  promptDays: 0.5,
  laterDays: 1,
  mendedShare: 0.4,
  retryShare: 0.6,
}
const wave = healthyWave()
const workdays = workdaysPassed(wave, 28)

test('weekends and holidays do not pass', () => {
  expect(Array.from(workdays.slice(0, 8))).toEqual([1, 2, 3, 4, 5, 5, 5, 6])
  expect(workdaysPassed({ ...wave, holidays: new Set(['2027-01-05']) }, 3)[2]).toBe(2)
})

test('the curve rises, stays a share, and more success is never less enrolment', () => {
  const shift = fc.double({ min: -2, max: 2, noNaN: true })
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
  fc.assert(
    fc.property(shift, shift, share, share, share, (firstShift, laterShift, mendedShare, retryShare, success) => {
      const acting = actingByDay({ ...shape, firstShift, laterShift, mendedShare, retryShare }, wave.messages, workdays)
      let before = 0
      for (let day = 0; day < 28; day++) {
        const now = enrolledShare(acting, success, day)
        expect(now).toBeGreaterThanOrEqual(before - 1e-9)
        expect(now).toBeLessThanOrEqual(1)
        expect(enrolledShare(acting, Math.min(1, success + 0.1), day)).toBeGreaterThanOrEqual(now - 1e-9)
        before = now
      }
    }),
    { seed: 20270201 },
  )
})

test('a reminder moves people on its day; without it the curve lies flat', () => {
  const rise = (messages: typeof wave.messages) => {
    const acting = actingByDay(shape, messages, workdays)
    return actedShare(acting, 9) - actedShare(acting, 6)
  }
  expect(rise(wave.messages)).toBeGreaterThan(0.05)
  expect(rise(wave.messages.slice(0, 1))).toBeLessThan(0.01)
})
