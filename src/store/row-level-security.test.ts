import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import { Pool } from 'pg'
import { expect, test } from 'vitest'
import { openEmbedded } from './embedded/open-embedded.ts'
import { tenantTables } from './open-store.ts'
import { withStore, type TestDatabase } from '../../test/database.ts'
import { device, guid, inSync, judgement, person, putAll, registration } from './rows.fixture.ts'

/** Tables that belong to the installation, not to a tenant. The role of the units of work may not even read them. */
const installationTables = ['migrations', 'tenants']

withStore('row-level security', (database) => {
  test('no table shows or takes a row without its tenant, or with another', async () => {
    const tenant = await fill(database())
    await withOwner(database(), async (db) => {
      const tables = await db.transaction().execute(tenantTables)
      expect(tables.length).toBeGreaterThan(15)
      for (const table of tables) {
        const seenAs = (as: string | null) =>
          asApp(db, as, async (tx) => (await sql`select * from ${sql.table(table)}`.execute(tx)).rows.length)
        expect(await seenAs(tenant), `${table} shows its tenant's rows`).toBeGreaterThan(0)
        expect(await seenAs(null), `${table} shows nothing without a tenant`).toBe(0)
        expect(await seenAs('fabrikam'), `${table} shows nothing to another tenant`).toBe(0)
        for (const as of [null, 'fabrikam']) {
          const gone = await asApp(
            db,
            as,
            async (tx) => (await sql`delete from ${sql.table(table)} returning 1`.execute(tx)).rows.length,
          )
          expect(gone, `${table} deletes nothing as ${as}`).toBe(0)
          const moved = asApp(db, as, (tx) =>
            sql`update ${sql.table(table)} set tenant = ${as ?? 'x'} returning 1`.execute(tx),
          )
          expect((await moved).rows, `${table} changes nothing as ${as}`).toEqual([])
          await expect(
            asApp(db, as, (tx) => copyOneRow(tx, table, tenant)),
            `${table} takes no foreign row as ${as}`,
          ).rejects.toThrow(/row-level security/)
        }
        await expect(
          asApp(db, tenant, (tx) => sql`update ${sql.table(table)} set tenant = 'fabrikam'`.execute(tx)),
          `${table} gives no row away`,
        ).rejects.toThrow(/row-level security/)
      }
    })
  })

  test("every table of the schema is either the installation's or confined, forced on its owner too", async () => {
    await withOwner(database(), async (db) => {
      expect(await unconfined(db)).toEqual(installationTables)
      await db.transaction().execute(async (tx) => {
        await sql`create table keywave.forgotten (tenant text not null)`.execute(tx)
        expect(await unconfined(tx)).toEqual(['forgotten', ...installationTables])
        await sql`drop table keywave.forgotten`.execute(tx)
      })
    })
  })

  test('the role of the units of work reads no table of the installation and cannot pass by the policies', async () => {
    await withOwner(database(), async (db) => {
      for (const table of installationTables) {
        await expect(asApp(db, null, (tx) => sql`select * from ${sql.table(table)}`.execute(tx))).rejects.toThrow(
          /permission denied/,
        )
      }
      const { rows } =
        await sql`select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'keywave_app'`.execute(db)
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false }])
    })
  })

  test('removing a tenant leaves none of its rows and all of the others', async () => {
    const { store } = database()
    const [gone, stays] = [await fill(database()), await fill(database())]
    expect(await store.removeTenant(gone)).toBe(true)
    expect(await store.removeTenant(gone)).toBe(false)
    await expect(store.inTenant(gone, async () => undefined)).rejects.toMatchObject({ code: 'tenant-unknown' })
    await withOwner(database(), async (db) => {
      for (const table of await db.transaction().execute(tenantTables)) {
        const count = (as: string) =>
          asApp(db, as, async (tx) => (await sql`select * from ${sql.table(table)}`.execute(tx)).rows.length)
        expect(await count(gone), table).toBe(0)
        expect(await count(stays), table).toBeGreaterThan(0)
      }
    })
  })
})

