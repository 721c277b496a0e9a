// Judges a tenant's readiness: every check over the facts as they are known now, or as they were known at a moment.

import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { Check, Severity } from '#domain/readiness/check.ts'
import { runChecks, type CheckResult } from '#domain/readiness/run-checks.ts'
import type { AppContext } from './context.ts'
import { requireTenant } from './context.ts'

export type ReadinessReport = {
  readonly tenant: TenantName
  /** The moment that the report speaks of: the start of the newest sync, or the moment asked for. */
  readonly takenAt: Temporal.Instant
  readonly counts: { readonly [Verdict in CheckResult['verdict']]: number }
  /** Worst first: failed by severity, then unknown by severity, then the rest. */
  readonly checks: readonly CheckResult[]
}

const verdictOrder: readonly CheckResult['verdict'][] = ['fail', 'unknown', 'pass', 'not-applicable']

/** Severities from worst to mildest. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']

/** Runs the checks. Throws AppError tenant-unknown, never-synced, and moment-unknown for a moment before the first sync. */
export async function checkReadiness(
  app: Pick<AppContext, 'store' | 'clock'>,
  checks: readonly Check[],
  request: { readonly tenant: TenantName; readonly at?: Temporal.Instant },
): Promise<ReadinessReport> {
  await requireTenant(app, request.tenant)
  const { facts, lastSync } = await app.store.inTenant(request.tenant, async (unit) => ({
    facts: await unit.facts(request.at ?? null),
    lastSync: await unit.lastFinishedSync(),
  }))
  if (lastSync === null)
    throw new AppError('never-synced', { public: `Tenant "${request.tenant}" has not been read yet.` })
  if (Object.keys(facts).length === 0) throw new AppError('moment-unknown')
  const results = runChecks(checks, facts, request.at ?? app.clock.now())
  const counts = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0 }
  for (const { verdict } of results) counts[verdict] += 1
  return {
    tenant: request.tenant,
    takenAt: request.at ?? lastSync.startedAt,
    counts,
    checks: results.toSorted(worstFirst),
  }
}

function worstFirst(one: CheckResult, other: CheckResult): number {
  return (
    verdictOrder.indexOf(one.verdict) - verdictOrder.indexOf(other.verdict) ||
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    (one.id < other.id ? -1 : 1)
  )
}
