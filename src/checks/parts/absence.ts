// Fails for want of something: only a list that was read whole can lack it.

import { cannotTell, fail, type Concern, type Outcome } from '#domain/readiness/check.ts'
import { isComplete, type Coverage } from '#domain/shared/evidence.ts'

/** Fails when the list was read whole; unknown when it was read in part, because what is wanted may be in the rest. */
export function failForWant(says: string, concerns: readonly Concern[], read: Coverage, list: string): Outcome {
  if (isComplete(read)) return fail(says, concerns)
  return cannotTell('It was not found in what was read, and not all was read.', [
    `${list}: read ${read.have} of ${read.of ?? 'an unknown number'}.`,
  ])
}
