// Forecast of a running wave: the curve to come with its band, and an early alarm when the wave will stop short, with the share each cause
// holds. Pure: what is not observed is not believed, and too little observed is "unknown".

import { random, type Random } from '../shared/random.ts'
import { actedShare, enrolledShare, logOdds, shareOf } from './curve.ts'
import { type FitDraw, fitCurve, normal, seedOf } from './fit-curve.ts'
import { observationProblems, type WaveObservation, workdaysPassed } from './observation.ts'
import { familyFutureDeviation, futureDeviation } from './priors.ts'
import { type CauseShare, shareCauses } from './share-causes.ts'

/** The 10 %, 50 % and 90 % points. */
export type ForecastBand = { readonly low: number; readonly middle: number; readonly high: number }

/** How to forecast. */
export type ForecastOptions = {
  readonly seed: number
  /** Days from the wave's start for which the end is asked; 28 when absent. */
  readonly horizonDays?: number
  /** Share of the wave that ought to be enrolled by then; 0.95 when absent. */
  readonly targetShare?: number
  /** The alarm means "further below the target than this": 0.1 when absent, because the last ones are closed one by one. */
  readonly tolerance?: number
  /** How sure an alarm or an all-clear must be, 0.5 to 1; 0.9 when absent. */
  readonly confidence?: number
}

/** A forecast. `will-stall` is the alarm; `unclear` needs more days; `unknown` says what is missing. */
export type WaveForecast =
  | { readonly verdict: 'unknown'; readonly why: string }
  | {
      readonly verdict: 'will-stall' | 'on-track' | 'unclear'
      readonly sentence: string
      readonly people: number
      readonly daysObserved: number
      readonly horizonDays: number
      /** Enrolled people by day from the start: observed days as they were, then the band. */
      readonly enrolled: {
        readonly low: readonly number[]
        readonly middle: readonly number[]
        readonly high: readonly number[]
      }
      /** Share of the people enrolled at the horizon. */
      readonly stopsAt: ForecastBand
      /** Probability that the wave ends below the target less the tolerance. */
      readonly stallProbability: number
      readonly families: readonly {
        readonly family: string
        readonly people: number
        /** Share enrolled at the horizon. */
        readonly stopsAt: ForecastBand
      }[]
      /** Who is missing at the horizon and why, largest first; the shares add up to 1. */
      readonly causes: readonly CauseShare[]
      /** Tickets still to come, where tickets so far are known for every family; null where they are not. */
      readonly ticketsToCome: ForecastBand | null
    }

/** Draws behind every band. */
const draws = 400

/** Forecasts one running wave. The same observation and seed give the same forecast. */
export function forecastWave(observation: WaveObservation, options: ForecastOptions): WaveForecast {
  const missing = whatIsMissing(observation, options)
  if (missing !== null) return { verdict: 'unknown', why: missing }
  const days = observation.families[0]?.enrolledByDay.length ?? 0
  const horizonDays = Math.max(options.horizonDays ?? 28, days)
  const people = observation.families.reduce((sum, family) => sum + family.people, 0)
  const workdays = workdaysPassed(observation, horizonDays)
  const families = observation.families.map((family) => ({
    people: family.people - family.enrolledAtStart,
    enrolled: neverFalling(family.enrolledByDay.map((count) => count - family.enrolledAtStart)),
  }))
  const stream = random(seedOf(options.seed, people, days))
  const fitted = fitCurve({ messages: observation.messages, workdays, families }, draws, stream)
  const paths = fitted.map((draw) => comingPath(observation, draw, horizonDays, stream))
  const total = (path: readonly Float64Array[], day: number) =>
    path.reduce((sum, family) => sum + (family[day] as number), 0)
  const ends = paths.map((path) => total(path, horizonDays - 1) / people)
  const floor = (options.targetShare ?? 0.95) - (options.tolerance ?? 0.1)
  const stallProbability = ends.filter((end) => end < floor).length / ends.length
  const confidence = options.confidence ?? 0.9
  const verdict = verdictOf(stallProbability, confidence)
  const stopsAt = bandOf(ends)
  const causes = shareCauses(observation, fitted, paths, horizonDays)
  return {
    verdict,
    sentence: sentenceOf(verdict, stopsAt, causes),
    people,
    daysObserved: days,
    horizonDays,
    enrolled: bandsByDay(paths, horizonDays, total),
    stopsAt,
    stallProbability,
    families: observation.families.map(({ family, people: size }, index) => ({
      family,
      people: size,
      stopsAt: bandOf(paths.map((path) => (size === 0 ? 0 : (path[index]?.[horizonDays - 1] as number) / size))),
    })),
    causes,
    ticketsToCome: ticketsToCome(observation, fitted, horizonDays, stream),
  }
}

