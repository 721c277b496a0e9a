// One person: what is known, what is said of them and why, their devices, and how all of it came to be.

import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { Device } from '#domain/people/device.ts'
import type { PersonJudgement } from '#domain/people/judgement.ts'
import type { Person } from '#domain/people/person.ts'
import type { AppContext } from './context.ts'
import { requireTenant } from './context.ts'
import type { PersonRow, Version } from './ports.ts'

export type PersonView = PersonRow & {
  readonly tenant: TenantName
  readonly devices: readonly Device[]
  readonly history: {
    readonly person: readonly Version<Person>[]
    readonly methods: readonly Version<readonly string[]>[]
    readonly judgements: readonly Version<PersonJudgement>[]
  }
}

/** Finds a person by user principal name or object id. Throws AppError tenant-unknown, person-unknown. */
export async function showPerson(
  app: Pick<AppContext, 'store'>,
  tenant: TenantName,
  upnOrId: string,
): Promise<PersonView> {
  await requireTenant(app, tenant)
  return await app.store.inTenant(tenant, async (unit) => {
    const row = await unit.personByUpnOrId(upnOrId)
    if (row === null) throw new AppError('person-unknown')
    const { id } = row.person
    return { ...row, tenant, devices: await unit.devicesOf(id), history: await unit.personHistory(id) }
  })
}
