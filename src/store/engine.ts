// What the store needs of a database, embedded or a server: Kysely over it, a way to hold a lock by name, upkeep and backup.

import type { Kysely } from 'kysely'

export type Engine = {
  readonly kind: 'embedded' | 'server'
  readonly db: Kysely<unknown>
  /** Holds a lock by name while `work` runs. Throws AppError sync-running when somebody else holds it; it ends with its holder. */
  withLock<Result>(name: string, work: () => Promise<Result>): Promise<Result>
  /** Writes a whole backup. Throws AppError wrong-use where the database has its own tools for that. */
  backup(file: string): Promise<{ readonly bytes: number }>
  close(): Promise<void>
}
