// The owner names the emergency, service and shared accounts: Keywave never guesses them. Everybody is judged again at once.

import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { AppContext } from './context.ts'
import { requireTenant } from './context.ts'
import { judgePeople } from './judge-people.ts'
import type { NamedAccount } from './ports.ts'

/** Names accounts; naming one again changes what it is named as. Details of emergency accounts come with the next sync. */
export async function nameAccounts(
  app: Pick<AppContext, 'store' | 'clock'>,
  tenant: TenantName,
  accounts: readonly NamedAccount[],
): Promise<void> {
  await requireTenant(app, tenant)
  for (const { userPrincipalName } of accounts) {
    if (!/^[^\s@]+@[^\s@]+$/.test(userPrincipalName)) {
      throw new AppError('wrong-use', {
        public: `"${userPrincipalName}" is not a user principal name: it has the form name@domain.`,
      })
    }
  }
  await app.store.inTenant(tenant, (unit) => unit.nameAccounts(accounts))
  await judgeWherePeopleAre(app, tenant)
}

/** Takes a name back. Throws AppError person-unknown when the account was not named. */
export async function unnameAccount(
  app: Pick<AppContext, 'store' | 'clock'>,
  tenant: TenantName,
  userPrincipalName: string,
): Promise<void> {
  await requireTenant(app, tenant)
  const removed = await app.store.inTenant(tenant, (unit) => unit.unnameAccount(userPrincipalName))
  if (!removed) throw new AppError('person-unknown', { public: `"${userPrincipalName}" was not named.` })
  await judgeWherePeopleAre(app, tenant)
}

async function judgeWherePeopleAre(app: Pick<AppContext, 'store' | 'clock'>, tenant: TenantName): Promise<void> {
  const lastSync = await app.store.inTenant(tenant, (unit) => unit.lastFinishedSync())
  if (lastSync !== null) await judgePeople(app, tenant)
}
