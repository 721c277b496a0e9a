// Which one thing the rollout owner should do next. Worst first; among equals the product's order: policy before people, and both before
// the rest. When nothing fails, what cannot be told comes before any good news, because unknown is never yes.

import { severities } from '#app/check-readiness.ts'
import type { CheckResult } from '#domain/readiness/run-checks.ts'

/** Feature ids in the order of a rollout: the policy, the emergency accounts, what the rest needs. */
const stages: readonly string[] = ['P1.', 'S6', 'S7', 'P2.']

/** The check to mend first, or to make tellable first; null when every check passes or does not apply. */
export function nextStep(checks: readonly CheckResult[]): CheckResult | null {
  const open = (verdict: CheckResult['verdict']) =>
    checks.filter((check) => check.verdict === verdict).toSorted(bySeverityThenStage)[0]
  return open('fail') ?? open('unknown') ?? null
}

function bySeverityThenStage(one: CheckResult, other: CheckResult): number {
  return (
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    stageOf(one) - stageOf(other) ||
    (one.id < other.id ? -1 : 1)
  )
}

function stageOf(check: CheckResult): number {
  const stage = stages.findIndex((prefix) => check.features.some((feature) => feature.startsWith(prefix)))
  return stage === -1 ? stages.length : stage
}
