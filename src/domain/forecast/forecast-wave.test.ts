import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecastWave, type ForecastOptions, type WaveForecast } from './forecast-wave.ts'
import type { WaveObservation } from './observation.ts'
import { healthyWave, observedFamily } from './wave.fixture.ts'

type Told = Exclude<WaveForecast, { verdict: 'unknown' }>

function told(observation: WaveObservation, options: Partial<ForecastOptions> = {}): Told {
  const forecast = forecastWave(observation, { seed: 3, ...options })
  if (forecast.verdict === 'unknown') throw new Error(forecast.why)
  return forecast
}

const failing = (days: number, rate: number): WaveObservation => ({
  ...healthyWave(days),
  families: healthyWave(days).families.map((family) =>
    family.family === 'samsung' ? observedFamily('samsung', family.people, days, rate) : family,
  ),
})

describe('the alarm', () => {
  test.each([3, 5, 9])('after %i days a wave whose Samsung phones fail will stop short because of samsung', (days) => {
    const forecast = told(failing(days, 0.1))
    expect(forecast.verdict).toBe('will-stall')
    expect(forecast.causes[0]).toMatchObject({ kind: 'family', family: 'samsung' })
    expect(forecast.causes[0]?.share).toBeGreaterThan(0.5)
    expect(forecast.sentence).toMatch(
      /^This wave will stop at about \d+ % .*because of samsung \(\d+ % of those missing\)/,
    )
    expect(forecast.stopsAt.high).toBeLessThan(0.85)
  })

  test.each([3, 5, 9])('after %i days a healthy wave raises none', (days) => {
    expect(told(healthyWave(days)).verdict).not.toBe('will-stall')
    expect(told(healthyWave(days)).causes.some(({ kind }) => kind === 'family')).toBe(false)
  })

  test('a wave that hardly anybody acts on stalls because of that, and no family is blamed', () => {
    const idle = {
      ...healthyWave(12),
      families: healthyWave(12).families.map((family) => observedFamily(family.family, family.people, 12, 0.2)),
    }
    const forecast = told(idle)
    expect(forecast.verdict).toBe('will-stall')
    expect(forecast.causes.some(({ kind }) => kind === 'family')).toBe(false)
  })

  test('two families that fail are both named', () => {
    const wave = failing(5, 0.05)
    const families = wave.families.map((family) =>
      family.family === 'windows' ? observedFamily('windows', 50, 5, 0.05) : family,
    )
    const named = told({ ...wave, families }).causes.flatMap((cause) => (cause.kind === 'family' ? [cause.family] : []))
    expect(new Set(named)).toEqual(new Set(['samsung', 'windows']))
  })

  test('a target that is lower is no longer missed', () => {
    expect(told(failing(5, 0.1), { targetShare: 0.5 }).verdict).toBe('on-track')
  })
})

describe('too little is unknown, never a forecast', () => {
  const why = (observation: WaveObservation, options: Partial<ForecastOptions> = {}) => {
    const forecast = forecastWave(observation, { seed: 3, ...options })
    return forecast.verdict === 'unknown' ? forecast.why : null
  }
  const wave = healthyWave(5)

  test.each<[string, WaveObservation, RegExp]>([
    ['no family', { ...wave, families: [] }, /nobody/],
    ['nobody', { ...wave, families: [observedFamily('iphone', 0, 5)] }, /nobody/],
    ['no day', healthyWave(0), /No complete workday/],
    ['a weekend only', { ...healthyWave(2), startsOn: Temporal.PlainDate.from('2027-01-02') }, /No complete workday/],
    ['a holiday only', { ...healthyWave(1), holidays: new Set(['2027-01-04']) }, /No complete workday/],
    ['no message', { ...wave, messages: [] }, /No message/],
    [
      'days that differ',
      { ...wave, families: [observedFamily('iphone', 9, 5), observedFamily('mac', 9, 4)] },
      /mac has 4 days/,
    ],
    [
      'a family twice',
      { ...wave, families: [observedFamily('mac', 9, 5), observedFamily('mac', 9, 5)] },
      /mac is given twice/,
    ],
    [
      'more enrolled than people',
      { ...wave, families: [{ family: 'mac', people: 2, enrolledAtStart: 0, enrolledByDay: [3] }] },
      /mac has a count of 3 for 2 people/,
    ],
  ])('%s', (_, observation, reason) => {
    expect(why(observation)).toMatch(reason)
  })

  test('a horizon that is none', () => {
    expect(why(wave, { horizonDays: 0 })).toMatch(/horizon/)
    expect(why(wave, { horizonDays: 28 })).toBeNull()
  })
})

