// What every part of a tenant's unit of work is given: the transaction, confined to the tenant, and what it must not make up itself.

import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { Clock } from '#app/ports.ts'
import type { TenantName } from '#domain/shared/ids.ts'

/** A transaction on either engine. Tables are named without schema; row-level security adds the tenant to every statement. */
export type Tx = Transaction<unknown>

export type UnitContext = {
  readonly tx: Tx
  readonly tenant: TenantName
  readonly clock: Clock
  readonly newId: () => string
  /** Makes writers of this tenant's rows wait for each other until the transaction ends; they would otherwise cross. */
  readonly lockRows: () => Promise<void>
  /** Brings the planner's statistics of tables up to date where they have grown: a first sync judges before anything else does. */
  readonly refreshStatistics: (tables: readonly string[]) => Promise<void>
}

/** Rows that one statement takes: twice as many gain a tenth in speed and cost 50 MB at the peak. Measured on the embedded database. */
export const rowsPerStatement = 2500

/** Runs a statement and gives its rows. */
export async function all<Row>(
  context: Pick<UnitContext, 'tx'>,
  statement: RawBuilder<unknown>,
): Promise<readonly Row[]> {
  return (await statement.execute(context.tx)).rows as Row[]
}

/** Runs a statement that gives one row with a column `count`. */
export async function count(context: Pick<UnitContext, 'tx'>, statement: RawBuilder<unknown>): Promise<number> {
  const [row] = await all<{ count: number }>(context, statement)
  return row?.count ?? 0
}

/** Runs `write` over batches of the rows and adds up what it returns. */
export async function inBatches<Row>(
  rows: readonly Row[],
  write: (batch: readonly Row[]) => Promise<number>,
): Promise<number> {
  if (rows.length <= rowsPerStatement) return rows.length === 0 ? 0 : await write(rows)
  let changed = 0
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    changed += await write(rows.slice(start, start + rowsPerStatement))
  }
  return changed
}

/** Escapes that PostgreSQL's jsonb refuses: the zero character and halves of surrogate pairs. */
const refusedByJsonb = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i

/** A value as a jsonb parameter, the same on both engines. Characters that jsonb can not hold are left out. */
export function jsonb(value: unknown): RawBuilder<unknown> {
  let text = JSON.stringify(value)
  if (refusedByJsonb.test(text)) {
    text = JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part,
    )
  }
  return sql`${text}::jsonb`
}

/** A moment as a parameter. The database keeps microseconds: finer ones are cut off, so that a moment never moves forward. */
export function moment(at: Temporal.Instant): RawBuilder<unknown> {
  return sql`${inMicroseconds(at).toString()}::timestamptz`
}

/** The moment as the database will give it back. */
export function inMicroseconds(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' })
}

/** A moment from the text of a timestamptz, for example `2026-11-22 03:00:00.5+00`. */
export function instantOf(text: string): Temporal.Instant {
  return Temporal.Instant.from(text)
}

/** A moment that may be null. */
export function instantOrNull(text: string | null): Temporal.Instant | null {
  return text === null ? null : instantOf(text)
}

/** A source's ISO 8601 text as a moment in text; null when there is none or it is no moment: its age is then unknown. */
export function momentText(text: string | null | undefined): string | null {
  if (text == null) return null
  try {
    return inMicroseconds(Temporal.Instant.from(text)).toString()
  } catch {
    return null
  }
}

/** The condition that a version held at a moment; at present when null. */
export function heldAt(alias: string, at: Temporal.Instant | null): RawBuilder<unknown> {
  const from = sql.ref(`${alias}.valid_from`)
  const to = sql.ref(`${alias}.valid_to`)
  if (at === null) return sql`${to} is null`
  return sql`(${from} <= ${moment(at)} and (${to} is null or ${to} > ${moment(at)}))`
}

/**
 * The version of `table` whose `column` equals `key` at a moment, for a lateral join. Written as the union of what holds and what is past
 * because each half has its own partial index.
 */
export function versionOf(
  table: string,
  column: string,
  key: RawBuilder<unknown>,
  at: Temporal.Instant | null,
): RawBuilder<unknown> {
  const from = sql`select * from ${sql.table(table)} h where h.${sql.ref(column)} = ${key}`
  if (at === null) return sql`(${from} and h.valid_to is null)`
  return sql`(${from} and h.valid_to is null and h.valid_from <= ${moment(at)}
    union all ${from} and h.valid_to is not null and h.valid_from <= ${moment(at)} and h.valid_to > ${moment(at)})`
}

/**
 * The version of `table` (as `h`) that holds now and meets a condition on its key, with its place as `row`, for a lateral join. The limit keeps the planner
 * from reading the whole table instead of one place of the index for each row; without statistics, as in a first sync, it would.
 */
export function heldVersion(table: string, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select h.ctid as row, h.* from ${sql.table(table)} h where ${condition} and h.valid_to is null limit 1)`
}
