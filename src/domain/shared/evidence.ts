// Evidence: what we know of a fact, since when, and how much of it was read. Unknown is never yes (rule 3), so
// there is no way to read a value without first asking whether it is known.

/** How much of a fact was read: `have` of `of` items. `of` is null when nobody can say how many there are. */
export type Coverage = { readonly have: number; readonly of: number | null }

/** Why a fact is unknown, as a value that can be stored, counted and explained. */
export type UnknownReason =
  | { readonly kind: 'never-read' }
  | { readonly kind: 'refused'; readonly call: string; readonly permission: string }
  | { readonly kind: 'no-licence'; readonly call: string; readonly licence: string }
  | { readonly kind: 'not-in-source'; readonly source: 'graph' | 'files' }
  | { readonly kind: 'not-told'; readonly ask: string }
  | { readonly kind: 'failed'; readonly call: string; readonly detail: string }

export type Known<Value> = {
  readonly state: 'known'
  readonly value: Value
  /** When the source was read. For a fact joined from several, the oldest. */
  readonly takenAt: Temporal.Instant
  readonly coverage: Coverage
}

export type Unknown = {
  readonly state: 'unknown'
  readonly reason: UnknownReason
  /** When we last tried; null when we never did. */
  readonly takenAt: Temporal.Instant | null
}

export type Evidence<Value> = Known<Value> | Unknown

/** Everything there is was read. */
export const complete: Coverage = { have: 1, of: 1 }

/** Known evidence; coverage is complete unless it is said. */
export function known<Value>(value: Value, takenAt: Temporal.Instant, coverage: Coverage = complete): Known<Value> {
  return { state: 'known', value, takenAt, coverage }
}

/** Unknown evidence, with its reason. */
export function unknown(reason: UnknownReason, takenAt: Temporal.Instant | null = null): Unknown {
  return { state: 'unknown', reason, takenAt }
}

/** Whether all items there are were read. A coverage whose total nobody knows is not complete. */
export function isComplete(coverage: Coverage): boolean {
  return coverage.of !== null && coverage.have >= coverage.of
}

/** The share read, 0 to 1; null when the total is unknown. Nothing out of nothing is a complete reading: 1. */
export function share(coverage: Coverage): number | null {
  if (coverage.of === null) return null
  return coverage.of === 0 ? 1 : Math.min(1, coverage.have / coverage.of)
}

/** The weaker of two coverages: for a judgement that rests on both. */
export function weaker(one: Coverage, other: Coverage): Coverage {
  const [a, b] = [share(one), share(other)]
  if (a === null) return one
  if (b === null) return other
  return a <= b ? one : other
}

/** The reason in a sentence, for people. */
export function explainUnknown(reason: UnknownReason): string {
  switch (reason.kind) {
    case 'never-read':
      return 'This has not been read yet. Run a sync.'
    case 'refused':
      return `Microsoft Graph refused ${reason.call}. Grant the application permission ${reason.permission} and consent to it.`
    case 'no-licence':
      return `Microsoft Graph answers ${reason.call} only with the licence ${reason.licence}.`
    case 'not-in-source':
      return reason.source === 'files' ? 'The imported files do not hold this.' : 'Microsoft Graph does not offer this.'
    case 'not-told':
      return reason.ask
    case 'failed':
      return `Reading ${reason.call} failed: ${reason.detail}`
  }
}
