import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../shared/random.ts'
import { curveDoubt, enrolledByWorkday, learnCurve, ticketsByWorkday } from './arrivals.ts'
import { curvePrior, ticketRatePrior } from './priors.ts'
import { learnTicketRates, meanTicketRate, type TicketObservation, ticketRate } from './ticket-rate.ts'

const cell = (family: string) => ({ family, department: null, locale: null })
const seen = (changes: Partial<TicketObservation> = {}): TicketObservation => ({
  family: 'iphone',
  department: 'Sales',
  locale: 'de',
  people: 100,
  tickets: 20,
  ...changes,
})

test('without any measurement the rate is the prior, wide', () => {
  const rates = learnTicketRates(ticketRatePrior, [])
  const { mean, low, high } = ticketRate(rates, cell('iphone'))
  expect(mean).toBeCloseTo(0.2 * 0.75, 12)
  expect(high / low).toBeGreaterThan(2)
})

test('more of the same evidence narrows the bounds and moves the mean towards it', () => {
  let [width, distance] = [Infinity, Infinity]
  for (const people of [50, 200, 1000, 10_000]) {
    const rates = learnTicketRates(ticketRatePrior, [
      seen({ people, tickets: people * 0.3, department: null, locale: null }),
    ])
    const { mean, low, high } = ticketRate(rates, cell('iphone'))
    expect((high - low) / mean).toBeLessThan(width)
    expect(Math.abs(mean - 0.3)).toBeLessThan(distance)
    width = (high - low) / mean
    distance = Math.abs(mean - 0.3)
  }
  expect(distance).toBeLessThan(0.002)
})

test('Galaxy phones that cost more are known to, and a family hardly seen leans on the fleet', () => {
  const rates = learnTicketRates(ticketRatePrior, [
    seen({ family: 'iphone', people: 500, tickets: 50 }),
    seen({ family: 'samsung', people: 300, tickets: 150 }),
    seen({ family: 'pixel', people: 2, tickets: 2 }),
  ])
  expect(meanTicketRate(rates, cell('samsung'))).toBeGreaterThan(3 * meanTicketRate(rates, cell('iphone')))
  // Two of two is no proof of one ticket a person.
  expect(meanTicketRate(rates, cell('pixel'))).toBeLessThan(0.4)
})

test('a department that asks more is learned apart from the phones that it has', () => {
  const rates = learnTicketRates(ticketRatePrior, [
    seen({ department: 'Sales', people: 2000, tickets: 200 }),
    seen({ department: 'Finance', people: 2000, tickets: 600 }),
  ])
  const of = (department: string) => meanTicketRate(rates, { family: 'iphone', department, locale: 'de' })
  expect(of('Finance') / of('Sales')).toBeGreaterThan(2.3)
  expect(of('Finance') / of('Sales')).toBeLessThan(3.1)
})

test('the 80 % bounds hold the true rate about 80 % of the time', () => {
  let [held, all] = [0, 0]
  for (let round = 0; round < 400; round++) {
    const dice = random(11, round)
    // A level around the prior by its own doubt (shape 8: sum of exponentials), 300 people, Poisson tickets.
    let level = 0
    for (let part = 0; part < 8; part++) level -= Math.log(1 - dice.next()) / 8
    const truth = 0.2 * 0.75 * level
    let [tickets, time] = [0, 0]
    while ((time -= Math.log(1 - dice.next())) < truth * 300) tickets += 1
    const { low, high } = ticketRate(
      learnTicketRates(ticketRatePrior, [seen({ people: 300, tickets, department: null, locale: null })]),
      cell('iphone'),
    )
    all += 1
    if (truth >= low && truth <= high) held += 1
  }
  // The model doubts the family too, so it may hold a little more than 80 %.
  expect(held / all).toBeGreaterThan(0.74)
  expect(held / all).toBeLessThan(0.97)
})

test('broken counts are no evidence', () => {
  const rates = learnTicketRates(ticketRatePrior, [
    seen({ people: -5 }),
    seen({ tickets: Number.NaN }),
    seen({ people: 0 }),
  ])
  expect(rates.seen).toEqual({ people: 0, tickets: 0 })
  expect(meanTicketRate(rates, cell('iphone'))).toBeCloseTo(0.15, 12)
})

test('the days of a wave hold all its tickets, 70-80 % of them in the first two', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (workdays) => {
      const shares = ticketsByWorkday(curvePrior, workdays, 0.75)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      if (workdays > 2) expect((shares[0] ?? 0) + (shares[1] ?? 0)).toBeCloseTo(0.75, 9)
    }),
    { seed: 20270201 },
  )
  expect(ticketsByWorkday(curvePrior, 0, 0.75)).toHaveLength(0)
})

test('enrolment only grows and ends at the share believed', () => {
  const curve = enrolledByWorkday(curvePrior, 8)
  expect([...curve]).toEqual([...curve].sort((one, other) => one - other))
  expect(curve.at(-1)).toBeCloseTo(0.85, 9)
})

test('a measured curve replaces the prior and its doubt narrows', () => {
  const learned = learnCurve(curvePrior, [{ tickets: 2000, within48Hours: 1200 }])
  expect(learned.first48Hours.mean).toBeGreaterThan(0.59)
  expect(learned.first48Hours.mean).toBeLessThan(0.62)
  expect(curveDoubt(learned)).toBeLessThan(curveDoubt(curvePrior))
  expect(learnCurve(curvePrior, [{ tickets: 5, within48Hours: 9 }])).toEqual(curvePrior)
})
