// A reason code's entry in the catalogues: its sentence, what an administrator does about it, and the next action it calls for.

import type { ReasonCode } from './judgement.ts'

/** A reason as the catalogue holds it. */
export type ReasonEntry = {
  /** What is the case, in a sentence. */
  readonly says: string
  /** What an administrator does, in a sentence; null where nothing is to be done. */
  readonly next: string | null
  /** For what blocks or keeps a verdict unknown: the code of the next action. Null for what only explains. */
  readonly action: ReasonCode | null
  /** Whether the code carries a parameter. */
  readonly named: boolean
}

/** A reason that only explains. */
export function explains(says: string, next: string | null = null): ReasonEntry {
  return { says, next, action: null, named: false }
}

/** A reason that something can be done about: `action` is the code of the next action. */
export function calls(action: ReasonCode, says: string, next: string): ReasonEntry {
  return { says, next, action, named: false }
}

/** A reason whose code carries a parameter. */
export function named(entry: ReasonEntry): ReasonEntry {
  return { ...entry, named: true }
}

/** What to do when something was refused. */
export const grantAndSync = 'Grant the permission that the sync names as refused, and run a sync.'
