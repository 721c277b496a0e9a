// Runs checks over the facts of a tenant. The runner, not the check, guards rule 3: a fact that is unknown or too old makes the verdict
// unknown, and a pass on facts that were read in part is unknown too, because what was not read may be what fails.

import { explainUnknown, isComplete, weaker, type Coverage, type Known } from '../shared/evidence.ts'
import type { Fact, FactBook } from '../tenant/fact.ts'
import type { Check, Concern, Needs, NeedCoverage, NeedValues, Outcome, Remedy, Severity } from './check.ts'

/** What a verdict rests on. `takenAt` is the oldest of the facts; both are null when nothing was known. */
export type CheckEvidence = {
  readonly takenAt: Temporal.Instant | null
  readonly coverage: Coverage | null
  readonly facts: readonly string[]
}

export type CheckResult = {
  readonly id: string
  readonly severity: Severity
  readonly title: string
  readonly why: string
  readonly features: readonly string[]
  readonly reference: string
  readonly verdict: Outcome['verdict']
  readonly says: string
  readonly evidence: CheckEvidence
  readonly concerns: readonly Concern[]
  /** How many are concerned; more than `concerns` names where the list was cut. */
  readonly inAll: number
  readonly remedy: Remedy
  /** For unknown: what to do to be able to tell. */
  readonly missing: readonly string[]
}

/** Judges every check against the facts, at an instant. Free of effects: any moment's facts can be judged again. */
export function runChecks(checks: readonly Check[], facts: FactBook, now: Temporal.Instant): readonly CheckResult[] {
  return checks.map((check) => runCheck(check, facts, now))
}

function runCheck(check: Check, facts: FactBook, now: Temporal.Instant): CheckResult {
  const { values, read, evidence, missing } = gather(check.needs, facts, now)
  const outcome = missing.length > 0 ? unread(missing) : judgeKnown(check, values, read, evidence, now)
  return {
    id: check.id,
    severity: check.severity,
    title: check.title,
    why: check.why,
    features: check.features,
    reference: check.reference,
    verdict: outcome.verdict,
    says: outcome.says,
    evidence: summarise(evidence),
    concerns: outcome.verdict === 'fail' ? outcome.concerns : [],
    inAll: outcome.verdict === 'fail' ? outcome.inAll : 0,
    remedy: check.remedy(values),
    missing: outcome.verdict === 'unknown' ? outcome.missing : [],
  }
}

type Gathered = {
  readonly values: Partial<NeedValues<Needs>>
  readonly read: NeedCoverage<Needs>
  readonly evidence: readonly { readonly fact: Fact; readonly known: Known<unknown> }[]
  readonly missing: readonly string[]
}

function gather(needs: Needs, facts: FactBook, now: Temporal.Instant): Gathered {
  const values: Record<string, unknown> = {}
  const read: Record<string, Coverage> = {}
  const evidence: { fact: Fact; known: Known<unknown> }[] = []
  const missing: string[] = []
  for (const [key, fact] of Object.entries(needs)) {
    const found = facts[fact.name]
    if (found === undefined) missing.push(`${fact.title}: ${explainUnknown({ kind: 'never-read' })}`)
    else if (found.state === 'unknown') missing.push(`${fact.title}: ${explainUnknown(found.reason)}`)
    else {
      // A stale value still fills the remedy's ids, but no verdict rests on it.
      values[key] = found.value
      read[key] = found.coverage
      evidence.push({ fact, known: found })
      const ageHours = now.since(found.takenAt).total('hours')
      if (ageHours > fact.maxAgeHours)
        missing.push(
          `${fact.title}: read ${Math.round(ageHours)} hours ago, and at most ${fact.maxAgeHours} may be believed. Run a sync.`,
        )
    }
  }
  return { values, read, evidence, missing }
}

function unread(missing: readonly string[]): Outcome {
  return { verdict: 'unknown', says: 'This cannot be told from what has been read.', missing }
}

function judgeKnown(
  check: Check,
  values: Partial<NeedValues<Needs>>,
  read: NeedCoverage<Needs>,
  evidence: Gathered['evidence'],
  now: Temporal.Instant,
): Outcome {
  const outcome = check.judge(values, now, read)
  // A question that does not arise in what was read may arise in the rest.
  if (outcome.verdict !== 'pass' && outcome.verdict !== 'not-applicable') return outcome
  const partial = evidence.filter(({ known }) => !isComplete(known.coverage))
  if (partial.length === 0) return outcome
  return {
    verdict: 'unknown',
    says: 'Nothing wrong was found in what was read, but not all of it was read.',
    missing: partial.map(
      ({ fact, known }) => `${fact.title}: read ${known.coverage.have} of ${known.coverage.of ?? 'an unknown number'}.`,
    ),
  }
}

function summarise(evidence: Gathered['evidence']): CheckEvidence {
  const first = evidence[0]
  const facts = evidence.map(({ fact }) => fact.name)
  if (first === undefined) return { takenAt: null, coverage: null, facts }
  let takenAt = first.known.takenAt
  let coverage = first.known.coverage
  for (const { known } of evidence.slice(1)) {
    if (Temporal.Instant.compare(known.takenAt, takenAt) < 0) takenAt = known.takenAt
    coverage = weaker(coverage, known.coverage)
  }
  return { takenAt, coverage, facts }
}
