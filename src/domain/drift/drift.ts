// A change of a sign-in policy under a running rollout (P1.6): what it was, what it is, who did it, and what it breaks.

import type { Severity } from '../readiness/check.ts'

/** What a change concerns. `id` is Microsoft's. */
export type DriftSubject = {
  readonly kind: 'method' | 'profile' | 'campaign' | 'policy' | 'strength' | 'setting' | 'domain'
  readonly id: string
  readonly name: string
}

/** One change between two moments. */
export type Drift = {
  /** Name of the fact that changed. */
  readonly fact: string
  /** Property path with ids, joined by slashes: `authenticationMethodConfigurations/fido2/state`. Empty for a fact as a whole. */
  readonly path: string
  readonly subject: DriftSubject
  /** Plain JSON; null where there was or is nothing. */
  readonly before: unknown
  readonly after: unknown
  readonly severity: Severity
  /** What changed and what it breaks, in one or two sentences. */
  readonly says: string
  /** What it breaks for a rollout; null when nothing. */
  readonly breaks: string | null
  /** Who, from the audit log; null where no event matches or several people did it in that time. */
  readonly by: string | null
  /** When, ISO 8601, from the newest matching event; null where none matches. */
  readonly at: string | null
}

/** What a change means: the part of a drift that is judged. */
export type Meaning = { readonly severity: Severity; readonly breaks: string | null }

/** A change that breaks nothing. */
export const harmless: Meaning = { severity: 'low', breaks: null }

/** A change that breaks something for a rollout. */
export function breaking(severity: Severity, breaks: string): Meaning {
  return { severity, breaks }
}

/** The members of the first list that the second has not, compared without case. Anything but a list counts as empty. */
export function lost(before: unknown, after: unknown): readonly string[] {
  const left = new Set(texts(after).map((text) => text.toLowerCase()))
  return texts(before).filter((text) => !left.has(text.toLowerCase()))
}

/** A list's texts, or the flags of a comma-joined text. */
export function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(',').map((flag) => flag.trim())
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
