// Everything that is stored of a tenant's people, as tables whose columns keywave import reads back.

import type { TenantName } from '#domain/shared/ids.ts'
import type { Device } from '#domain/people/device.ts'
import type { AppContext } from './context.ts'
import { requireTenant } from './context.ts'
import { streamPeople } from './list-people.ts'
import type { PersonRow } from './ports.ts'

/** Devices read from the store at a time. */
const pageSize = 1000

export type ExportKind = 'people' | 'registrations' | 'devices' | 'judgements'

export type ExportTable = { readonly columns: readonly string[]; readonly rows: AsyncIterable<readonly unknown[]> }

const personColumns = [
  'id',
  'userPrincipalName',
  'displayName',
  'mail',
  'userType',
  'accountEnabled',
  'createdDateTime',
  'department',
  'jobTitle',
  'officeLocation',
  'city',
  'country',
  'usageLocation',
  'preferredLanguage',
  'employeeType',
  'onPremisesSyncEnabled',
  'managerId',
] as const

const deviceColumns = [
  'id',
  'source',
  'ownerId',
  'operatingSystem',
  'osVersion',
  'manufacturer',
  'model',
  'trustType',
  'managed',
  'compliant',
  'lastSeenAt',
] as const

/** The table of a kind, its rows streamed in order of UPN (devices: of source and id). Throws AppError tenant-unknown. */
export async function exportTenant(
  app: Pick<AppContext, 'store'>,
  tenant: TenantName,
  kind: ExportKind,
): Promise<ExportTable> {
  await requireTenant(app, tenant)
  const people = streamPeople(app, tenant, {})
  switch (kind) {
    case 'people':
      return {
        columns: personColumns,
        rows: mapped(people, ({ person }) => personColumns.map((column) => person[column] ?? '')),
      }
    case 'registrations':
      return {
        columns: ['id', 'userPrincipalName', 'methodsRegistered', 'isAdmin', 'lastUpdatedDateTime'],
        rows: registrationRows(people),
      }
    case 'devices':
      return {
        columns: deviceColumns,
        rows: mapped(streamDevices(app, tenant), (device) => deviceColumns.map((column) => device[column] ?? '')),
      }
    case 'judgements':
      return {
        columns: [
          'id',
          'userPrincipalName',
          'exposure',
          'date',
          'destination',
          'tier',
          'nextAction',
          'reasons',
          'pathToday',
          'pathWhenRequired',
        ],
        rows: mapped(people, ({ person, judgement }) => [
          person.id,
          person.userPrincipalName,
          judgement?.exposure ?? 'unknown',
          judgement?.date ?? '',
          judgement?.destination ?? 'unknown',
          judgement?.tier ?? 'unknown',
          judgement?.nextAction ?? '',
          judgement?.reasons.join(' ') ?? '',
          judgement?.pathToday.state ?? 'unknown',
          judgement?.pathWhenRequired.state ?? 'unknown',
        ]),
      }
  }
}

/** People without a row in the report are left out: an empty list of methods would say that they have none. */
async function* registrationRows(people: AsyncIterable<PersonRow>): AsyncGenerator<readonly unknown[]> {
  for await (const { person, methods, isAdministrator, methodsTakenAt } of people) {
    if (methods === null) continue
    yield [
      person.id,
      person.userPrincipalName,
      methods.join(';'),
      isAdministrator ?? '',
      methodsTakenAt?.toString() ?? '',
    ]
  }
}

async function* streamDevices(app: Pick<AppContext, 'store'>, tenant: TenantName): AsyncGenerator<Device> {
  let after: Pick<Device, 'source' | 'id'> | null = null
  for (;;) {
    const page: { after: Pick<Device, 'source' | 'id'> | null; limit: number } = { after, limit: pageSize }
    const devices: readonly Device[] = await app.store.inTenant(tenant, (unit) => unit.devices(page))
    yield* devices
    const last = devices.at(-1)
    if (devices.length < pageSize || last === undefined) return
    after = last
  }
}

async function* mapped<From, To>(items: AsyncIterable<From>, map: (item: From) => To): AsyncGenerator<To> {
  for await (const item of items) yield map(item)
}
