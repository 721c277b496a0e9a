// Opens the store: the embedded database in the data folder, or the PostgreSQL server that DATABASE_URL names; the same rows and rules on both.

import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Clock, Store, TenantUnit } from '#app/ports.ts'
import { assert } from '#domain/shared/assert.ts'
import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { withDatabaseErrors } from './database-error.ts'
import { openEmbedded } from './embedded/open-embedded.ts'
import type { Engine } from './engine.ts'
import { appRole, migrate } from './migrate.ts'
import { secretBox, type SecretBox } from './secret-box.ts'
import { openServer } from './server/open-server.ts'
import { listTenants, readTenant, writeTenant } from './tenants.ts'
import { refreshStatistics } from './statistics.ts'
import { tenantUnit } from './tenant-unit.ts'

export type StoreOptions = {
  /** Address of a PostgreSQL server; null for the embedded database. */
  readonly databaseUrl: string | null
  /** Holds the embedded database and the key of the stored secrets. */
  readonly dataFolder: string
  readonly clock: Clock
  /** 32 bytes; the key file of the data folder when absent. */
  readonly secretKey?: Uint8Array
  readonly log?: (event: string, fields: object) => void
  /** What to tell a second process that wants the folder: what runs, and its web address. */
  readonly holder?: { readonly what: string; readonly url?: string }
}

/**
 * Opens the store and brings it to the newest form. Throws AppError data-locked, data-unreadable, data-newer, disk-full, database-unreachable,
 * database-refused.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataFolder, clock } = options
  const engine =
    databaseUrl === null
      ? await openEmbedded({ dataFolder, holder: lockHolder(clock, options.holder) })
      : await openServer({ databaseUrl, log: options.log ?? (() => undefined) })
  try {
    await withDatabaseErrors(() => migrate(engine.db, clock))
    return storeOver(engine, secretBox(dataFolder, options.secretKey), clock)
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** How this process presents itself in the lock of a data folder. */
export function lockHolder(clock: Clock, holder: StoreOptions['holder']) {
  return {
    startedAt: clock.now().toString({ smallestUnit: 'second' }),
    what: holder?.what ?? 'keywave',
    url: holder?.url ?? null,
    token: randomUUID(),
  }
}

/** Set while a unit of work runs: a second one inside would wait for the first for ever. */
const inUnit = new AsyncLocalStorage<true>()

function storeOver(engine: Engine, box: SecretBox, clock: Clock): Store {
  const { db } = engine
  const inTenant = <Result>(name: TenantName, work: (unit: TenantUnit) => Promise<Result>): Promise<Result> => {
    assert(inUnit.getStore() === undefined, 'no unit of work inside another')
    return withDatabaseErrors(() =>
      db.transaction().execute(async (tx) => {
        await confine(tx, name)
        return await inUnit.run(true, () =>
          work(
            tenantUnit({
              tx,
              tenant: name,
              clock,
              newId: randomUUID,
              lockRows: rowLock(engine, tx, name),
              refreshStatistics: (tables) => refreshStatistics(tx, tables),
            }),
          ),
        )
      }),
    )
  }
  return {
    tenants: () => withDatabaseErrors(() => listTenants(db)),
    tenant: (name) => withDatabaseErrors(() => readTenant(db, box, name)),
    saveTenant: (record) => withDatabaseErrors(() => writeTenant(db, box, record)),
    removeTenant: (name) => withDatabaseErrors(() => db.transaction().execute((tx) => removeTenant(tx, name))),
    inTenant,
    withSyncLock: async (name, work) => {
      try {
        return await engine.withLock(`sync ${name}`, work)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'sync-running') throw error
        throw new AppError('sync-running', { public: `A sync of tenant "${name}" is already running.`, cause: error })
      }
    },
    tidy: () => withDatabaseErrors(() => tidy(engine)),
    backup: (file) => withDatabaseErrors(() => engine.backup(file)),
    close: () => engine.close(),
  }
}

/** Makes the transaction that of one tenant: from here on the database shows and takes that tenant's rows only. */
async function confine(tx: Transaction<unknown>, name: TenantName): Promise<void> {
  const { rows } = await sql`select from keywave.tenants where name = ${name} for key share`.execute(tx)
  if (rows.length === 0) throw new AppError('tenant-unknown', { public: `No tenant "${name}" is connected.` })
  await enter(tx, name)
}

async function enter(tx: Transaction<unknown>, name: TenantName): Promise<void> {
  await sql`select set_config('keywave.tenant', ${name}, true), set_config('search_path', 'keywave', true),
    set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true), set_config('role', ${appRole}, true)`.execute(
    tx,
  )
}

/** On a server the streams of a sync write at the same time; the embedded database has one connection. */
function rowLock(engine: Engine, tx: Transaction<unknown>, name: TenantName): () => Promise<void> {
  let held = engine.kind === 'embedded'
  return async () => {
    if (held) return
    await sql`select pg_advisory_xact_lock(hashtextextended(${`keywave rows ${name}`}, 0))`.execute(tx)
    held = true
  }
}

async function removeTenant(tx: Transaction<unknown>, name: TenantName): Promise<boolean> {
  const { rows } = await sql`delete from keywave.tenants where name = ${name} returning name`.execute(tx)
  if (rows.length === 0) return false
  await enter(tx, name)
  for (const table of await tenantTables(tx)) await sql`delete from ${sql.table(table)}`.execute(tx)
  return true
}

/** Every table with rows of tenants, from the catalogue, so that a new one is not forgotten. */
export async function tenantTables(tx: Transaction<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string
  }>`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
    where n.nspname = 'keywave' and c.relkind in ('r', 'p') order by 1`.execute(tx)
  return rows.map(({ name }) => name)
}

/** The embedded database has no autovacuum; a server has, but its statistics are needed now. */
async function tidy(engine: Engine): Promise<void> {
  const tables = await engine.db.transaction().execute(tenantTables)
  for (const table of tables) {
    const name = sql.table(`keywave.${table}`)
    await (engine.kind === 'embedded' ? sql`vacuum (analyze) ${name}` : sql`analyze ${name}`).execute(engine.db)
  }
}