/** A tenant with at least one row in every table. */
async function fill(database: TestDatabase) {
  const tenant = await database.tenant()
  const { clock } = database
  await putAll(database, tenant, { people: [person(1)], registrations: [registration(1)], devices: [device(1)] })
  await inSync(database, tenant, async (unit, run) => {
    await unit.putPeople(run.id, [person(1)], clock.now())
    await unit.putSignInActivity(run.id, [{ personId: guid(1), lastSignInDateTime: null }], clock.now())
    await unit.putMemberships(run.id, [{ groupId: 'g', personId: guid(1) }], clock.now())
    await unit.saveRejected(run.id, [{ origin: 'x', position: 1, field: 'y', problem: 'z', remedy: 'r' }])
    await unit.putFacts(
      { a: { state: 'known', value: 1, takenAt: clock.now(), coverage: { have: 1, of: 1 } } },
      run.id,
      clock.now(),
    )
    await unit.nameAccounts([{ userPrincipalName: 'a@b.example', namedAs: 'shared' }])
    await unit.putPolicyReach([{ reference: 'role:r', personIds: [guid(1)] }], ['g'])
    const event = {
      id: 'e',
      at: '2026-11-20T00:00:00Z',
      activity: 'x',
      category: null,
      service: null,
      result: null,
      by: null,
      personId: null,
      targetId: null,
      targetName: null,
      aaGuid: null,
    }
    await unit.putAuditEvents([event])
    const cases = await unit.distinctCases()
    await unit.putJudgements(
      cases.map(({ key }) => ({ key, judgement: judgement() })),
      clock.now(),
    )
  })
  return tenant
}

/** Runs as the role of the units of work, with a tenant or without; nothing is kept. */
async function asApp<Result>(
  db: Kysely<unknown>,
  tenant: string | null,
  work: (tx: Transaction<unknown>) => Promise<Result>,
): Promise<Result> {
  const undo = new Error('undone')
  let result: Result | undefined
  await db
    .transaction()
    .execute(async (tx) => {
      await sql`select set_config('search_path', 'keywave', true), set_config('role', 'keywave_app', true)`.execute(tx)
      if (tenant !== null) await sql`select set_config('keywave.tenant', ${tenant}, true)`.execute(tx)
      result = await work(tx)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return result as Result
}

/** Tries to write a copy of one of the tenant's rows, tenant and all. */
async function copyOneRow(
  tx: Transaction<unknown>,

  table: string,
  tenant: string,
): Promise<void> {
  const { rows: columns } = await sql<{
    name: string
    type: string
  }>`select a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_attribute a where a.attrelid = ${`keywave.${table}`}::regclass and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and a.attidentity = ''`.execute(tx)
  const values = columns.map(({ name, type }) => (name === 'tenant' ? sql`${tenant}` : sample(type)))
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map(({ name }) => sql.ref(name)))}) values (${sql.join(values)})`.execute(
    tx,
  )
}

function sample(type: string) {
  const samples: Record<string, string> = {
    jsonb: '{}',
    uuid: '00000000-0000-4000-8000-000000000000',
    boolean: 'true',
    bigint: '1',
    integer: '1',
  }
  return sql`cast(${samples[type] ?? (type.startsWith('timestamp') ? '2026-11-22T00:00:00Z' : 'x')}::text as ${sql.raw(type)})`
}

async function unconfined(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string
  }>`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'keywave' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity
      and exists (select from pg_policy p where p.polrelid = c.oid and pg_get_expr(p.polqual, c.oid) like '%keywave.tenant%'
        and pg_get_expr(p.polwithcheck, c.oid) like '%keywave.tenant%')) order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

/** The database as its owner sees it. The embedded one has a single opener: the store gives way and comes back. */
async function withOwner(database: TestDatabase, work: (db: Kysely<unknown>) => Promise<void>): Promise<void> {
  if (database.databaseUrl !== null) {
    const db = new Kysely<unknown>({
      dialect: new PostgresDialect({ pool: new Pool({ connectionString: database.databaseUrl, max: 2 }) }),
    })
    try {
      await work(db)
    } finally {
      await db.destroy()
    }
    return
  }
  await database.aside(async () => {
    const engine = await openEmbedded({
      dataFolder: database.dataFolder,
      holder: { startedAt: '2026-11-22T03:00:00Z', what: 'test', url: null, token: 'owner' },
    })
    try {
      await work(engine.db)
    } finally {
      await engine.close()
    }
  })
}
