// A figure that is believed rather than known: its middle, its doubt and its source. Each run draws one value, so that bands carry the doubt.

import type { Random } from '#domain/shared/random.ts'
import { standardNormal } from './dice.ts'

/** Where a figure comes from: the public rollout playbook, Microsoft's guidance, published research, or an assumption of ours. */
export type FigureSource = 'playbook' | 'microsoft' | 'research' | 'assumed'

/** A figure with its doubt: `low` and `high` hold it with a probability of 80 %. A share lies between 0 and 1, an amount above 0. */
export type Figure = {
  readonly kind: 'share' | 'amount'
  /** The median. */
  readonly middle: number
  readonly low: number
  readonly high: number
  readonly unit: string
  readonly source: FigureSource
  readonly because: string
}

/** The 90 % point of the standard normal distribution: from the middle to `high`, in standard deviations. */
const deviationsToHigh = 1.2815515655446004

/** Log-odds of a share; shares of 0 and 1 count as one in a million from them. */
export function logit(share: number): number {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, share))
  return Math.log(inside / (1 - inside))
}

/** The share that has these log-odds. */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** Draws a figure once: logit-normal for a share, log-normal for an amount. A figure without doubt is its middle. */
export function drawFigure(figure: Figure, random: Random): number {
  const deviate = standardNormal(random)
  if (figure.low === figure.high) return figure.middle
  const to = figure.kind === 'share' ? logit : Math.log
  const deviation = (to(figure.high) - to(figure.low)) / (2 * deviationsToHigh)
  const value = to(figure.middle) + deviation * deviate
  return figure.kind === 'share' ? logistic(value) : Math.exp(value)
}

/** The same figure with another middle; its doubt keeps its width on the scale it is drawn on. */
export function withMiddle(figure: Figure, middle: number): Figure {
  const [to, from] = figure.kind === 'share' ? [logit, logistic] : [Math.log, Math.exp]
  if (figure.low === figure.high) return { ...figure, middle, low: middle, high: middle }
  const shift = to(middle) - to(figure.middle)
  return { ...figure, middle, low: from(to(figure.low) + shift), high: from(to(figure.high) + shift) }
}

/** The same figure without doubt: every run draws its middle. */
export function withoutDoubt(figure: Figure): Figure {
  return { ...figure, low: figure.middle, high: figure.middle }
}
