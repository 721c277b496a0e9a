// Who is missing at the end of a wave and why: each family that fails more than the others is asked what it would reach at their rate.

import { actedShare, enrolledShare } from './curve.ts'
import type { FitDraw } from './fit-curve.ts'
import type { WaveObservation } from './observation.ts'

/** One cause, the people it costs (mean over the draws) and its share of all who will be missing. */
export type CauseShare =
  | { readonly kind: 'family'; readonly family: string; readonly people: number; readonly share: number }
  /** Do not act on any message until the horizon. */
  | { readonly kind: 'not-acting'; readonly people: number; readonly share: number }
  /** Act and fail, as people of every family do. */
  | { readonly kind: 'failing'; readonly people: number; readonly share: number }

/** How far below the others a family's success has to lie to be a cause of its own. Assumed. */
const clearlyWorse = 0.1
/** With this probability. Assumed. */
const clearlySure = 0.8

/** Shares out those who will be missing. Draws and paths belong together. Largest first; empty when nobody will be missing. */
export function shareCauses(
  observation: WaveObservation,
  fitted: readonly FitDraw[],
  paths: readonly Float64Array[][],
  horizonDays: number,
): CauseShare[] {
  const worse = worseFamilies(observation, fitted)
  const day = horizonDays - 1
  const byFamily = new Float64Array(observation.families.length)
  let missing = 0
  let notActing = 0
  for (const [row, draw] of fitted.entries()) {
    const reference = othersRate(observation, draw, worse)
    const acted = actedShare(draw.acting, day)
    for (const [index, family] of observation.families.entries()) {
      const absent = family.people - (paths[row]?.[index]?.[day] as number)
      const silent = Math.min(absent, (family.people - family.enrolledAtStart) * (1 - acted))
      missing += absent
      notActing += silent
      if (!worse.has(index)) continue
      const success = draw.success[index] as number
      const gain = enrolledShare(draw.acting, reference, day) - enrolledShare(draw.acting, success, day)
      const won = Math.min(absent - silent, Math.max(0, gain) * (family.people - family.enrolledAtStart))
      byFamily[index] = (byFamily[index] as number) + won
    }
  }
  if (missing <= 0) return []
  const failing = Math.max(0, missing - notActing - byFamily.reduce((sum, people) => sum + people, 0))
  const part = (people: number) => ({ people: people / fitted.length, share: people / missing })
  const causes: CauseShare[] = [
    ...[...worse].map((index) => ({
      kind: 'family' as const,
      family: observation.families[index]?.family ?? 'unknown',
      ...part(byFamily[index] as number),
    })),
    { kind: 'not-acting', ...part(notActing) },
    { kind: 'failing', ...part(failing) },
  ]
  return causes.filter(({ people }) => people > 0).sort((one, other) => other.share - one.share)
}

/** Families that lie clearly below the rest, found one after another so that one bad family does not hide the next. */
function worseFamilies(observation: WaveObservation, fitted: readonly FitDraw[]): Set<number> {
  const worse = new Set<number>()
  const candidates = observation.families.map((_, index) => index)
  for (let round = 0; round < candidates.length - 1; round++) {
    const sure = candidates
      .filter((index) => !worse.has(index))
      .map((index) => {
        const below = fitted.filter(
          (draw) =>
            (draw.success[index] as number) < othersRate(observation, draw, new Set([...worse, index])) - clearlyWorse,
        )
        return { index, probability: below.length / fitted.length }
      })
      .sort((one, other) => other.probability - one.probability)[0]
    if (sure === undefined || sure.probability < clearlySure || worse.size + 1 >= candidates.length) break
    worse.add(sure.index)
  }
  return worse
}

/** Success of those who act, over all families but these, by people. */
function othersRate(observation: WaveObservation, draw: FitDraw, without: ReadonlySet<number>): number {
  let people = 0
  let sum = 0
  for (const [index, family] of observation.families.entries()) {
    if (without.has(index)) continue
    people += family.people
    sum += family.people * (draw.success[index] as number)
  }
  return people === 0 ? 1 : sum / people
}
