// Databases for tests: each suite of a store runs on the embedded database and, where DATABASE_URL is set, on a fresh database of that server too.
// The embedded one is copied from a template that is made once for a version of the migrations: opening takes a third of a second instead of four.

import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import type { Clock, Store } from '#app/ports.ts'
import { tenantNameFrom, type TenantName } from '#domain/shared/ids.ts'
import { openStore } from '#store/open-store.ts'

export type DatabaseKind = 'embedded' | 'server'

/** A clock that tests set. It begins at 2026-11-22T03:00:00Z. */
export type TestClock = Clock & {
  set(at: string): void
  advance(duration: Temporal.DurationLike): Temporal.Instant
}

export type TestDatabase = {
  readonly kind: DatabaseKind
  readonly store: Store
  readonly clock: TestClock
  readonly dataFolder: string
  readonly databaseUrl: string | null
  /** A connected tenant without rows, under a name that no other test uses. */
  tenant(): Promise<TenantName>
  /** Closes the store while `work` runs, so that the database can be opened in another way, and opens it again. */
  aside<Result>(work: () => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** A clock for tests. */
export function testClock(): TestClock {
  let now = Temporal.Instant.from('2026-11-22T03:00:00Z')
  return {
    now: () => now,
    set: (at) => {
      now = Temporal.Instant.from(at)
    },
    advance: (duration) => {
      now = now.add(duration)
      return now
    },
  }
}

/** Runs a suite on each database there is. `database()` is there from the first test on; it is closed after the last. */
export function withStore(title: string, suite: (database: () => TestDatabase) => void): void {
  const kinds: readonly DatabaseKind[] =
    process.env['DATABASE_URL'] === undefined ? ['embedded'] : ['embedded', 'server']
  describe.each(kinds)(`${title} (%s)`, (kind) => {
    let database: TestDatabase | null = null
    beforeAll(async () => {
      database = await openTestDatabase(kind)
    })
    afterAll(async () => {
      await database?.close()
    })
    suite(() => {
      if (database === null) throw new Error('The database is opened before the first test of the suite.')
      return database
    })
  })
}

/** Opens a fresh database. */
export async function openTestDatabase(kind: DatabaseKind = 'embedded'): Promise<TestDatabase> {
  const clock = testClock()
  const dataFolder = mkdtempSync(join(tmpdir(), 'keywave-test-'))
  const server = kind === 'server' ? await createServerDatabase() : null
  if (server === null) await copyTemplate(dataFolder)
  const open = () => openStore({ databaseUrl: server?.url ?? null, dataFolder, clock })
  let store = await open()
  return {
    kind,
    get store() {
      return store
    },
    clock,
    dataFolder,
    databaseUrl: server?.url ?? null,
    tenant: async () => {
      const name = tenantNameFrom(`t-${randomUUID().slice(0, 13)}`)
      if (name === null) throw new Error('A made-up tenant name is a tenant name.')
      await store.saveTenant({ name, connection: { kind: 'files' }, createdAt: clock.now() })
      return name
    },
    aside: async (work) => {
      await store.close()
      try {
        return await work()
      } finally {
        store = await open()
      }
    },
    close: async () => {
      await store.close()
      await server?.drop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Lays the template's database into a data folder, so that it need not be made anew. */
export async function copyTemplate(dataFolder: string): Promise<void> {
  cpSync(join(await template(), 'pg'), join(dataFolder, 'pg'), { recursive: true })
}

async function template(): Promise<string> {
  const path = join(tmpdir(), `keywave-template-${versionDigest()}`)
  if (existsSync(path)) return path
  const beside = mkdtempSync(join(tmpdir(), 'keywave-template-new-'))
  const store = await openStore({ databaseUrl: null, dataFolder: beside, clock: testClock() })
  await store.close()
  try {
    renameSync(beside, path)
  } catch (error) {
    // Another test file was quicker: its template is the same.
    if (!existsSync(path)) throw error
    rmSync(beside, { recursive: true, force: true })
  }
  return path
}

/** What the template depends on: the migrations and the embedded database's version. */
function versionDigest(): string {
  const digest = createHash('sha256').update(
    readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite'))),
  )
  const folder = new URL('../src/store/migrations/', import.meta.url)
  for (const file of readdirSync(folder).sort()) digest.update(readFileSync(new URL(file, folder)))
  return digest.digest('hex').slice(0, 16)
}

async function createServerDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const base = process.env['DATABASE_URL']
  if (base === undefined) throw new Error('DATABASE_URL names no server for the tests.')
  const name = `keywave_test_${randomUUID().replaceAll('-', '')}`
  const run = async (statement: string) => {
    const client = new Client({ connectionString: base })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await run(`create database ${name}`)
  const url = new URL(base)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) }
}
