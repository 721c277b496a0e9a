// The named accounts of a tenant in JSON: what naming and listing both answer.

import type { AppContext } from '#app/context.ts'
import { presentAccounts } from '#app/present/accounts.ts'
import type { TenantName } from '#domain/shared/ids.ts'

/** All named accounts in the shape of the contract. Throws AppError tenant-unknown. */
export async function namedAccountsOf(app: Pick<AppContext, 'store'>, tenant: TenantName) {
  const named = await app.store.inTenant(tenant, (unit) => unit.namedAccounts())
  return presentAccounts(tenant, named)
}
