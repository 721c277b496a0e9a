import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenantNameFrom } from '#domain/shared/ids.ts'
import { openTestDatabase, testClock, type TestDatabase } from '../../../test/database.ts'
import { openStore } from '../open-store.ts'

const base = process.env['DATABASE_URL']

/** Runs statements on the tests' server, each by itself. */
async function onServer(url: string, statements: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows: readonly Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

describe.runIf(base !== undefined)('a PostgreSQL server', () => {
  let database: TestDatabase
  const tenant = tenantNameFrom('contoso')
  beforeAll(async () => {
    database = await openTestDatabase('server')
    if (tenant !== null)
      await database.store.saveTenant({ name: tenant, connection: { kind: 'files' }, createdAt: database.clock.now() })
  })
  afterAll(() => database.close())

  const url = () => database.databaseUrl ?? ''
  const again = (databaseUrl: string) => openStore({ databaseUrl, dataFolder: database.dataFolder, clock: testClock() })

  test('the sync lock holds between processes, and a dead holder leaves it at once', async () => {
    if (tenant === null) throw new Error('contoso is a tenant name.')
    const second = await again(url())
    const working = Promise.withResolvers<void>()
    const held = database.store.withSyncLock(tenant, () => new Promise<never>(() => working.resolve()))
    const lost = expect(held).rejects.toMatchObject({ code: 'database-unreachable' })
    await working.promise
    await expect(second.withSyncLock(tenant, async () => 1)).rejects.toMatchObject({ code: 'sync-running' })
    await onServer(url(), [
      "select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())",
    ])
    await lost
    expect(await second.withSyncLock(tenant, async () => 2)).toBe(2)
    await second.close()
  })

  test('a connection that breaks in a unit of work is told as such, and the next unit finds a new one', async () => {
    if (tenant === null) throw new Error('contoso is a tenant name.')
    const broken = database.store.inTenant(tenant, async (unit) => {
      await unit.countPeople({})
      await onServer(url(), [
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'keywave'",
      ])
      return await unit.countPeople({})
    })
    await expect(broken).rejects.toMatchObject({ code: 'database-unreachable', retry: true })
    expect(await database.store.inTenant(tenant, (unit) => unit.countPeople({}))).toBe(0)
  })

  test('two processes that start on an empty database at once both succeed', async () => {
    const name = `keywave_test_${randomUUID().replaceAll('-', '')}`
    await onServer(base ?? '', [`create database ${name}`])
    const fresh = Object.assign(new URL(url()), { pathname: `/${name}` }).href
    const stores = await Promise.all([again(fresh), again(fresh)])
    expect(await Promise.all(stores.map((store) => store.tenants()))).toEqual([[], []])
    for (const store of stores) await store.close()
    await onServer(base ?? '', [`drop database ${name} with (force)`])
  })

  test('a database that does not exist is refused with its reason', async () => {
    const missing = Object.assign(new URL(url()), { pathname: '/no_such_database' }).href
    await expect(again(missing)).rejects.toMatchObject({
      code: 'database-refused',
      message: expect.stringContaining('does not exist'),
    })
  })

  test('a user without the rights is told the statement to run, and after it the start succeeds', async () => {
    const id = randomUUID().replaceAll('-', '').slice(0, 12)
    const user = `kw_weak_${id}`
    await onServer(base ?? '', [`create role ${user} login`, `create database ${user}_db`])
    const weak = Object.assign(new URL(url()), { username: user, pathname: `/${user}_db` }).href
    try {
      const refusal = async () => {
        const error = await again(weak).then(
          () => null,
          (thrown: unknown) => thrown as Error & { code: string },
        )
        expect(error?.code).toBe('database-refused')
        return error?.message.split(': ').at(-1) ?? ''
      }
      const owner = Object.assign(new URL(base ?? ''), { pathname: `/${user}_db` }).href
      const first = await refusal()
      expect(first).toBe(`CREATE SCHEMA keywave AUTHORIZATION ${user}`)
      await onServer(owner, [`grant ${user} to current_user`, first])
      const second = await refusal()
      expect(second).toBe(`GRANT keywave_app TO ${user}`)
      await onServer(owner, [second])
      const store = await again(weak)
      expect(await store.tenants()).toEqual([])
      await store.close()
    } finally {
      await onServer(base ?? '', [`drop database ${user}_db with (force)`, `drop role ${user}`])
    }
  })
})
