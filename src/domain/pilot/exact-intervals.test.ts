import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../shared/random.ts'
import { rateInterval, shareInterval } from './exact-intervals.ts'

// Garwood's table of exact Poisson limits, 95 %.
test.each([
  [0, 0, 3.689],
  [1, 0.0253, 5.572],
  [5, 1.623, 11.668],
  [10, 4.795, 18.39],
  [50, 37.111, 65.919],
  [100, 81.364, 121.627],
])('%i events lie between %f and %f', (events, low, high) => {
  const interval = rateInterval(events, 1)
  expect(interval.low).toBeCloseTo(low, 2)
  expect(interval.high).toBeCloseTo(high, 2)
})

// Clopper and Pearson's limits, 95 %.
test.each([
  [0, 10, 0, 0.3085],
  [1, 10, 0.0025, 0.445],
  [5, 10, 0.1871, 0.8129],
  [45, 50, 0.7819, 0.9667],
  [10, 10, 0.6915, 1],
])('%i of %i lie between %f and %f', (successes, trials, low, high) => {
  const interval = shareInterval(successes, trials)
  expect(interval.low).toBeCloseTo(low, 3)
  expect(interval.high).toBeCloseTo(high, 3)
})

test('an interval holds its estimate, and more data at the same rate make it narrower', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 500 }), (events, exposure) => {
      const [one, tenfold] = [rateInterval(events, exposure), rateInterval(events * 10, exposure * 10)]
      expect(one.low).toBeLessThanOrEqual(one.estimate)
      expect(one.high).toBeGreaterThan(one.estimate)
      expect(tenfold.high - tenfold.low).toBeLessThan(one.high - one.low)
    }),
    { seed: 20270201 },
  )
})

test('of a hundred pilots with a true share of 0.85 the interval of 95 % misses few', () => {
  const dice = random(20270201)
  let missed = 0
  for (let pilot = 0; pilot < 1000; pilot++) {
    const successes = Array.from({ length: 40 }, () => dice.chance(0.85)).filter(Boolean).length
    const { low, high } = shareInterval(successes, 40)
    if (low > 0.85 || high < 0.85) missed++
  }
  expect(missed).toBeLessThan(60)
  expect(missed).toBeGreaterThan(5)
})
