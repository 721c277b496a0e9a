// What happened between two moments: who moved, who is new, who got worse, and which policies changed under us.

import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { policyDrift, type Drift } from '#domain/drift/policy-drift.ts'
import type { FactBook } from '#domain/tenant/fact.ts'
import { policyChanges, type PolicyChange } from '#domain/tenant/policy-changes.ts'
import type { AppContext } from './context.ts'
import { requireTenant } from './context.ts'
import type { JudgementChange, Moments, TenantUnit } from './ports.ts'

/** People read from the store at a time while streaming. */
const pageSize = 1000

export type Comparison = {
  readonly tenant: TenantName
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly movements: Awaited<ReturnType<TenantUnit['countJudgementChanges']>>
  readonly drift: readonly Drift[]
}

/**
 * Compares two moments; without `from` the sync before the newest is taken, without `to` now.
 * Throws AppError tenant-unknown, moment-unknown where there is nothing before to compare with.
 */
export async function compareMoments(
  app: Pick<AppContext, 'store' | 'clock'>,
  request: { readonly tenant: TenantName; readonly from?: Temporal.Instant; readonly to?: Temporal.Instant },
): Promise<Comparison> {
  await requireTenant(app, request.tenant)
  return await app.store.inTenant(request.tenant, async (unit) => {
    const to = request.to ?? app.clock.now()
    const from = request.from ?? (await momentBeforeLastSync(unit))
    const [before, after] = [await unit.facts(from), await unit.facts(to)]
    if (Object.keys(before).length === 0) {
      throw new AppError('moment-unknown', {
        public: `Nothing is stored for ${from.toString()}: the first sync came later.`,
      })
    }
    return {
      tenant: request.tenant,
      from,
      to,
      movements: await unit.countJudgementChanges({ from, to }),
      drift: policyDrift(before, after, auditChanges(after)),
    }
  })
}

/** The people whose judgement differs between the two moments, in order of UPN. */
export async function* changedPeople(
  app: Pick<AppContext, 'store'>,
  tenant: TenantName,
  moments: Moments,
): AsyncGenerator<JudgementChange> {
  let afterUpn: string | null = null
  for (;;) {
    const page: { afterUpn: string | null; limit: number } = { afterUpn, limit: pageSize }
    const changes: readonly JudgementChange[] = await app.store.inTenant(tenant, (unit) =>
      unit.judgementChanges(moments, page),
    )
    yield* changes
    const last = changes.at(-1)
    if (changes.length < pageSize || last === undefined) return
    afterUpn = last.userPrincipalName
  }
}

async function momentBeforeLastSync(unit: TenantUnit): Promise<Temporal.Instant> {
  const finished = (await unit.syncs(20)).filter((run) => run.state === 'finished')
  const before = finished[1]
  if (before?.finishedAt == null) {
    throw new AppError('moment-unknown', { public: 'There is only one sync so far: nothing earlier to compare with.' })
  }
  return before.finishedAt
}

function auditChanges(facts: FactBook): readonly PolicyChange[] {
  const evidence = facts[policyChanges.name]
  return evidence?.state === 'known' ? (evidence.value as readonly PolicyChange[]) : []
}
