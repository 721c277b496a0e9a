// The syncs that this process started on request: they run in the background and tell how far they are. What is stored is the truth;
// the desk only adds the step and, where a sync gave up, why.

import type { AppContext } from '#app/context.ts'
import { syncTenant, type SyncProgress } from '#app/sync-tenant.ts'
import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { Log } from './server-app.ts'

type Entry = { progress: SyncProgress | null; error: unknown; isRunning: boolean }

/** What the desk knows of the sync that it last ran for a tenant. */
export type DeskState = { readonly progress: SyncProgress | null; readonly error: unknown; readonly isRunning: boolean }

export class SyncDesk {
  private readonly entries = new Map<TenantName, Entry>()
  private readonly app: AppContext
  private readonly log: Log
  private readonly signal: AbortSignal

  /** `signal` stops what runs when the process ends; what was read by then is kept and the next sync goes on from there. */
  constructor(app: AppContext, log: Log, signal: AbortSignal) {
    this.app = app
    this.log = log
    this.signal = signal
  }

  /** What is known of the tenant's last sync of this process; null when there was none. */
  state(tenant: TenantName): DeskState | null {
    return this.entries.get(tenant) ?? null
  }

  /**
   * Starts a sync and answers as soon as it has begun, with its first progress; it goes on in the background. Throws AppError sync-running
   * when one is under way, and whatever keeps it from beginning: unknown tenant, credentials, network.
   */
  async start(tenant: TenantName, wanted: 'auto' | 'full'): Promise<SyncProgress> {
    if (this.entries.get(tenant)?.isRunning === true) throw new AppError('sync-running')
    const entry: Entry = { progress: null, error: null, isRunning: true }
    this.entries.set(tenant, entry)
    const begun = Promise.withResolvers<SyncProgress>()
    const onProgress = (progress: SyncProgress): void => {
      entry.progress = progress
      begun.resolve(progress)
    }
    this.log('sync-started', { tenant, wanted })
    void this.run(entry, { tenant, wanted, onProgress }, begun.reject)
    return await begun.promise
  }

  private async run(
    entry: Entry,
    request: { tenant: TenantName; wanted: 'auto' | 'full'; onProgress: (progress: SyncProgress) => void },
    onFailure: (error: unknown) => void,
  ): Promise<void> {
    try {
      const { run, judgementsChanged } = await syncTenant(this.app, { ...request, signal: this.signal })
      this.log('sync-finished', { tenant: request.tenant, sync: run.id, judgementsChanged })
    } catch (error) {
      entry.error = error
      const fields =
        error instanceof AppError ? { code: error.code, internal: error.internal } : { code: 'defect', error }
      this.log('sync-stopped', { tenant: request.tenant, ...fields })
      onFailure(error)
    } finally {
      entry.isRunning = false
    }
  }
}
