// Job: reads what has changed in every connected tenant.

import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { AppContext } from '#app/context.ts'
import { syncTenant } from '#app/sync-tenant.ts'
import type { Job } from '../schedule.ts'

/** A tenant whose last sync started less than this many minutes ago is left for the next turn: a restart need not read it again. */
const freshForMinutes = 50

/** Reads each tenant, whatever becomes of the others. Throws AggregateError, which says how many failed, once all have had their turn. */
export const syncTenants: Job = {
  name: 'sync-tenants',
  everyMinutes: 60,
  firstAfterMinutes: 2,
  async run(app, signal) {
    const tenants = (await app.store.tenants()).filter(({ connection }) => connection.kind !== 'files')
    const failures: unknown[] = []
    for (const { name } of tenants) {
      if (signal.aborted) break
      try {
        if (!(await isFresh(app, name))) await syncTenant(app, { tenant: name, signal })
      } catch (error) {
        // Somebody's own sync is under way: theirs is as good as ours.
        if (!(error instanceof AppError && error.code === 'sync-running')) failures.push(error)
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, `${failures.length} of ${tenants.length} tenants could not be synced.`)
    }
  },
}

async function isFresh(app: AppContext, tenant: TenantName): Promise<boolean> {
  const last = await app.store.inTenant(tenant, (unit) => unit.lastFinishedSync())
  if (last === null || last.kind === 'files') return false
  return app.clock.now().since(last.startedAt).total('minutes') < freshForMinutes
}
