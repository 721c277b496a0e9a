// Facts with their history. A value that is read again and again unchanged is kept once; each reading is a small version with its age.

import { sql } from 'kysely'
import type { TenantUnit, Version } from '#app/ports.ts'
import type { Coverage, Evidence, UnknownReason } from '#domain/shared/evidence.ts'
import type { FactBook } from '#domain/tenant/fact.ts'
import { canonicalJson, digestId } from './canonical-json.ts'
import {
  all,
  heldAt,
  inMicroseconds,
  instantOf,
  instantOrNull,
  jsonb,
  moment,
  type UnitContext,
} from './unit-context.ts'

/** The tenant's facts. */
export function facts(context: UnitContext): Pick<TenantUnit, 'putFacts' | 'facts' | 'factHistory'> {
  return {
    putFacts: (book, syncId, at) => putFacts(context, book, syncId, at),
    facts: (at) => factsAt(context, at),
    factHistory: (fact) => factHistory(context, fact.name),
  }
}

async function putFacts(
  context: UnitContext,
  book: FactBook,
  syncId: string | null,
  at: Temporal.Instant,
): Promise<void> {
  await context.lockRows()
  const values = new Map<string, unknown>()
  const rows = Object.entries(book).flatMap(([fact, evidence]): readonly object[] => {
    if (evidence === undefined) return []
    const takenAt = evidence.takenAt === null ? null : inMicroseconds(evidence.takenAt).toString()
    if (evidence.state === 'unknown')
      return [{ fact, value_id: null, reason: evidence.reason, coverage: null, taken_at: takenAt }]
    const value_id = digestId(evidence.value)
    values.set(value_id, evidence.value)
    return [{ fact, value_id, reason: null, coverage: evidence.coverage, taken_at: takenAt }]
  })
  if (rows.length === 0) return
  await sql`insert into fact_values (id, value) select (i.row ->> 'id')::uuid, i.row -> 'value'
    from jsonb_array_elements(${jsonb([...values].map(([id, value]) => ({ id, value })))}) as i (row)
    on conflict do nothing`.execute(context.tx)
  await sql`with incoming as materialized (
      select fact, value_id, nullif(reason, 'null'::jsonb) as reason, nullif(coverage, 'null'::jsonb) as coverage, taken_at
      from jsonb_to_recordset(${jsonb(rows)}) as i (fact text, value_id uuid, reason jsonb, coverage jsonb, taken_at timestamptz)
    ), laid as materialized (
      select i.*, o.ctid as row, o.valid_from as held_from from incoming i left join facts o on o.fact = i.fact and o.valid_to is null
      where o.fact is null
        or (o.value_id, o.reason, o.coverage, o.taken_at) is distinct from (i.value_id, i.reason, i.coverage, i.taken_at)
    ), ended as (
      update facts f set
        valid_to = case when f.valid_from < ${moment(at)} then ${moment(at)} end,
        value_id = case when f.valid_from < ${moment(at)} then f.value_id else l.value_id end,
        reason = case when f.valid_from < ${moment(at)} then f.reason else l.reason end,
        coverage = case when f.valid_from < ${moment(at)} then f.coverage else l.coverage end,
        taken_at = case when f.valid_from < ${moment(at)} then f.taken_at else l.taken_at end
      from laid l where f.ctid = l.row
      returning 1
    )
    insert into facts (fact, value_id, reason, coverage, taken_at, sync_id, valid_from)
    select l.fact, l.value_id, l.reason, l.coverage, l.taken_at, ${syncId}, ${moment(at)} from laid l
    where (l.held_from is null or l.held_from < ${moment(at)}) and (select count(*) from ended) >= 0`.execute(
    context.tx,
  )
}

type FactRow = {
  fact: string
  value_id: string | null
  value: unknown
  reason: UnknownReason | null
  coverage: Coverage | null
  taken_at: string | null
  valid_from: string
  valid_to: string | null
}

function evidenceOf(row: FactRow): Evidence<unknown> {
  if (row.reason !== null || row.taken_at === null || row.coverage === null) {
    return { state: 'unknown', reason: row.reason ?? { kind: 'never-read' }, takenAt: instantOrNull(row.taken_at) }
  }
  return { state: 'known', value: row.value, takenAt: instantOf(row.taken_at), coverage: row.coverage }
}

async function factsAt(context: UnitContext, at: Temporal.Instant | null): Promise<FactBook> {
  const rows = await all<FactRow>(
    context,
    sql`select f.fact, f.value_id, v.value, f.reason, f.coverage, f.taken_at, f.valid_from, f.valid_to
      from facts f left join fact_values v on v.id = f.value_id where ${heldAt('f', at)} order by f.fact`,
  )
  return Object.fromEntries(rows.map((row) => [row.fact, evidenceOf(row)]))
}

/** Oldest first. Readings that found the same are one version, as old as the last of them. */
async function factHistory(context: UnitContext, fact: string): Promise<readonly Version<Evidence<unknown>>[]> {
  const rows = await all<FactRow>(
    context,
    sql`select f.fact, f.value_id, v.value, f.reason, f.coverage, f.taken_at, f.valid_from, f.valid_to
      from facts f left join fact_values v on v.id = f.value_id where f.fact = ${fact} order by f.valid_from`,
  )
  const versions: { same: string; version: Version<Evidence<unknown>> }[] = []
  for (const row of rows) {
    const same = canonicalJson([row.value_id, row.reason, row.coverage])
    const last = versions.at(-1)
    const begun = last?.same === same ? last.version.from : instantOf(row.valid_from)
    if (last?.same === same) versions.pop()
    versions.push({ same, version: { from: begun, until: instantOrNull(row.valid_to), value: evidenceOf(row) } })
  }
  return versions.map(({ version }) => version)
}
