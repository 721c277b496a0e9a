// How likely an attempt to enrol succeeds, and how many questions a wave's channel answers.

import type { Cast } from './cast.ts'
import { logistic } from './figure.ts'
import type { FamilyFigures } from './priors.ts'
import { type RunFigures, timesOdds } from './run-figures.ts'

/** How a person comes to an attempt: alone, once more after a failure, or after a colleague's advice. */
export const ways = { first: 0, again: 1, advised: 2 } as const

/** Probability that the attempt succeeds; 0 for a person without a device that can hold a passkey. */
export function successOf(cast: Cast, figures: RunFigures, isGuided: boolean, person: number, way: number): number {
  const { of, guidedLogOdds, plainLogOdds } = figures
  const family = cast.familyOf(person)
  if (cast.isClosed(person)) return 0
  if (way === ways.advised) return (figures.families[family] as FamilyFigures).mended
  const logOdds = (isGuided ? guidedLogOdds : plainLogOdds)[family] as number
  const success = logistic(logOdds + (cast.isSpecialist(person) ? of.specialistLogOdds : 0))
  return way === ways.again || cast.hasFailed(person) ? timesOdds(success, of.retryOdds) : success
}

/** From here on a wave's channel holds the usual answers: minutes after its start. Source: playbook, most tickets come in 48 hours. */
const answersStandAfter = 48 * 60

/** Share of the tickets that a wave's channel saves, so many minutes after its start. */
export function channelShare(figures: RunFigures, minutes: number): number {
  return minutes < answersStandAfter ? figures.of.channelSolves : figures.of.channelLater
}
