// Makes the simulated tenant on first use, so that every command and the server have something to show on an empty machine.

import { AppError } from '#domain/shared/errors.ts'
import { tenantNameFrom, type TenantName } from '#domain/shared/ids.ts'
import type { AppContext } from './context.ts'
import { nameAccounts } from './name-accounts.ts'
import { syncTenant, type SyncProgress } from './sync-tenant.ts'

/** People and seed of the simulated Contoso. */
export const demoTenant = { people: 1200, seed: 7 } as const

const name = tenantNameFrom('demo')

/** The name of the simulated tenant. */
export function demoName(): TenantName {
  if (name === null) throw new AppError('tenant-name-invalid')
  return name
}

export type DemoOrder = {
  /** The accounts that an owner of the simulated tenant would name. */
  readonly emergencyAccounts: () => Promise<readonly string[]>
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: SyncProgress) => void
}

/** Adds the simulated tenant and reads it, unless that has been done; returns whether it had to. */
export async function ensureDemo(app: AppContext, order: DemoOrder): Promise<boolean> {
  const tenant = demoName()
  const isNew = (await app.store.tenant(tenant)) === null
  if (isNew || !(await hasEmergencyAccounts(app, tenant))) {
    // Asked for before the tenant is saved: cut off between the two, it would stay without them.
    const accounts = await order.emergencyAccounts()
    if (isNew) {
      await app.store.saveTenant({
        name: tenant,
        connection: { kind: 'demo', ...demoTenant },
        createdAt: app.clock.now(),
      })
    }
    await nameAccounts(
      app,
      tenant,
      accounts.map((userPrincipalName) => ({ userPrincipalName, namedAs: 'emergency' as const })),
    )
  }
  if ((await app.store.inTenant(tenant, (unit) => unit.lastFinishedSync())) !== null) return false
  await syncTenant(app, {
    tenant,
    ...(order.signal === undefined ? {} : { signal: order.signal }),
    ...(order.onProgress === undefined ? {} : { onProgress: order.onProgress }),
  })
  return true
}

async function hasEmergencyAccounts(app: AppContext, tenant: TenantName): Promise<boolean> {
  const named = await app.store.inTenant(tenant, (unit) => unit.namedAccounts())
  return named.some(({ namedAs }) => namedAs === 'emergency')
}
