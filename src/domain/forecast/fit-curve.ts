// Fits the summary curve to the days observed: importance sampling over the shape (a population of particles, refined where the weight is)
// and a grid over each family's success. Follows population Monte Carlo (Cappé and others, 2004).

import { mix, type Random } from '../shared/random.ts'
import { type ActingByDay, actingByDay, type CurveShape, enrolledShare, logOdds, shareOf } from './curve.ts'
import type { ObservedMessage } from './observation.ts'
import { type ForecastPrior, likeness, shapePriors, successPriors } from './priors.ts'

/** What is fitted, one family a row. */
export type FitInput = {
  readonly messages: readonly ObservedMessage[]
  /** Workdays passed at the end of each day up to the horizon. */
  readonly workdays: Float64Array
  readonly families: readonly {
    /** Not enrolled before the start. */
    readonly people: number
    /** Enrolled since the start, by day; never falling. */
    readonly enrolled: readonly number[]
  }[]
}

/** One draw of what is believed after the days observed. */
export type FitDraw = {
  readonly acting: ActingByDay
  /** By family, the share of those who act that succeeds without help. */
  readonly success: readonly number[]
}

const particlesPerRound = 900
const roundsMax = 4
/** Enough particles that carry weight. */
const effectiveEnough = 250
/** Points of the success grid, log-odds. */
const grid = Float64Array.from({ length: 21 }, (_, point) => -3.4 + point * 0.4)
const gridShares = grid.map(shareOf)
/** Cells into which observed days are merged, so that a long wave costs no more than a short one. */
const cellsMax = 10
const deviationsToHigh = 1.2815515655446004

type Particle = { readonly at: Float64Array; readonly logPrior: number }
type Weighed = { particle: Particle; acting: ActingByDay; byFamily: Float64Array[]; logLikelihood: number }

/** Prior of each coordinate on its unbounded scale: mean and deviation. */
const coordinates: readonly { readonly mean: number; readonly deviation: number }[] = [
  { mean: 0, deviation: 0.5 },
  { mean: 0, deviation: 0.5 },
  scaled(shapePriors.promptShare, logOdds),
  scaled(shapePriors.promptDays, Math.log),
  scaled(shapePriors.laterDays, Math.log),
  scaled(shapePriors.mendedShare, logOdds),
  scaled(shapePriors.retryShare, logOdds),
  scaled(successPriors.middle, logOdds),
]

function scaled(prior: ForecastPrior, to: (value: number) => number) {
  return { mean: to(prior.middle), deviation: (to(prior.high) - to(prior.low)) / (2 * deviationsToHigh) }
}

function shapeOf(at: Float64Array): CurveShape {
  const value = (index: number) => at[index] as number
  return {
    firstShift: value(0),
    laterShift: value(1),
    promptShare: shareOf(value(2)),
    promptDays: Math.exp(value(3)),
    laterDays: Math.exp(value(4)),
    mendedShare: shareOf(value(5)),
    retryShare: shareOf(value(6)),
  }
}

/** Draws so many times from what is believed after the observation. Same stream, same draws. */
export function fitCurve(input: FitInput, draws: number, random: Random): FitDraw[] {
  const cells = cellEnds(input.families[0]?.enrolled.length ?? 0)
  const counts = input.families.map(({ people, enrolled }) => countsByCell(cells, people, enrolled))
  let proposal = coordinates
  let weighed: Weighed[] = []
  let weights = new Float64Array()
  for (let round = 0; round < roundsMax; round++) {
    weighed = Array.from({ length: particlesPerRound }, () => weigh(input, cells, counts, propose(proposal, random)))
    weights = weightsOf(weighed, proposal)
    const effective = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0)
    if (effective >= effectiveEnough) break
    if (round < roundsMax - 1) proposal = refine(weighed, weights)
  }
  return resample(weights, draws, random).map((index) => {
    const { acting, byFamily } = weighed[index] as Weighed
    return { acting, success: byFamily.map((row) => drawSuccess(row, random)) }
  })
}

/** A tenth of the particles come from the prior, so that a narrow proposal never loses the tails. */
const priorShare = 0.1

function propose(proposal: typeof coordinates, random: Random): Particle {
  const from = random.chance(priorShare) ? coordinates : proposal
  const at = Float64Array.from(from, ({ mean, deviation }) => mean + deviation * normal(random))
  return { at, logPrior: logDensity(coordinates, at) }
}

function logDensity(of: typeof coordinates, at: Float64Array): number {
  return of.reduce((sum, { mean, deviation }, index) => {
    const away = ((at[index] as number) - mean) / deviation
    return sum - 0.5 * away * away - Math.log(deviation)
  }, 0)
}

function weightsOf(weighed: readonly Weighed[], proposal: typeof coordinates): Float64Array<ArrayBuffer> {
  const logs = weighed.map(({ particle, logLikelihood }) => {
    const proposed = Math.log(
      priorShare * Math.exp(particle.logPrior) + (1 - priorShare) * Math.exp(logDensity(proposal, particle.at)),
    )
    return particle.logPrior + logLikelihood - proposed
  })
  const most = Math.max(...logs)
  const raw = Float64Array.from(logs, (log) => Math.exp(log - most))
  const sum = raw.reduce((total, weight) => total + weight, 0)
  return raw.map((weight) => weight / sum)
}

