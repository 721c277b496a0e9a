// The owner names the emergency, service and shared accounts: Keywave never guesses them. Everybody is counted and
// judged again at once.

import { AppError } from '#domain/shared/errors.ts'
import { known, type Known } from '#domain/shared/evidence.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { population, type Population } from '#domain/tenant/population.ts'
import type { AppContext } from './context.ts'
import { requireTenant } from './context.ts'
import { judgePeople } from './judge-people.ts'
import type { NamedAccount, TenantUnit } from './ports.ts'

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

/** Counts first, judges then: the checks, which rest on the counts, and the exposure agree at once. */
async function judgeWherePeopleAre(app: Pick<AppContext, 'store' | 'clock'>, tenant: TenantName): Promise<void> {
  const lastSync = await app.store.inTenant(tenant, async (unit) => {
    await recountPeople(unit, app.clock.now())
    return await unit.lastFinishedSync()
  })
  if (lastSync !== null) await judgePeople(app, tenant)
}

/** The people of the last reading, counted anew: the counts stay as old as that reading. Counts that are unknown stay unknown. */
async function recountPeople(unit: TenantUnit, now: Temporal.Instant): Promise<void> {
  const earlier = (await unit.facts(null))[population.name]
  if (earlier?.state !== 'known') return
  const { coverage, takenAt, value } = earlier as Known<Population>
  const counted = await unit.countPopulation()
  // Rows that the reading could not take in are missing still.
  const of = coverage.of === null ? null : counted.enabledMembers + Math.max(0, coverage.of - value.enabledMembers)
  const recounted = known(counted, takenAt, { have: counted.withRegistration, of })
  await unit.putFacts({ [population.name]: recounted }, null, now)
}
