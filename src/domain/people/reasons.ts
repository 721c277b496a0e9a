// Every reason code that a judgement may carry, with its sentence and what an administrator does about it. Codes are never reused. A code
// may end in a colon and one parameter: the id of a policy or a group, or the name of a method; `{name}` in a sentence stands for it.

import { doorReasons } from './door-reasons.ts'
import type { ReasonCode } from './judgement.ts'
import { nextActions } from './next-actions.ts'
import { personReasons } from './person-reasons.ts'
import type { ReasonEntry } from './reason-entry.ts'

/** The catalogue of reason codes. */
export const reasonCatalogue = { ...personReasons, ...doorReasons, ...nextActions } as const

/** The part of a code before its parameter. */
export type ReasonId = keyof typeof reasonCatalogue

/** The display name of a policy or group by its id; null where it is not known, then the id itself is shown. */
export type Names = (id: string) => string | null

const noNames: Names = () => null

/** What a code says, in a sentence. A code that is none is shown as it is: a reason is never swallowed. */
export function explainReason(code: ReasonCode, names: Names = noNames): string {
  return entryOf(code)?.says.replaceAll('{name}', () => shownName(code, names)) ?? code
}

/** What an administrator does about it, in a sentence; null where nothing is to be done. */
export function nextStep(code: ReasonCode): string | null {
  return entryOf(code)?.next ?? null
}

function shownName(code: ReasonCode, names: Names): string {
  const parameter = code.slice(code.indexOf(':') + 1)
  return parameter === 'all_users' ? 'all users' : (names(parameter) ?? parameter)
}

/** What to do against the first of these that anything can be done about. */
export function actionAgainst(codes: readonly ReasonCode[]): ReasonCode {
  for (const code of codes) {
    const action = entryOf(code)?.action
    if (action != null) return action
  }
  return 'check-policy'
}

/** The catalogue's entry of a code; null when there is none, or when the parameter is missing or one too many. */
export function entryOf(code: ReasonCode): ReasonEntry | null {
  const [id = '', ...rest] = code.split(':')
  if (!Object.hasOwn(reasonCatalogue, id)) return null
  const entry: ReasonEntry = reasonCatalogue[id as ReasonId]
  return entry.named === rest.length > 0 ? entry : null
}