/** A wider normal around the particles that carry weight. */
function refine(weighed: readonly Weighed[], weights: Float64Array): typeof coordinates {
  return coordinates.map(({ deviation: before }, index) => {
    const value = (row: number) => (weighed[row] as Weighed).particle.at[index] as number
    const mean = weights.reduce((sum, weight, row) => sum + weight * value(row), 0)
    const variance = weights.reduce((sum, weight, row) => sum + weight * (value(row) - mean) ** 2, 0)
    return { mean, deviation: Math.min(before, Math.max(before * 0.15, 1.4 * Math.sqrt(variance))) }
  })
}

function weigh(
  input: FitInput,
  cells: readonly number[],
  counts: readonly Float64Array[],
  particle: Particle,
): Weighed {
  const acting = actingByDay(shapeOf(particle.at), input.messages, input.workdays)
  const center = particle.at[coordinates.length - 1] as number
  const prior = grid.map((point) => successDensity(point, center))
  const priorSum = prior.reduce((sum, density) => sum + density, 0)
  // The curve at each success of the grid is the same for all families.
  const curves = Array.from(gridShares, (success) => logShares(cells, acting, success))
  let logLikelihood = 0
  const byFamily = counts.map((ofFamily) => {
    const row = Float64Array.from(grid, (_, point) => {
      return product(ofFamily, curves[point] as Float64Array) + Math.log((prior[point] as number) / priorSum)
    })
    const most = row.reduce((max, log) => Math.max(max, log), -Infinity)
    const sum = row.reduce((total, log) => total + Math.exp(log - most), 0)
    logLikelihood += most + Math.log(sum)
    return row.map((log) => Math.exp(log - most) / sum)
  })
  return { particle, acting, byFamily, logLikelihood }
}

function successDensity(point: number, center: number): number {
  const { familyDeviation, failingShare, failingShift, failingDeviation } = successPriors
  const bell = (mean: number, deviation: number) => Math.exp(-0.5 * ((point - mean) / deviation) ** 2) / deviation
  return (
    1e-12 +
    (1 - failingShare) * bell(center, familyDeviation) +
    failingShare * bell(center + failingShift, failingDeviation)
  )
}

/** Least share of a cell: somebody enrols on a Sunday too. */
const leastShare = 1e-4

/** Logarithms of the share of each cell of a curve, and of those who are in none. */
function logShares(cells: readonly number[], acting: ActingByDay, success: number): Float64Array {
  const logs = new Float64Array(cells.length + 1)
  let before = 0
  for (const [index, day] of cells.entries()) {
    const share = enrolledShare(acting, success, day)
    logs[index] = Math.log(Math.max(leastShare, share - before))
    before = share
  }
  logs[cells.length] = Math.log(Math.max(leastShare, 1 - before))
  return logs
}

/** People by cell, the last for those not enrolled; as if fewer had been seen, because people of one wave act alike. */
function countsByCell(cells: readonly number[], people: number, enrolled: readonly number[]): Float64Array {
  const counts = new Float64Array(cells.length + 1)
  const alike = 1 + Math.max(0, people - 1) * likeness
  let before = 0
  for (const [index, day] of cells.entries()) {
    const count = enrolled[day] as number
    counts[index] = (count - before) / alike
    before = count
  }
  counts[cells.length] = (people - before) / alike
  return counts
}

function product(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let index = 0; index < one.length; index++) sum += (one[index] as number) * (other[index] as number)
  return sum
}

function cellEnds(days: number): number[] {
  const cells = Math.min(days, cellsMax)
  return Array.from({ length: cells }, (_, cell) => Math.floor(((cell + 1) * days) / cells) - 1)
}

/** Systematic resampling. */
function resample(weights: Float64Array, draws: number, random: Random): number[] {
  const offset = random.next()
  const chosen: number[] = []
  let sum = 0
  let index = -1
  for (let draw = 0; draw < draws; draw++) {
    const until = (draw + offset) / draws
    while (sum < until && index < weights.length - 1) sum += weights[++index] as number
    chosen.push(Math.max(0, index))
  }
  return chosen
}

function drawSuccess(row: Float64Array, random: Random): number {
  let left = random.next()
  for (let point = 0; point < row.length; point++) {
    left -= row[point] as number
    // Anywhere between the grid's points.
    if (left <= 0) return shareOf((grid[point] as number) + (random.next() - 0.5) * 0.4)
  }
  return gridShares[gridShares.length - 1] as number
}

/** A draw from the standard normal distribution (Box and Muller, 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** A seed that belongs to an observation's size, so that another wave has another stream. */
export function seedOf(seed: number, people: number, days: number): number {
  return mix(mix(seed >>> 0, people), days)
}
