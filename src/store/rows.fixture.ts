// Good rows for the store's tests: each function gives one, and a test changes one thing.

import type { SyncRun, TenantUnit } from '#app/ports.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { Device } from '#domain/people/device.ts'
import type { PersonJudgement } from '#domain/people/judgement.ts'
import type { Person } from '#domain/people/person.ts'
import type { Registration } from '#domain/people/registration.ts'
import type { TestDatabase } from '../../test/database.ts'

/** An object id of a number. */
export function guid(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}

export function person(number: number, change: Partial<Person> = {}): Person {
  return {
    id: guid(number),
    userPrincipalName: `Person.${String(number).padStart(4, '0')}@contoso.example`,
    displayName: `Person ${number}`,
    userType: 'Member',
    accountEnabled: true,
    department: 'Sales',
    managerId: null,
    ...change,
  }
}

export function registration(number: number, change: Partial<Registration> = {}): Registration {
  return {
    id: guid(number),
    userPrincipalName: `Person.${String(number).padStart(4, '0')}@contoso.example`,
    methodsRegistered: ['mobilePhone'],
    isAdmin: false,
    lastUpdatedDateTime: '2026-11-21T03:16:00Z',
    ...change,
  }
}

export function device(number: number, change: Partial<Device> = {}): Device {
  return {
    id: `device-${number}`,
    source: 'intune',
    ownerId: guid(number),
    operatingSystem: 'iOS',
    osVersion: '18.1',
    manufacturer: 'Apple',
    model: 'iPhone 15',
    lastSeenAt: '2026-11-20T08:00:00Z',
    ...change,
  }
}

export function judgement(change: Partial<PersonJudgement> = {}): PersonJudgement {
  return {
    exposure: 'stopped',
    date: '2027-02-01',
    destination: 'reachable',
    tier: 'capable',
    nextAction: 'register-a-passkey',
    reasons: ['phone-only'],
    pathToday: { state: 'open', bootstraps: ['existing-mfa'], routes: ['authenticator'] },
    pathWhenRequired: { state: 'unknown', because: ['policies-unread'] },
    ...change,
  }
}

/** One unit of work of a tenant inside a sync that was begun for it. */
export async function inSync<Result>(
  database: TestDatabase,
  tenant: TenantName,
  work: (unit: TenantUnit, run: SyncRun) => Promise<Result>,
): Promise<Result> {
  return await database.store.inTenant(tenant, async (unit) => {
    const run = await unit.startSync('full', ['people', 'registrations'], database.clock.now())
    return await work(unit, run)
  })
}

/** Puts people and their registrations as one sync at the clock's present. */
export async function putAll(
  database: TestDatabase,
  tenant: TenantName,
  rows: {
    readonly people?: readonly Person[]
    readonly registrations?: readonly Registration[]
    readonly devices?: readonly Device[]
  },
): Promise<void> {
  await inSync(database, tenant, async (unit, run) => {
    const at = database.clock.now()
    await unit.putPeople(run.id, rows.people ?? [], at)
    await unit.putRegistrations(run.id, rows.registrations ?? [], at)
    await unit.putDevices(run.id, rows.devices ?? [], at)
  })
}
