import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Connection } from '#app/ports.ts'
import { tenantNameFrom, type TenantName } from '#domain/shared/ids.ts'
import { openServer } from './server/open-server.ts'
import { openEmbedded } from './embedded/open-embedded.ts'
import { openStore } from './open-store.ts'
import { withStore, type TestDatabase } from '../../test/database.ts'
import { person, putAll } from './rows.fixture.ts'

const graph: Connection = {
  kind: 'graph',
  tenantId: '0f0f0f0f-0000-4000-8000-000000000000',
  clientId: 'client',
  credential: 'secret',
  secret: 'the secret ✓',
  graphUrl: 'https://graph.example',
  authorityUrl: 'https://login.example',
}

function named(text: string): TenantName {
  const name = tenantNameFrom(text)
  if (name === null) throw new Error(`${text} is no tenant name.`)
  return name
}

const holder = { startedAt: '2026-11-22T03:00:00Z', what: 'test', url: null, token: 'test' }

/** The database as its owner sees it. */
async function asOwner(database: TestDatabase, statement: ReturnType<typeof sql>): Promise<readonly unknown[]> {
  return await database.aside(async () => {
    const engine =
      database.databaseUrl === null
        ? await openEmbedded({ dataFolder: database.dataFolder, holder })
        : await openServer({ databaseUrl: database.databaseUrl, log: () => undefined })
    try {
      return (await statement.execute(engine.db)).rows
    } finally {
      await engine.close()
    }
  })
}

withStore('the store', (database) => {
  test('a tenant comes back with its connection; saved again, its connection changes and its beginning stays', async () => {
    const { store, clock } = database()
    const name = named('contoso-graph')
    const record = { name, connection: graph, createdAt: clock.now() }
    expect(await store.tenant(name)).toBeNull()
    await store.saveTenant(record)
    expect(await store.tenant(name)).toEqual(record)
    expect(await store.tenants()).toEqual([{ ...record, connection: { ...record.connection, secret: null } }])
    await store.saveTenant({
      name,
      connection: { kind: 'demo', people: 5, seed: 7 },
      createdAt: clock.advance({ hours: 1 }),
    })
    expect(await store.tenant(name)).toEqual({
      name,
      connection: { kind: 'demo', people: 5, seed: 7 },
      createdAt: record.createdAt,
    })
    expect(await store.removeTenant(name)).toBe(true)
  })

  test('the secret is nowhere in the database in the clear, and a row copied to another tenant does not open', async () => {
    const { store, clock, dataFolder } = database()
    const [contoso, fabrikam] = [named('contoso-secret'), named('fabrikam-secret')]
    for (const name of [contoso, fabrikam]) await store.saveTenant({ name, connection: graph, createdAt: clock.now() })
    const rows = await asOwner(database(), sql`select t::text as text from keywave.tenants t`)
    expect(JSON.stringify(rows)).not.toContain('the secret')
    expect(statSync(join(dataFolder, 'key')).mode & 0o777).toBe(0o600)
    await asOwner(
      database(),
      sql`update keywave.tenants set secret_sealed = (select secret_sealed from keywave.tenants where name = ${contoso}) where name = ${fabrikam}`,
    )
    expect((await database().store.tenant(contoso))?.connection).toEqual(graph)
    await expect(database().store.tenant(fabrikam)).rejects.toMatchObject({ code: 'data-key-wrong' })
    for (const name of [contoso, fabrikam]) await database().store.removeTenant(name)
  })

  test('another key, a broken key file and a missing one open no secret and make no new key', async () => {
    const { store, clock, dataFolder } = database()
    const name = named('contoso-key')
    await store.saveTenant({ name, connection: graph, createdAt: clock.now() })
    const path = join(dataFolder, 'key')
    const key = readFileSync(path)
    const wrong = expect.objectContaining({ code: 'data-key-wrong' })
    writeFileSync(path, Buffer.alloc(32, 7).toString('base64'))
    await expect(store.tenant(name)).rejects.toEqual(wrong)
    writeFileSync(path, 'not a key')
    await expect(store.tenant(name)).rejects.toEqual(wrong)
    rmSync(path)
    await expect(store.tenant(name)).rejects.toEqual(wrong)
    const listed = (await store.tenants()).find((tenant) => tenant.name === name)
    expect(listed, 'a secret that does not open hides no tenant').toMatchObject({
      connection: { ...graph, secret: null },
    })
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, key)
    expect((await store.tenant(name))?.connection).toEqual(graph)
    await store.removeTenant(name)
  })

  test('a unit of work of a tenant that is not there is refused', async () => {
    await expect(database().store.inTenant(named('nobody'), async () => 1)).rejects.toMatchObject({
      code: 'tenant-unknown',
    })
  })

  test('a unit of work inside another is a mistake that shows at once, not a wait for ever', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    const nested = store.inTenant(tenant, () => store.inTenant(tenant, async () => 1))
    await expect(nested).rejects.toThrow('no unit of work inside another')
    expect(await store.inTenant(tenant, async () => 1)).toBe(1)
  })

  test('two syncs of one tenant never run at once; of two tenants they do; the lock ends with its work', async () => {
    const { store } = database()
    const [one, other] = [await database().tenant(), await database().tenant()]
    await store.withSyncLock(one, async () => {
      await expect(store.withSyncLock(one, async () => 1)).rejects.toMatchObject({ code: 'sync-running' })
      expect(await store.withSyncLock(other, async () => 2)).toBe(2)
      expect(await store.inTenant(one, async () => 3)).toBe(3)
    })
    await expect(store.withSyncLock(one, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    expect(await store.withSyncLock(one, async () => 4)).toBe(4)
  })

  test('rows and facts survive closing and opening', async () => {
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1)] })
    await database().aside(async () => undefined)
    expect(await database().store.inTenant(tenant, (unit) => unit.countPeople({}))).toBe(1)
  })

  test('tidying leaves the rows and gives the planner their number', async () => {
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: Array.from({ length: 300 }, (_, number) => person(number)) })
    await database().store.tidy()
    expect(await database().store.inTenant(tenant, (unit) => unit.countPeople({}))).toBe(300)
    const [row] = await asOwner(
      database(),
      sql`select reltuples as rows from pg_class where oid = 'keywave.people'::regclass`,
    )
    expect(row).toEqual({ rows: expect.closeTo(301, -2) })
  })

  test('a database of a newer version is left alone', async () => {
    await asOwner(
      database(),
      sql`insert into keywave.migrations (version, name, applied_at) values (9999, 'of the future', now())`,
    ).then(
      () => expect.unreachable('a newer database was opened'),
      (error: unknown) => expect(error).toMatchObject({ code: 'data-newer' }),
    )
  })
})

test('a folder that cannot be one is refused with its name', async () => {
  const file = join(import.meta.dirname, 'store.test.ts', 'data')
  const clock = { now: () => Temporal.Instant.from('2026-11-22T03:00:00Z') }
  await expect(openStore({ databaseUrl: null, dataFolder: file, clock })).rejects.toMatchObject({
    code: 'data-unreadable',
    message: expect.stringContaining('store.test.ts/data'),
  })
})

test('a server that is not there is unreachable, and trying again may help', async () => {
  const clock = { now: () => Temporal.Instant.from('2026-11-22T03:00:00Z') }
  const opened = openStore({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', dataFolder: '/nowhere', clock })
  await expect(opened).rejects.toMatchObject({ code: 'database-unreachable', retry: true })
})
