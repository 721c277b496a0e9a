// When a wave enrols and when its tickets come: most in the first 48 hours (the playbook's 70-80 %), the rest thinning out over the wave's
// window. A prior until the pilot has measured it.

import { gammaQuantile } from './gamma-distribution.ts'
import type { Prior } from './priors.ts'

/** How a wave's tickets and enrolments are believed to spread. */
export type CurvePrior = {
  readonly first48Hours: Pick<Prior, 'mean' | 'low' | 'high'>
  /** Of the tickets of the first 48 hours, the part of the first day. */
  readonly firstDayOfThose: number
  /** Each later workday brings this part of the one before it. */
  readonly decayPerWorkday: number
  /** Shares of a day's tickets by local hour, from `from` o'clock on; they add up to 1. */
  readonly byLocalHour: { readonly from: number; readonly shares: readonly number[] }
  readonly enrolledAtEnd: Pick<Prior, 'mean' | 'low' | 'high'>
}

/** What the pilot or an earlier wave measured of the curve. */
export type CurveMeasurement = { readonly tickets: number; readonly within48Hours: number }

/** The shares of the tickets by workday of the window, which add up to 1. Two days or fewer hold them all. */
export function ticketsByWorkday(curve: CurvePrior, workdays: number, first48Hours: number): Float64Array {
  const shares = new Float64Array(Math.max(0, workdays))
  if (workdays <= 0) return shares
  shares[0] = workdays === 1 ? 1 : curve.firstDayOfThose * (workdays === 2 ? 1 : first48Hours)
  if (workdays === 1) return shares
  shares[1] = (1 - curve.firstDayOfThose) * (workdays === 2 ? 1 : first48Hours)
  let weight = 0
  for (let day = 2; day < workdays; day++) weight += curve.decayPerWorkday ** (day - 2)
  for (let day = 2; day < workdays; day++) {
    shares[day] = ((1 - first48Hours) * curve.decayPerWorkday ** (day - 2)) / weight
  }
  return shares
}

/** The share of a wave that has enrolled by the end of each workday: people enrol when they are asked, as tickets come. */
export function enrolledByWorkday(curve: CurvePrior, workdays: number): Float64Array {
  const byDay = ticketsByWorkday(curve, workdays, curve.first48Hours.mean)
  let sum = 0
  return byDay.map((share) => (sum += share * curve.enrolledAtEnd.mean))
}

/** How many tickets of evidence a share with these bounds stands for, as a beta distribution of that mean and 80 % width. */
function evidenceOf(share: Pick<Prior, 'mean' | 'low' | 'high'>): number {
  const deviation = Math.max(1e-6, (share.high - share.low) / (2 * 1.2816))
  return Math.max(2, (share.mean * (1 - share.mean)) / (deviation * deviation) - 1)
}

/** The curve after a measurement: the share of the first 48 hours is updated (beta-binomial), its bounds narrow. */
export function learnCurve(curve: CurvePrior, measured: readonly CurveMeasurement[]): CurvePrior {
  const good = measured.filter(
    ({ tickets, within48Hours }) => tickets > 0 && within48Hours >= 0 && within48Hours <= tickets,
  )
  if (good.length === 0) return curve
  const evidence = evidenceOf(curve.first48Hours)
  const early = evidence * curve.first48Hours.mean + good.reduce((sum, one) => sum + one.within48Hours, 0)
  const all = evidence + good.reduce((sum, one) => sum + one.tickets, 0)
  const mean = early / all
  // A beta variable is a ratio of gammas; for its bounds the normal form is close enough at these counts, kept inside 0 to 1.
  const deviation = Math.sqrt((mean * (1 - mean)) / (all + 1))
  return {
    ...curve,
    first48Hours: { mean, low: Math.max(0, mean - 1.2816 * deviation), high: Math.min(1, mean + 1.2816 * deviation) },
  }
}

/** The squared coefficient of variation of the first 48 hours' share, from its 80 % bounds: the curve's part of the doubt about a busy hour. */
export function curveDoubt({ first48Hours }: CurvePrior): number {
  const deviation = (first48Hours.high - first48Hours.low) / (2 * 1.2816)
  return (deviation / first48Hours.mean) ** 2
}

/**
 * By how much a busy hour may exceed its expectation at a confidence, given the doubt about rate and curve (squared coefficients of variation, which
 * add up because the two are independent). Never below 1.
 */
export function cautionAt(confidence: number, doubt: number): number {
  return doubt <= 0 ? 1 : Math.max(1, gammaQuantile(confidence, 1 / doubt, 1))
}