function whatIsMissing(observation: WaveObservation, options: ForecastOptions): string | null {
  const [problem] = observationProblems(observation)
  if (problem !== undefined) return problem
  const people = observation.families.reduce((sum, family) => sum + family.people, 0)
  if (people === 0) return 'The wave has nobody: there is nothing to forecast.'
  if (observation.messages.length === 0) return 'No message is known: without one nobody is expected to act.'
  const days = observation.families[0]?.enrolledByDay.length ?? 0
  const passed = days === 0 ? 0 : (workdaysPassed(observation, days)[days - 1] as number)
  if (passed < 1) return 'No complete workday has been observed: wait for the next sync.'
  const horizon = options.horizonDays ?? 28
  return Number.isInteger(horizon) && horizon >= 1 && horizon <= 730 ? null : 'The horizon is not from 1 to 730 days.'
}

/** Counts with their dips filled: a lost phone is a matter of its own, and the curve only rises. */
function neverFalling(counts: readonly number[]): number[] {
  let most = 0
  return counts.map((count) => (most = Math.max(most, count)))
}

/** One path by family and day: the days observed, then one way it may go on. */
function comingPath(observation: WaveObservation, draw: FitDraw, horizonDays: number, stream: Random): Float64Array[] {
  // What the curve does not know moves all families together, and each a little.
  const shared = normal(stream) * futureDeviation
  return observation.families.map((family, index) => {
    const days = family.enrolledByDay.length
    const now = family.enrolledByDay[days - 1] as number
    const success = draw.success[index] as number
    const before = enrolledShare(draw.acting, success, days - 1)
    const gain = enrolledShare(draw.acting, success, horizonDays - 1) - before
    const own = normal(stream) * familyFutureDeviation
    const conditional = shareOf(logOdds(gain / Math.max(1e-9, 1 - before)) + shared + own)
    const more = gain <= 1e-9 ? 0 : binomial(family.people - now, conditional, stream)
    return Float64Array.from({ length: horizonDays }, (_, day) => {
      if (day < days) return family.enrolledByDay[day] as number
      if (more === 0) return now
      return now + Math.round((more * (enrolledShare(draw.acting, success, day) - before)) / gain)
    })
  })
}

/** How many of so many, each with this probability: one by one for few, by the normal distribution for many. */
function binomial(count: number, probability: number, stream: Random): number {
  if (count > 60) {
    const deviation = Math.sqrt(count * probability * (1 - probability))
    return Math.min(count, Math.max(0, Math.round(count * probability + deviation * normal(stream))))
  }
  let hits = 0
  for (let one = 0; one < count; one++) if (stream.chance(probability)) hits++
  return hits
}

function verdictOf(stallProbability: number, confidence: number): 'will-stall' | 'on-track' | 'unclear' {
  if (stallProbability >= confidence) return 'will-stall'
  return stallProbability <= 1 - confidence ? 'on-track' : 'unclear'
}

function bandsByDay(
  paths: readonly Float64Array[][],
  days: number,
  total: (path: readonly Float64Array[], day: number) => number,
) {
  const bands = Array.from({ length: days }, (_, day) => bandOf(paths.map((path) => total(path, day))))
  return {
    low: bands.map(({ low }) => low),
    middle: bands.map(({ middle }) => middle),
    high: bands.map(({ high }) => high),
  }
}

/** The band of a sample that is not empty, by the nearest rank. */
function bandOf(sample: readonly number[]): ForecastBand {
  const sorted = Float64Array.from(sample).sort()
  const point = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number
  return { low: point(0.1), middle: point(0.5), high: point(0.9) }
}

/** Tickets come with people who act, at the rate seen so far; a gamma draw carries the doubt of the rate (normal on its root). */
function ticketsToCome(
  observation: WaveObservation,
  fitted: readonly FitDraw[],
  horizonDays: number,
  stream: Random,
): ForecastBand | null {
  const known = observation.families.map(({ tickets }) => tickets)
  if (!known.every((tickets) => tickets !== undefined)) return null
  const tickets = known.reduce((sum: number, count) => sum + (count ?? 0), 0)
  const days = observation.families[0]?.enrolledByDay.length ?? 0
  const more = fitted.map(({ acting }) => {
    const now = actedShare(acting, days - 1)
    const coming = (actedShare(acting, horizonDays - 1) - now) / Math.max(1e-6, now)
    const rate = Math.max(0, Math.sqrt(tickets + 0.5) + normal(stream) / 2) ** 2
    const mean = rate * coming
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(stream)))
  })
  return bandOf(more)
}

function sentenceOf(verdict: string, stopsAt: ForecastBand, causes: readonly CauseShare[]): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const band = `${percent(stopsAt.low)} to ${percent(stopsAt.high)}`
  if (verdict === 'on-track') return `This wave is on its way to about ${percent(stopsAt.middle)} (${band}).`
  if (verdict === 'unclear') return `This wave may end at ${band}: more days are needed to tell.`
  const [first, second] = causes
  const name = (cause: CauseShare | undefined) =>
    cause === undefined
      ? ''
      : cause.kind === 'family'
        ? cause.family
        : cause.kind === 'not-acting'
          ? 'people who do not act on the messages'
          : 'failures of every device family'
  const also = second !== undefined && second.share >= 0.25 ? ` and ${name(second)} (${percent(second.share)})` : ''
  const because =
    first === undefined ? '' : `, because of ${name(first)} (${percent(first.share)} of those missing)${also}`
  return `This wave will stop at about ${percent(stopsAt.middle)} (${band})${because}.`
}
