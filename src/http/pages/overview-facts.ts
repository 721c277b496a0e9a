// What the first page shows, gathered from the use cases: readiness, exposure, tiers, and whether a sync is under way.

import { checkReadiness, type ReadinessReport } from '#app/check-readiness.ts'
import { reportExposure, type ExposureReport } from '#app/report-exposure.ts'
import type { SyncRun } from '#app/ports.ts'
import type { Tier } from '#domain/people/judgement.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { DeskState } from '../sync-desk.ts'
import type { ServerApp } from '../server-app.ts'

export type OverviewFacts = {
  readonly tenant: TenantName
  readonly now: Temporal.Instant
  readonly readiness: ReadinessReport
  readonly exposure: ExposureReport
  readonly tiers: { readonly [Key in Tier]: number }
  /** The sync that began and has not ended; null when none. */
  readonly unfinished: SyncRun | null
}

/** A tenant that has never been read to the end: what is known of the reading. */
export type FirstReading = {
  readonly tenant: TenantName
  readonly now: Temporal.Instant
  readonly unfinished: SyncRun | null
  readonly desk: DeskState | null
  /** Made from files: there is nothing to sync. */
  readonly isFromFiles: boolean
}

/** What there is to show of a tenant. */
export async function overviewFacts(
  app: ServerApp,
  tenant: TenantName,
): Promise<
  | { readonly state: 'known'; readonly facts: OverviewFacts }
  | { readonly state: 'first'; readonly reading: FirstReading }
> {
  const now = app.clock.now()
  const { last, unfinished, counted } = await app.store.inTenant(tenant, async (unit) => ({
    last: await unit.lastFinishedSync(),
    unfinished: await unit.unfinishedSync(),
    counted: await unit.countBy('tier', null),
  }))
  if (last === null) {
    const isFromFiles = (await app.store.tenant(tenant))?.connection.kind === 'files'
    return { state: 'first', reading: { tenant, now, unfinished, desk: app.desk.state(tenant), isFromFiles } }
  }
  const readiness = await checkReadiness(app, app.checks, { tenant })
  const exposure = await reportExposure(app, { tenant })
  const tiers = { ready: 0, capable: 0, 'needs-step': 0, blocked: 0, excluded: 0, unknown: 0, ...counted }
  return { state: 'known', facts: { tenant, now, readiness, exposure, tiers, unfinished } }
}
