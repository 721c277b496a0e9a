// Reasons in sentences, for pages.

import type { ReasonNames } from '#app/reason-words.ts'
import { explainReason, nextStep } from '#domain/people/reasons.ts'
import type { ReasonCode } from '#domain/people/judgement.ts'

/** What is the case. A code that this version does not know is shown as it is: it may come from a newer one. */
export function reasonText(code: ReasonCode, names: ReasonNames): string {
  return explainReason(code, names)
}

/** What to do about it; null where nothing is to be done. */
export function reasonRemedy(code: ReasonCode): string | null {
  return nextStep(code)
}
