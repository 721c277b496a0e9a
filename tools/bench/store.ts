// Measures rows per second into the store against a plain bulk insert of the same rows into a bare table of the same embedded database.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { tenantNameFrom, type TenantName } from '../../src/domain/shared/ids.ts'
import type { Person } from '../../src/domain/people/person.ts'
import type { Registration } from '../../src/domain/people/registration.ts'
import { openStore } from '../../src/store/open-store.ts'

const people = 100_000
const batchSize = 5000
const rounds = 3

function person(index: number): Person {
  return {
    id: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    userPrincipalName: `person${index}@contoso.com`,
    displayName: `Person ${index}`,
    mail: `person${index}@contoso.com`,
    userType: 'Member',
    accountEnabled: true,
    department: `Department ${index % 40}`,
    jobTitle: 'Analyst',
    country: 'DE',
    usageLocation: 'DE',
  }
}

function registration(index: number): Registration {
  const { id, userPrincipalName } = person(index)
  return {
    id,
    userPrincipalName,
    methodsRegistered: ['mobilePhone', 'microsoftAuthenticatorPush'],
    isAdmin: false,
    lastUpdatedDateTime: '2026-11-23T03:16:00Z',
  }
}

function* batches<Row>(make: (index: number) => Row): Generator<readonly Row[]> {
  for (let from = 0; from < people; from += batchSize)
    yield Array.from({ length: Math.min(batchSize, people - from) }, (_, offset) => make(from + offset))
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}

/** The same rows by one statement a batch into tables without keys, history or tenant. */
async function plainInsert(folder: string): Promise<number> {
  const database = await PGlite.create(join(folder, 'plain'))
  await database.exec(
    'create table people (id text, upn text, row jsonb); create table registrations (id text, methods jsonb)',
  )
  const seconds = await secondsOf(async () => {
    for (const rows of batches(person)) {
      await database.query(
        'insert into people select x.id, x."userPrincipalName", to_jsonb(x) from jsonb_to_recordset($1::jsonb) as x(id text, "userPrincipalName" text, "displayName" text, mail text, department text, "jobTitle" text, country text)',
        [JSON.stringify(rows)],
      )
    }
    for (const rows of batches(registration)) {
      await database.query(
        'insert into registrations select x.id, x."methodsRegistered" from jsonb_to_recordset($1::jsonb) as x(id text, "methodsRegistered" jsonb)',
        [JSON.stringify(rows)],
      )
    }
  })
  await database.close()
  return seconds
}

async function storeRows(folder: string): Promise<{ readonly first: number; readonly again: number }> {
  const clock = { now: () => Temporal.Now.instant() }
  const store = await openStore({ databaseUrl: null, dataFolder: join(folder, 'store'), clock })
  const tenant = tenantNameFrom('bench') as TenantName
  await store.saveTenant({ name: tenant, connection: { kind: 'files' }, createdAt: clock.now() })
  const put = async () => {
    const run = await store.inTenant(tenant, (unit) => unit.startSync('full', ['people', 'registrations'], clock.now()))
    for (const rows of batches(person))
      await store.inTenant(tenant, (unit) => unit.putPeople(run.id, rows, run.startedAt))
    for (const rows of batches(registration))
      await store.inTenant(tenant, (unit) => unit.putRegistrations(run.id, rows, run.startedAt))
    await store.inTenant(tenant, (unit) => unit.endSync(run.id, 'finished', clock.now(), null))
  }
  const first = await secondsOf(put)
  const again = await secondsOf(put)
  await store.close()
  return { first, again }
}

/** Lines of the result: the median of three rounds and the spread, so that a noisy machine shows. */
export async function measureStore(): Promise<readonly string[]> {
  const plain: number[] = []
  const first: number[] = []
  const again: number[] = []
  for (let round = 0; round < rounds; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'keywave-bench-store-'))
    try {
      plain.push(await plainInsert(folder))
      const stored = await storeRows(folder)
      first.push(stored.first)
      again.push(stored.again)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const rows = people * 2
  const line = (name: string, seconds: readonly number[]) => {
    const sorted = seconds.toSorted((one, other) => one - other)
    const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
    return {
      median,
      text: `${name.padEnd(34)} ${Math.round(rows / median)
        .toLocaleString('en')
        .padStart(9)} rows/s  (${sorted[0]?.toFixed(2)} to ${sorted.at(-1)?.toFixed(2)} s)`,
    }
  }
  const [base, stored, repeated] = [
    line('plain insert, no keys, no history', plain),
    line('store, new rows with history', first),
    line('store, the same rows again', again),
  ]
  return [
    base.text,
    `${stored.text}  ${(stored.median / base.median).toFixed(2)} x the time of the plain insert`,
    `${repeated.text}  ${(repeated.median / base.median).toFixed(2)} x`,
  ]
}
