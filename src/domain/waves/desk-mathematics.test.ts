import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  agentsNeeded,
  answeredWithin,
  arrivalsMax,
  erlangB,
  meanWaitMinutes,
  waitProbability,
  waitQuantileMinutes,
} from './erlang-c.ts'
import { gammaCdf, gammaPoissonQuantile, gammaQuantile } from './gamma-distribution.ts'
import { queueOverHours } from './queue-over-hours.ts'

const runs = { seed: 20270201, numRuns: 300 }
const target = { share: 0.9, withinMinutes: 10 }

test('one and two agents wait as the closed forms of M/M/1 and M/M/2 say', () => {
  expect(waitProbability(1, 0.5)).toBeCloseTo(0.5, 12)
  expect(meanWaitMinutes(1, 0.5, 10)).toBeCloseTo(10, 10)
  // M/M/2: C = 2 rho^2 / (1 + rho) with rho = load / 2.
  expect(waitProbability(2, 1)).toBeCloseTo(1 / 3, 12)
  expect(waitProbability(2, 1.5)).toBeCloseTo((2 * 0.75 ** 2) / 1.75, 12)
})

test('blocking agrees with the published Erlang B table', () => {
  // Offered load that blocks 1 % of calls: 5 agents 1.361, 10 agents 4.461, 20 agents 12.03, 100 agents 84.06 Erlang.
  for (const [agents, load] of [
    [5, 1.361],
    [10, 4.461],
    [20, 12.03],
    [100, 84.06],
  ] as const) {
    expect(erlangB(agents, load)).toBeCloseTo(0.01, 4)
  }
})

test('a call centre of 10 Erlang with 14 agents of three minutes answers 88.8 % within 20 seconds', () => {
  // The worked example in common use: 200 calls an hour of 180 seconds; Pw 17.41 %, service level 88.8 %, average wait 7.8 seconds.
  expect(waitProbability(14, 10)).toBeCloseTo(0.1741, 3)
  expect(answeredWithin(14, 10, 3, 20 / 60)).toBeCloseTo(0.888, 3)
  expect(meanWaitMinutes(14, 10, 3) * 60).toBeCloseTo(7.8, 1)
  expect(agentsNeeded(10, 3, { share: 0.8, withinMinutes: 20 / 60 })).toBe(14)
})

test('thousands of agents give finite figures', () => {
  expect(waitProbability(5000, 4900)).toBeGreaterThan(0)
  expect(waitProbability(5000, 4900)).toBeLessThan(1)
  expect(agentsNeeded(20_000, 12, target)).toBeLessThan(20_200)
})

test('overload is a certain and endless wait, never a number', () => {
  expect(waitProbability(2, 2)).toBe(1)
  expect(answeredWithin(2, 3, 12, 60)).toBe(0)
  expect(meanWaitMinutes(2, 3, 12)).toBe(Infinity)
  expect(waitQuantileMinutes(0, 1, 12, 0.9)).toBe(Infinity)
  expect(waitProbability(0, 0)).toBe(1)
})

test('more agents, in whole or in part, never bear less', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 60, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (agents, more) => {
        expect(arrivalsMax(agents + more, 12, target)).toBeGreaterThanOrEqual(arrivalsMax(agents, 12, target) - 1e-9)
      },
    ),
    runs,
  )
})

test('the most arrivals keep the target, and a hundredth more breaks it', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 200, noNaN: true }), (agents) => {
      const load = (arrivalsMax(agents, 12, target) * 12) / 60
      expect(answeredWithin(agents, load, 12, 10)).toBeGreaterThanOrEqual(0.9 - 1e-9)
      expect(answeredWithin(agents, load * 1.01, 12, 10)).toBeLessThan(0.9)
    }),
    runs,
  )
})

test('the wait of nine in ten is the wait that the share answered within says', () => {
  const wait = waitQuantileMinutes(2.1, 1.5, 12, 0.9)
  expect(wait).toBeGreaterThan(0)
  expect(answeredWithin(2.1, 1.5, 12, wait)).toBeCloseTo(0.9, 10)
})

test('a queue builds up in overload and drains in the hours after', () => {
  // 20 come in the first hour, 5 are taken in each.
  const { queue, peakQueue, longestWaitMinutes, hoursToClear } = queueOverHours([20, 0, 0, 0, 0], [1, 1, 1, 1, 1], 12)
  expect([...queue]).toEqual([15, 10, 5, 0, 0])
  expect(peakQueue).toBe(15)
  expect(longestWaitMinutes).toBeCloseTo(180, 9)
  expect(hoursToClear).toBe(4)
})

test('a queue that the hours given do not take waits for ever, and says so', () => {
  const { longestWaitMinutes, hoursToClear } = queueOverHours([20, 0], [1, 1], 12)
  expect(longestWaitMinutes).toBe(Infinity)
  expect(hoursToClear).toBeNull()
})

test('every ticket that comes is taken or waits, and no wait is negative', () => {
  const hours = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 6 })), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(hours, (rows) => {
      const [came, agents] = [rows.map(([one]) => one), rows.map(([, one]) => one)]
      const { queue, waitMinutes } = queueOverHours(came, agents, 12)
      let waiting = 0
      for (const [hour, arrivals] of came.entries()) {
        const taken = waiting + arrivals - (queue[hour] ?? 0)
        expect(taken).toBeGreaterThanOrEqual(-1e-9)
        expect(taken).toBeLessThanOrEqual((agents[hour] ?? 0) * 5 + 1e-9)
        waiting = queue[hour] ?? 0
        // First come, first served: the last of an hour is taken when exactly its queue has been.
        const wait = waitMinutes[hour] ?? -1
        expect(wait).toBeGreaterThanOrEqual(0)
        const served = (until: number) => agents.slice(hour + 1, until).reduce((sum, one) => sum + one * 5, 0)
        if (Number.isFinite(wait) && waiting > 0) {
          expect(served(hour + 1 + Math.ceil(wait / 60 - 1e-9))).toBeGreaterThanOrEqual(waiting - 1e-6)
          expect(served(hour + Math.ceil(wait / 60 - 1e-9))).toBeLessThan(waiting + 1e-6)
        }
      }
    }),
    runs,
  )
})

test('the gamma distribution agrees with its closed forms and its own inverse', () => {
  expect(gammaCdf(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12)
  expect(gammaCdf(3, 2)).toBeCloseTo(1 - Math.exp(-2) * (1 + 2 + 2), 12)
  // Chi-squared with 10 degrees of freedom is twice a gamma of shape 5: its 95 % point is 18.307.
  expect(gammaQuantile(0.95, 5, 5) * 2).toBeCloseTo(18.307, 3)
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 5000, noNaN: true }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (shape, p) => {
        expect(gammaCdf(shape, gammaQuantile(p, shape, shape))).toBeCloseTo(p, 6)
      },
    ),
    runs,
  )
})

test('a count without doubt is Poisson, and doubt widens it', () => {
  // Poisson of mean 10: 90 % at or under 14, 10 % at or under 6.
  expect(gammaPoissonQuantile(0.9, 1e9, 10)).toBe(14)
  expect(gammaPoissonQuantile(0.1, 1e9, 10)).toBe(6)
  expect(gammaPoissonQuantile(0.9, 4, 10)).toBeGreaterThan(14)
  expect(gammaPoissonQuantile(0.9, 1e9, 10_000)).toBeCloseTo(10_128, -1)
})
