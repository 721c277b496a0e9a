// The figures of one run: every prior drawn once, so that two runs differ in what they believe and not only in luck.

import type { Random } from '#domain/shared/random.ts'
import { standardNormal } from './dice.ts'
import { drawFigure, logistic, logit } from './figure.ts'
import { type BehaviourParameters, behaviourFigures, type FamilyFigures, type FigureId } from './priors.ts'

/** One value for each figure, and log-odds of success by family (rows of the rehearsal's own family list). */
export type RunFigures = {
  readonly of: { readonly [Name in FigureId]: number }
  readonly families: readonly FamilyFigures[]
  readonly plainLogOdds: Float64Array
  readonly guidedLogOdds: Float64Array
}

const figureIds = Object.keys(behaviourFigures) as FigureId[]

/** Draws the figures of a run. The order of draws is fixed, so that changing one figure changes no other's draw. */
export function drawRunFigures(
  parameters: BehaviourParameters,
  familyNames: readonly string[],
  random: Random,
): RunFigures {
  const drawn: Partial<Record<FigureId, number>> = {}
  for (const id of figureIds) drawn[id] = drawFigure(parameters.figures[id], random)
  const families = familyNames.map((name) => familyOf(parameters, name))
  const shifts = families.map(({ doubt }) => doubt * standardNormal(random))
  const logOddsOf = (kind: 'plain' | 'guided') =>
    Float64Array.from(families, (family, index) => logit(family[kind]) + (shifts[index] as number))
  return {
    of: drawn as Record<FigureId, number>,
    families,
    plainLogOdds: logOddsOf('plain'),
    guidedLogOdds: logOddsOf('guided'),
  }
}

/** A family's figures; one that has none behaves like the family `unknown`. */
export function familyOf(parameters: BehaviourParameters, name: string): FamilyFigures {
  const figures = parameters.families[name] ?? parameters.families['unknown']
  if (figures === undefined) throw new RangeError('The behaviour needs figures for the family unknown')
  return figures
}

/** A probability whose odds are multiplied. */
export function timesOdds(probability: number, factor: number): number {
  return logistic(logit(probability) + Math.log(factor))
}