test('the same observation and seed give the same forecast; another seed draws anew', () => {
  expect(told(healthyWave())).toEqual(told(healthyWave()))
  expect(told(healthyWave()).causes).not.toEqual(told(healthyWave(), { seed: 4 }).causes)
})

test('days that were observed stay as they were, and the band only rises from there', () => {
  const wave = healthyWave(5)
  const { enrolled, people } = told(wave)
  for (let day = 0; day < 5; day++) {
    const seen = wave.families.reduce((sum, { enrolledByDay }) => sum + (enrolledByDay[day] ?? 0), 0)
    expect([enrolled.low[day], enrolled.middle[day], enrolled.high[day]]).toEqual([seen, seen, seen])
  }
  for (const band of [enrolled.low, enrolled.middle, enrolled.high]) {
    expect(band).toHaveLength(28)
    expect(band.every((count, day) => count <= people && (day === 0 || count >= (band[day - 1] ?? 0)))).toBe(true)
  }
})

test('more days observed make the band narrower', () => {
  const width = (days: number) => {
    const { stopsAt } = told(healthyWave(days))
    return stopsAt.high - stopsAt.low
  }
  expect(width(16)).toBeLessThan(width(3))
})

test('people enrolled before the wave count as enrolled, not as its success', () => {
  const wave = healthyWave(5)
  const families = wave.families.map((family) => ({
    ...family,
    enrolledAtStart: 0,
    enrolledByDay: family.enrolledByDay.map(() => 0),
  }))
  const half = families.map((family) => ({
    ...family,
    enrolledAtStart: family.people / 2,
    enrolledByDay: family.enrolledByDay.map(() => family.people / 2),
  }))
  const forecast = told({ ...wave, families: half })
  expect(forecast.stopsAt.low).toBeGreaterThanOrEqual(0.5)
  expect(forecast.verdict).toBe('will-stall')
})

test('everybody enrolled is the end: nobody is missing, no cause is named', () => {
  const wave = healthyWave(5)
  const families = wave.families.map((family) => ({
    ...family,
    enrolledByDay: family.enrolledByDay.map(() => family.people),
  }))
  const forecast = told({ ...wave, families })
  expect(forecast.stopsAt).toEqual({ low: 1, middle: 1, high: 1 })
  expect([forecast.verdict, forecast.causes]).toEqual(['on-track', []])
})

test('tickets to come are told when those so far are known for every family, and are null when not', () => {
  const wave = healthyWave(5)
  const families = wave.families.map((family) => ({ ...family, tickets: 10 }))
  const { ticketsToCome } = told({ ...wave, families })
  expect(ticketsToCome?.low).toBeGreaterThan(0)
  expect(ticketsToCome?.high).toBeLessThan(60)
  expect(told(wave).ticketsToCome).toBeNull()
})

test('whatever is observed, shares lie between 0 and 1 and the causes add up to everybody missing', () => {
  const anyFamily = fc
    .record({
      people: fc.integer({ min: 1, max: 400 }),
      steps: fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }), { minLength: 4, maxLength: 4 }),
    })
    .map(({ people, steps }) => {
      let share = 0
      return { people, enrolledByDay: steps.map((step) => Math.round(people * (share += (1 - share) * step))) }
    })
  fc.assert(
    fc.property(fc.array(anyFamily, { minLength: 1, maxLength: 3 }), (rows) => {
      const families = rows.map((row, index) => ({ ...row, family: `family-${index}`, enrolledAtStart: 0 }))
      const forecast = told({ ...healthyWave(4), families })
      const { low, middle, high } = forecast.stopsAt
      expect(low >= 0 && low <= middle && middle <= high && high <= 1).toBe(true)
      const sum = forecast.causes.reduce((total, { share }) => total + share, 0)
      if (forecast.causes.length > 0) expect(sum).toBeCloseTo(1, 6)
    }),
    { seed: 20270201, numRuns: 8 },
  )
})
