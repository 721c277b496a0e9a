// Opens a PostgreSQL server by its address: a pool of connections, and locks that end with the connection of their holder.

import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Client, Pool, types, type ClientConfig } from 'pg'
import { AppError } from '#domain/shared/errors.ts'
import { databaseError, withDatabaseErrors } from '../database-error.ts'
import type { Engine } from '../engine.ts'
import { parsers } from '../result-types.ts'

export type ServerOptions = { readonly databaseUrl: string; readonly log: (event: string, fields: object) => void }

/** Connections of one process at most: each stream of a sync uses one, pages of the console a few more. */
const connectionsMax = 10

/** How long a connection may take to be made, in milliseconds. */
const connectTimeoutMs = 10_000

/** The oldest PostgreSQL that is tested: 15, as server_version_num says it. */
const oldestVersion = 150_000

/** Opens the database. Throws AppError database-unreachable, database-refused. */
export async function openServer({ databaseUrl, log }: ServerOptions): Promise<Engine> {
  const connection = connectionOf(databaseUrl)
  const pool = new Pool({ ...connection, max: connectionsMax })
  // A connection that breaks is replaced by the pool, and its query is told; without listeners, idle or in use, the process would end.
  const lost = (error: Error) =>
    log('database-connection-lost', { code: (error as NodeJS.ErrnoException).code ?? null })
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await withDatabaseErrors(() => refuseOld(db))
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    kind: 'server',
    db,
    withLock: (name, work) => withAdvisoryLock(connection, name, work),
    backup: async () => {
      throw new AppError('wrong-use', {
        public:
          'This installation keeps its data on a PostgreSQL server: back it up with pg_dump, for example pg_dump --format=custom "$DATABASE_URL" > keywave.dump.',
      })
    },
    close: () => db.destroy(),
  }
}

function connectionOf(databaseUrl: string): ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: 'keywave',
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    types: { getTypeParser: typeParser },
  }
}

function typeParser(type: number, form?: 'text' | 'binary'): (value: string) => unknown {
  const own = form === 'binary' ? undefined : parsers[type]
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the driver's list of types is not whole: any number may come
  return own ?? types.getTypeParser(type, form)
}

async function refuseOld(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ version: string; number: number }>`select current_setting('server_version') as version,
    current_setting('server_version_num')::int as number`.execute(db)
  const [found] = rows
  if (found === undefined || found.number < oldestVersion) {
    throw new AppError('database-refused', {
      public: `The server runs PostgreSQL ${found?.version ?? 'of unknown version'}; 15 or later is needed.`,
    })
  }
}

/**
 * Holds an advisory lock of the server on a connection of its own, so that it ends when the process or its machine dies: at once when the connection is
 * closed, within a minute when it falls silent (the keepalive settings below).
 */
async function withAdvisoryLock<Result>(
  connection: ClientConfig,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = new Client(connection)
  const lost = new Promise<never>((_resolve, reject) => {
    client.on('error', (error) => reject(databaseError(error) as Error))
    client.on('end', () => reject(new AppError('database-unreachable', { retry: true })))
  })
  // Only a loss while `work` runs matters; the end of this connection after it is ours.
  lost.catch(() => undefined)
  try {
    await withDatabaseErrors(async () => {
      await client.connect()
      await client.query('set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3')
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
        lockNumber(name),
      ])
      if (rows[0]?.held !== true) throw new AppError('sync-running')
    })
    return await Promise.race([work(), lost])
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A name as the 64-bit number that PostgreSQL locks by. */
function lockNumber(name: string): string {
  return createHash('sha256').update(`keywave ${name}`).digest().readBigInt64BE(0).toString()
}
