// Which one thing the rollout owner should do next. Worst first; among equals the product's order: policies, then the
// emergency accounts, then people. When nothing fails, what cannot be told comes before any good news, because unknown is never yes.

import { severities } from '#app/check-readiness.ts'
import type { CheckResult } from '#domain/readiness/run-checks.ts'

/** The checks of one verdict in the order in which to work on them. */
export function inOrderOfWork(checks: readonly CheckResult[], verdict: CheckResult['verdict']): readonly CheckResult[] {
  return checks.filter((check) => check.verdict === verdict).toSorted(bySeverityThenStage)
}

/** The check to mend first, or to make tellable first; null when every check passes or does not apply. */
export function nextStep(checks: readonly CheckResult[]): CheckResult | null {
  return inOrderOfWork(checks, 'fail')[0] ?? inOrderOfWork(checks, 'unknown')[0] ?? null
}

function bySeverityThenStage(one: CheckResult, other: CheckResult): number {
  return (
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    stageOf(one) - stageOf(other) ||
    (one.id < other.id ? -1 : 1)
  )
}

/** 0: a policy or setting is to be changed. 1: an emergency account. 2: people. */
function stageOf({ concerns, features }: CheckResult): number {
  if (concerns.some(({ kind }) => kind !== 'person' && kind !== 'call')) return 0
  return features.includes('S6') ? 1 : 2
}
