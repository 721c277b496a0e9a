// The progress of a sync in JSON: what is stored of it, with what the desk knows where this process runs it.

import { presentSync } from '#app/present/syncs.ts'
import type { SyncRun } from '#app/ports.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { DeskState } from './sync-desk.ts'
import { problemOf } from './problem.ts'

/** The sync in the shape of the contract. The desk's word counts only for the very sync that it ran. */
export function progressOf(tenant: TenantName, run: SyncRun, desk: DeskState | null) {
  const mine = desk?.progress?.run.id === run.id ? desk : null
  return {
    ...presentSync(run),
    tenant,
    step: mine?.progress?.step ?? null,
    problem: mine?.error == null ? null : problemOf(mine.error),
  }
}
