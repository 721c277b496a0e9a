// The people of a tenant with what is said of each, in order of UPN, a page at a time.

import type { TenantName } from '#domain/shared/ids.ts'
import type { AppContext } from './context.ts'
import { requireTenant } from './context.ts'
import type { PeopleFilter, PersonRow } from './ports.ts'

/** People read from the store at a time while streaming. */
const pageSize = 1000

export type PeoplePage = { readonly people: readonly PersonRow[]; readonly inAll: number; readonly next: string | null }

/** One page, with how many there are in all; `next` is what to give as `afterUpn` for the page after it. */
export async function listPeople(
  app: Pick<AppContext, 'store'>,
  tenant: TenantName,
  filter: PeopleFilter,
  page: { readonly afterUpn: string | null; readonly limit: number },
): Promise<PeoplePage> {
  await requireTenant(app, tenant)
  return await app.store.inTenant(tenant, async (unit) => {
    const people = await unit.people(filter, page)
    const inAll = await unit.countPeople(filter)
    return {
      people,
      inAll,
      next: people.length < page.limit ? null : (people.at(-1)?.person.userPrincipalName ?? null),
    }
  })
}

/** All people that pass the filter, read page by page so that memory stays the same however many there are. */
export async function* streamPeople(
  app: Pick<AppContext, 'store'>,
  tenant: TenantName,
  filter: PeopleFilter,
): AsyncGenerator<PersonRow> {
  await requireTenant(app, tenant)
  let afterUpn: string | null = null
  for (;;) {
    const page: { afterUpn: string | null; limit: number } = { afterUpn, limit: pageSize }
    const people: readonly PersonRow[] = await app.store.inTenant(tenant, (unit) => unit.people(filter, page))
    yield* people
    const last = people.at(-1)
    if (people.length < pageSize || last === undefined) return
    afterUpn = last.person.userPrincipalName
  }
}
