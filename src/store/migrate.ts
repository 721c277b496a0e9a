// Brings a database to the newest form: numbered SQL files, each run once, all in one transaction, so that a start is quick and leaves nothing half.

import { readdirSync, readFileSync } from 'node:fs'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Clock } from '#app/ports.ts'
import { AppError } from '#domain/shared/errors.ts'
import { moment } from './unit-context.ts'

/** The role under which every unit of work runs: it owns nothing and cannot pass by row-level security. */
export const appRole = 'keywave_app'

type Migration = { readonly version: number; readonly name: string; readonly text: string }

const folder = new URL('./migrations/', import.meta.url)

/** The migrations in order, read from their files. */
export function migrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      version: Number(file.slice(0, 4)),
      name: file,
      text: readFileSync(new URL(file, folder), 'utf8'),
    }))
}

/** Runs what is missing. Throws AppError data-newer when a newer Keywave has written here, database-refused with what to run when a right is missing. */
export async function migrate(db: Kysely<unknown>, clock: Clock): Promise<void> {
  const wanted = migrations()
  const newest = wanted.at(-1)?.version ?? 0
  if ((await appliedVersion(db)) === newest) return
  await db.transaction().execute(async (tx) => {
    // Two processes that start at once: the second waits and finds nothing left to do.
    await sql`select pg_advisory_xact_lock(hashtextextended('keywave migrations', 0))`.execute(tx)
    const applied = await appliedVersion(tx)
    if (applied > newest) {
      throw new AppError('data-newer', {
        public: `The database has version ${applied}, this Keywave knows versions up to ${newest}.`,
      })
    }
    if (applied === 0) await prepare(tx)
    for (const { version, name, text } of wanted.filter((migration) => migration.version > applied)) {
      for (const statement of statementsOf(text)) await sql.raw(statement).execute(tx)
      await sql`insert into keywave.migrations (version, name, applied_at) values (${version}, ${name}, ${moment(clock.now())})`.execute(
        tx,
      )
    }
  })
}

/** Statements end with a semicolon and an empty line; comment lines before them go along. */
export function statementsOf(text: string): readonly string[] {
  return text
    .split(/;\s*\n\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

async function appliedVersion(db: Kysely<unknown>): Promise<number> {
  const { rows } = await sql<{
    present: boolean
  }>`select to_regclass('keywave.migrations') is not null as present`.execute(db)
  if (rows[0]?.present !== true) return 0
  const applied = await sql<{ version: number | null }>`select max(version) as version from keywave.migrations`.execute(
    db,
  )
  return applied.rows[0]?.version ?? 0
}

/** Schema, table of migrations, and the role of the units of work. */
async function prepare(tx: Transaction<unknown>): Promise<void> {
  const user = await currentUser(tx)
  const { rows } = await sql`select from pg_namespace where nspname = 'keywave'`.execute(tx)
  if (rows.length === 0)
    await allowed(tx, `CREATE SCHEMA keywave AUTHORIZATION ${user.quoted}`, 'create schema keywave')
  await prepareRole(tx, user)
  await sql`create table if not exists keywave.migrations (version integer primary key, name text not null, applied_at timestamptz not null)`.execute(
    tx,
  )
  await sql.raw(`grant usage on schema keywave to ${appRole}`).execute(tx)
}

type User = { readonly quoted: string; readonly superuser: boolean }

async function currentUser(tx: Transaction<unknown>): Promise<User> {
  const { rows } =
    await sql<User>`select quote_ident(current_user) as quoted, rolsuper as superuser from pg_roles where rolname = current_user`.execute(
      tx,
    )
  const [user] = rows
  if (user === undefined)
    throw new AppError('database-refused', { public: 'The database does not say who the user of DATABASE_URL is.' })
  return user
}

/** Roles belong to the whole server: another database of it may have made ours already. */
async function prepareRole(tx: Transaction<unknown>, user: User): Promise<void> {
  const { rows } = await sql<{
    too_strong: boolean
  }>`select rolsuper or rolbypassrls as too_strong from pg_roles where rolname = ${appRole}`.execute(tx)
  const statement = `CREATE ROLE ${appRole} NOLOGIN; GRANT ${appRole} TO ${user.quoted}`
  if (rows[0] === undefined) await allowed(tx, statement, `create role ${appRole} nologin nosuperuser nobypassrls`)
  if (rows[0]?.too_strong === true) {
    const weaken = `ALTER ROLE ${appRole} NOSUPERUSER NOBYPASSRLS`
    throw new AppError('database-refused', {
      public: `The role ${appRole} passes by row-level security. Run as a superuser: ${weaken}`,
    })
  }
  if (!user.superuser && !(await isMember(tx)))
    await allowed(tx, `GRANT ${appRole} TO ${user.quoted}`, `grant ${appRole} to ${user.quoted}`)
}

async function isMember(tx: Transaction<unknown>): Promise<boolean> {
  // PostgreSQL 16 tells apart who may become a role (SET) from who belongs to it; before, to belong is enough.
  const right = sql`case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end`
  const { rows } = await sql<{
    member: boolean
  }>`select pg_has_role(current_user, ${appRole}, ${right}) as member`.execute(tx)
  return rows[0]?.member === true
}

/** Runs a statement; where the user may not, says which statement somebody with the right has to run. */
async function allowed(tx: Transaction<unknown>, statement: string, text: string): Promise<void> {
  try {
    await sql.raw(text).execute(tx)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new AppError('database-refused', {
      cause: error,
      public: `The user of DATABASE_URL lacks a right. Run as a superuser in this database: ${statement}`,
    })
  }
}
