// A readiness check: a question on a tenant's settings or people with its text, the facts it needs and its judge. Collecting, judging and
// rendering are apart: `needs` is the only thing that `judge` sees, so a read that was not declared does not compile.

import type { Coverage } from '../shared/evidence.ts'
import type { Fact, ValueOf } from '../tenant/fact.ts'

export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** What a verdict concerns by name: `id` is Microsoft's where there is one. */
export type Concern = {
  readonly kind: 'person' | 'policy' | 'group' | 'profile' | 'method' | 'domain' | 'setting' | 'call'
  readonly id: string
  readonly name: string
  /** What is wrong with it, in a few words. */
  readonly detail?: string
}

/** A request that an administrator can send to Microsoft Graph as it stands. `url` begins with /v1.0 or /beta. */
export type GraphRequest = {
  readonly method: 'PATCH' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly body?: unknown
}

/** How to mend it. `portal` is the path to click, from the centre's name on; `requests` are exact, or absent where Graph offers none. */
export type Remedy = {
  readonly portal: readonly string[]
  readonly requests?: readonly GraphRequest[]
  /** What to mind, in a sentence. */
  readonly note?: string
}

export type Outcome =
  | { readonly verdict: 'pass'; readonly says: string }
  /** `inAll` counts what is concerned where `concerns` names only the first of them. */
  | { readonly verdict: 'fail'; readonly says: string; readonly concerns: readonly Concern[]; readonly inAll: number }
  | { readonly verdict: 'unknown'; readonly says: string; readonly missing: readonly string[] }
  | { readonly verdict: 'not-applicable'; readonly says: string }

/** Facts by the name under which a check's judge sees them. */
export type Needs = { readonly [key: string]: Fact }

export type NeedValues<N extends Needs> = { readonly [Key in keyof N]: ValueOf<N[Key]> }

/** How much of each fact was read. */
export type NeedCoverage<N extends Needs> = { readonly [Key in keyof N]: Coverage }

export type Check<N extends Needs = Needs> = {
  /** Readable, never reused: `emergency-accounts-excluded`. */
  readonly id: string
  readonly severity: Severity
  /** The statement that holds when the check passes. */
  readonly title: string
  /** Why it matters for a rollout, in one to three sentences. */
  readonly why: string
  /** Which pitfall or practice of a rollout it guards, as feature ids: P1.1, S6, S7. */
  readonly features: readonly string[]
  /** Microsoft's page on it. */
  readonly reference: string
  readonly needs: N
  /**
   * Judges known values only. `now` is the instant of judgement. `read` is how much of each fact was read: for a fail that rests on
   * something not being there. A pass on a part is made unknown by the runner.
   */
  judge(facts: NeedValues<N>, now: Temporal.Instant, read: NeedCoverage<N>): Outcome
  /** How to mend it, with the tenant's own ids in the requests where the facts hold them. */
  remedy(facts: Partial<NeedValues<N>>): Remedy
}

/** Declares a check. The type of `needs` becomes the type of what `judge` may read. */
export function defineCheck<const N extends Needs>(check: Check<N>): Check<N> {
  return check
}

/** The condition holds. */
export function pass(says: string): Outcome {
  return { verdict: 'pass', says }
}

/** The condition does not hold, for these. `inAll` where more are concerned than are named. */
export function fail(says: string, concerns: readonly Concern[], inAll: number = concerns.length): Outcome {
  return { verdict: 'fail', says, concerns, inAll }
}

/** Fails for the concerns given, passes when there are none. Only for lists that were read whole: the runner turns a pass on a part into unknown. */
export function failIfAny(concerns: readonly Concern[], saysFail: string, saysPass: string): Outcome {
  return concerns.length > 0 ? fail(saysFail, concerns) : pass(saysPass)
}

/** The facts at hand do not tell. `missing` names what would. */
export function cannotTell(says: string, missing: readonly string[]): Outcome {
  return { verdict: 'unknown', says, missing }
}

/** The question does not arise in this tenant. */
export function notApplicable(says: string): Outcome {
  return { verdict: 'not-applicable', says }
}
