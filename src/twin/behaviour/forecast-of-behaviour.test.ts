import { beforeAll, describe, expect, test } from 'vitest'
import { forecastWave, type WaveForecast } from '#domain/forecast/forecast-wave.ts'
import { priorBehaviour } from './priors.ts'
import { company } from './rehearsal.fixture.ts'
import { preparedCampaign } from './rehearsal-input.ts'
import type { RehearsalResult } from './rehearsal-result.ts'
import { rehearse } from './rehearse.ts'

// Waves whose people behave by figures that the forecast does not know; run after run the figures are drawn anew.

const fleet = { iphone: 42, samsung: 34, windows: 12, pixel: 6, xiaomi: 4, unknown: 2 }
const people = 500
const waves = 24
/** Day on which the forecast asks how the wave ends. */
const horizonDays = 28

const planted = {
  ...priorBehaviour,
  families: {
    ...priorBehaviour.families,
    samsung: { plain: 0.05, guided: 0.06, silent: 0.6, mended: 0.1, survives: 0.6, doubt: 0.3 },
  },
}

function playWave(seed: number, parameters: typeof priorBehaviour): RehearsalResult {
  const base = company(people, 1, fleet)
  const desk = { ...base.desk, agents: 15 }
  const rehearsal = rehearse({ ...base, desk, campaign: preparedCampaign, parameters }, { seed, runs: 1, weeks: 5 })
  if (rehearsal.kind === 'refused') throw new Error(JSON.stringify(rehearsal.problems))
  return rehearsal.result
}

function forecast(wave: RehearsalResult, days: number) {
  const families = wave.families.map(({ family, people: size, enrolled }) => ({
    family,
    people: size,
    enrolledAtStart: 0,
    enrolledByDay: enrolled.middle.slice(0, days).map((count) => Math.round(count)),
  }))
  const observation = { startsOn: wave.firstDay, families, messages: preparedCampaign.messages }
  const told: WaveForecast = forecastWave(observation, { seed: 9, horizonDays })
  if (told.verdict === 'unknown') throw new Error(told.why)
  const truth = (wave.enrolled.middle[horizonDays - 1] ?? Number.NaN) / people
  return { ...told, isCovered: truth >= told.stopsAt.low && truth <= told.stopsAt.high, truth }
}

type Asked = ReturnType<typeof forecast>
const seeds = Array.from({ length: waves }, (_, wave) => 90_000 + wave)
let healthyEarly: Asked[] = []
let healthyLater: Asked[] = []
let failingEarly: Asked[] = []

beforeAll(() => {
  const healthy = seeds.map((seed) => playWave(seed, priorBehaviour))
  healthyEarly = healthy.map((wave) => forecast(wave, 3))
  healthyLater = healthy.map((wave) => forecast(wave, 10))
  failingEarly = seeds.map((seed) => forecast(playWave(seed, planted), 3))
}, 120_000)

const shareOf = (list: readonly Asked[], holds: (asked: Asked) => boolean) => list.filter(holds).length / list.length

describe('simulated waves whose figures the forecast does not know', () => {
  test('planted failures of Samsung phones raise the alarm on the third day and are named as the first cause', () => {
    expect(shareOf(failingEarly, ({ verdict }) => verdict === 'will-stall')).toBeGreaterThanOrEqual(0.9)
    const isNamed = ({ causes }: Asked) => causes[0]?.kind === 'family' && causes[0].family === 'samsung'
    expect(shareOf(failingEarly, isNamed)).toBeGreaterThanOrEqual(0.9)
  })

  test('the alarm was right: those waves do stop short', () => {
    expect(shareOf(failingEarly, ({ truth }) => truth < 0.85)).toBeGreaterThanOrEqual(0.9)
    expect(shareOf(healthyEarly, ({ truth }) => truth > 0.85)).toBeGreaterThanOrEqual(0.9)
  })

  test('healthy waves raise hardly an alarm, neither on the third day nor on the tenth', () => {
    expect(shareOf(healthyEarly, ({ verdict }) => verdict === 'will-stall')).toBeLessThanOrEqual(0.05)
    expect(shareOf(healthyLater, ({ verdict }) => verdict === 'will-stall')).toBeLessThanOrEqual(0.05)
  })

  test('the 80 % band holds the truth in about 80 % of the waves or more, failing ones included', () => {
    const all = [...healthyEarly, ...healthyLater, ...failingEarly]
    expect(shareOf(all, ({ isCovered }) => isCovered)).toBeGreaterThanOrEqual(0.72)
    for (const group of [healthyEarly, healthyLater, failingEarly]) {
      expect(shareOf(group, ({ isCovered }) => isCovered)).toBeGreaterThanOrEqual(0.6)
    }
  })

  test('the band says something: a week later it is narrower, and never most of the range', () => {
    const width = (list: readonly Asked[]) =>
      list.reduce((sum, { stopsAt }) => sum + stopsAt.high - stopsAt.low, 0) / list.length
    expect(width(healthyLater)).toBeLessThan(width(healthyEarly))
    expect(width(healthyEarly)).toBeLessThan(0.2)
  })
})
