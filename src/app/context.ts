// What every use case is given: the store, the clock, and a way to reach a tenant. Nothing here knows how they are made.

import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { Clock, Store, TenantRecord, TenantSource } from './ports.ts'

export type AppContext = {
  readonly store: Store
  readonly clock: Clock
  /** Reaches a tenant. Throws AppError where its credentials are missing or unusable; never called for tenants made from files. */
  readonly sourceOf: (record: TenantRecord) => Promise<TenantSource>
}

/** The tenant's record. Throws AppError tenant-unknown. */
export async function requireTenant(app: Pick<AppContext, 'store'>, tenant: TenantName): Promise<TenantRecord> {
  const record = await app.store.tenant(tenant)
  if (record === null) throw new AppError('tenant-unknown', { public: `No tenant "${tenant}" is connected.` })
  return record
}
