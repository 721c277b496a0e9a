// Job: reads what has changed in every connected tenant.

import { AppError } from '#domain/shared/errors.ts'
import { syncTenant } from '#app/sync-tenant.ts'
import type { Job } from '../schedule.ts'

export const syncTenants: Job = {
  name: 'sync-tenants',
  everyMinutes: 60,
  firstAfterMinutes: 60,
  async run(app, signal) {
    for (const { name, connection } of await app.store.tenants()) {
      if (connection.kind === 'files' || signal.aborted) continue
      try {
        await syncTenant(app, { tenant: name, signal })
      } catch (error) {
        // Somebody's own sync is under way: theirs is as good as ours.
        if (!(error instanceof AppError && error.code === 'sync-running')) throw error
      }
    }
  },
}
