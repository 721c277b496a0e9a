// The syncs that this process started on request: they run in the background and tell how far they are. What is stored is the truth;
// the desk only adds the step and, where a sync gave up, why.

import type { AppContext } from '#app/context.ts'
import { syncTenant, type SyncProgress } from '#app/sync-tenant.ts'
import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { Log } from './server-app.ts'
import { framesOf } from './frames.ts'

type Entry = { ended: Promise<void>; progress: SyncProgress | null; error: unknown; isRunning: boolean }

/** What the desk knows of the sync that it last ran for a tenant. */
export type DeskState = { readonly progress: SyncProgress | null; readonly error: unknown; readonly isRunning: boolean }

export class SyncDesk {
  private readonly entries = new Map<TenantName, Entry>()
  private readonly app: AppContext
  private readonly log: Log
  private readonly stopper = new AbortController()

  constructor(app: AppContext, log: Log) {
    this.app = app
    this.log = log
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
    const entry: Entry = { ended: Promise.resolve(), progress: null, error: null, isRunning: true }
    this.entries.set(tenant, entry)
    const begun = Promise.withResolvers<SyncProgress>()
    const onProgress = (progress: SyncProgress): void => {
      entry.progress = progress
      begun.resolve(progress)
    }
    this.log('sync-started', { tenant, wanted })
    entry.ended = this.run(entry, { tenant, wanted, onProgress }, begun.reject)
    return await begun.promise
  }

  /** Stops every sync of the desk and waits until each has let go of the store. What was read by then is kept; the next goes on from there. */
  async stop(): Promise<void> {
    this.stopper.abort()
    await Promise.all([...this.entries.values()].map(({ ended }) => ended))
  }

  private async run(
    entry: Entry,
    request: { tenant: TenantName; wanted: 'auto' | 'full'; onProgress: (progress: SyncProgress) => void },
    onFailure: (error: unknown) => void,
  ): Promise<void> {
    try {
      const { run, judgementsChanged } = await syncTenant(this.app, { ...request, signal: this.stopper.signal })
      this.log('sync-finished', { tenant: request.tenant, sync: run.id, judgementsChanged })
    } catch (error) {
      entry.error = error
      this.log('sync-stopped', { tenant: request.tenant, ...this.whyStopped(error) })
      onFailure(error)
    } finally {
      entry.isRunning = false
    }
  }

  private whyStopped(error: unknown): object {
    if (this.stopper.signal.aborted) return { code: 'shutting-down' }
    if (error instanceof AppError) return { code: error.code, internal: error.internal }
    return { code: 'defect', stack: framesOf(error) }
  }
}
