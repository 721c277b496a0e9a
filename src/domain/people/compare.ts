// What became of a person between two moments (D5): moved on, worse, new, gone, changed otherwise, or the same.

import type { Destination, Exposure, PersonJudgement, RegistrationPath, Tier } from './judgement.ts'

/** How a judgement differs from an earlier one. `changed` is a difference that is neither better nor worse, or cannot be told. */
export type Movement = 'moved-on' | 'worse' | 'new' | 'gone' | 'changed' | 'same'

/** From worst to best. Unknown has no place: from or to it nothing is better or worse. */
const exposureOrder: readonly Exposure[] = ['stopped', 'nudged', 'not-affected']
const destinationOrder: readonly Destination[] = ['none', 'key-only', 'reachable']
const tierOrder: readonly Tier[] = ['blocked', 'needs-step', 'capable', 'ready']
const pathOrder: readonly RegistrationPath['state'][] = ['closed', 'open']

/** Compares two exposures, for sorting: the worse first, unknown last. */
export function compareExposures(one: Exposure, other: Exposure): number {
  return place(exposureOrder, one) - place(exposureOrder, other)
}

/** Compares two tiers, for sorting: blocked first, ready last, then excluded and unknown. */
export function compareTiers(one: Tier, other: Tier): number {
  return place([...tierOrder, 'excluded', 'unknown'], one) - place([...tierOrder, 'excluded', 'unknown'], other)
}

/**
 * Classifies a change. Exposure decides; where it is the same, the tier; then the destination; then the paths. A person without a judgement
 * before is new, without one after gone. An earlier date counts as worse.
 */
export function movementOf(before: PersonJudgement | null, after: PersonJudgement | null): Movement {
  if (before === null) return after === null ? 'same' : 'new'
  if (after === null) return 'gone'
  const steps = [
    step(exposureOrder, before.exposure, after.exposure),
    before.exposure === after.exposure ? stepOfDates(before.date, after.date) : 0,
    step(tierOrder, before.tier, after.tier),
    step(destinationOrder, before.destination, after.destination),
    step(pathOrder, before.pathToday.state, after.pathToday.state),
    step(pathOrder, before.pathWhenRequired.state, after.pathWhenRequired.state),
  ]
  const first = steps.find((value) => value !== 0)
  if (first === undefined) return sameReasons(before, after) ? 'same' : 'changed'
  if (first === null) return 'changed'
  return first > 0 ? 'moved-on' : 'worse'
}

/** Steps up (positive) or down (negative); 0 when equal; null when one of the two has no place in the order. */
function step<Value extends string>(order: readonly Value[], before: Value, after: Value): number | null {
  if (before === after) return 0
  if (!order.includes(before) || !order.includes(after)) return null
  return order.indexOf(after) - order.indexOf(before)
}

/** A later date is better, and no date at all is better than either. */
function stepOfDates(before: PersonJudgement['date'], after: PersonJudgement['date']): number {
  const late = '9999-12-31'
  return (after ?? late) === (before ?? late) ? 0 : (after ?? late) > (before ?? late) ? 1 : -1
}

function place<Value extends string>(order: readonly Value[], value: Value): number {
  const index = order.indexOf(value)
  return index < 0 ? order.length : index
}

function sameReasons(before: PersonJudgement, after: PersonJudgement): boolean {
  return JSON.stringify(ordered(before)) === JSON.stringify(ordered(after))
}

/** What is compared, with the lists whose order says nothing in order. */
function ordered({ nextAction, reasons, pathToday, pathWhenRequired }: PersonJudgement): unknown {
  return [nextAction, reasons.toSorted(), orderedPath(pathToday), orderedPath(pathWhenRequired)]
}

function orderedPath(path: RegistrationPath): readonly unknown[] {
  if (path.state === 'open') return [path.state, path.bootstraps.toSorted(), path.routes.toSorted()]
  return [path.state, (path.state === 'closed' ? path.closedBy : path.because).toSorted()]
}
