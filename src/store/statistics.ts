// Keeps the planner's statistics near the truth while a sync fills the tables: without them it takes a million rows for one, and reads a table
// once for each person. The embedded database has no autovacuum, and a server's comes too late for the judging that ends a first sync.

import { sql, type Transaction } from 'kysely'
import { appRole } from './migrate.ts'

/** A table that has this many times the pages of its last statistics is looked at again. */
const growth = 1.5

/** Tables below this size need no statistics, in pages of 8 KB. */
const pagesMin = 50

/** Analyses those of the tables that have grown since they last were. Within the transaction, so that rows not committed yet count too. */
export async function refreshStatistics(tx: Transaction<unknown>, tables: readonly string[]): Promise<void> {
  const { rows } = await sql<{
    name: string
  }>`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'keywave' and c.relname = any(${[...tables]}::text[])
      and pg_relation_size(c.oid) / 8192 > greatest(${pagesMin}::bigint, ${growth}::float8 * case when c.reltuples < 0 then 0 else c.relpages end)
    order by 1`.execute(tx)
  if (rows.length === 0) return
  // Only the owner may; the rows that are sampled stay in the database.
  await sql`select set_config('role', 'none', true)`.execute(tx)
  for (const { name } of rows) await sql`analyze (skip_locked) ${sql.table(`keywave.${name}`)}`.execute(tx)
  await sql`select set_config('role', ${appRole}, true)`.execute(tx)
}
