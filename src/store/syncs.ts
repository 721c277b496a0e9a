// Syncs: what each read, how far every stream got, and what was rejected on the way.

import { sql, type RawBuilder } from 'kysely'
import type { RejectedItem, StreamName, StreamProgress, SyncKind, SyncRun, SyncState, TenantUnit } from '#app/ports.ts'
import { assert } from '#domain/shared/assert.ts'
import { all, inBatches, instantOf, instantOrNull, jsonb, moment, type UnitContext } from './unit-context.ts'

type SyncUnit = Pick<
  TenantUnit,
  | 'startSync'
  | 'unfinishedSync'
  | 'lastFinishedSync'
  | 'syncs'
  | 'saveDeltaLink'
  | 'saveProgress'
  | 'endSync'
  | 'saveRejected'
  | 'rejected'
>

/** The tenant's syncs. */
export function syncs(context: UnitContext): SyncUnit {
  return {
    startSync: (kind, streams, at) => startSync(context, kind, streams, at),
    unfinishedSync: async () => {
      const [newest] = await runs(context, sql`true`, 1)
      return newest?.state === 'running' ? newest : null
    },
    lastFinishedSync: async () => (await runs(context, sql`state = 'finished'`, 1))[0] ?? null,
    syncs: (limit) => runs(context, sql`true`, limit),
    saveDeltaLink: async (syncId, link) => {
      await sql`update syncs set delta_link = ${link} where id = ${syncId}`.execute(context.tx)
    },
    saveProgress: (syncId, progress) => saveProgress(context, syncId, progress),
    endSync: async (syncId, state, at, error) => {
      await sql`update syncs set state = ${state}, finished_at = ${moment(at)}, error = ${error} where id = ${syncId}`.execute(
        context.tx,
      )
      await sql`delete from seen where sync_id = ${syncId}`.execute(context.tx)
    },
    saveRejected: async (syncId, items) => {
      await inBatches(items, (batch) => saveRejected(context, syncId, batch))
    },
    rejected: (syncId, limit) =>
      all<RejectedItem>(
        context,
        sql`select origin, position, field, problem, remedy from rejected_items where sync_id = ${syncId} order by number limit ${limit}`,
      ),
  }
}

async function startSync(
  context: UnitContext,
  kind: SyncKind,
  streams: readonly StreamName[],
  at: Temporal.Instant,
): Promise<SyncRun> {
  const id = context.newId()
  await sql`insert into syncs (id, kind, state, started_at) values (${id}, ${kind}, 'running', ${moment(at)})`.execute(
    context.tx,
  )
  await sql`insert into sync_streams (sync_id, stream, position, state, rows, rejected)
    select ${id}, s.stream, s.position, 'waiting', 0, 0
    from jsonb_array_elements_text(${jsonb(streams)}) with ordinality as s (stream, position)`.execute(context.tx)
  const [run] = await runs(context, sql`id = ${id}`, 1)
  assert(run !== undefined, 'a sync that was just begun to be there')
  return run
}

async function saveProgress(context: UnitContext, syncId: string, progress: StreamProgress): Promise<void> {
  const { stream, state, rows, total, rejected, cursor } = progress
  await sql`insert into sync_streams as s (sync_id, stream, position, state, rows, total, rejected, cursor)
    values (${syncId}, ${stream}, 1000, ${state}, ${rows}, ${total}::bigint, ${rejected}, ${cursor}::text)
    on conflict (tenant, sync_id, stream) do update set
      state = excluded.state, rows = excluded.rows, total = excluded.total, rejected = excluded.rejected, cursor = excluded.cursor`.execute(
    context.tx,
  )
}

async function saveRejected(context: UnitContext, syncId: string, items: readonly RejectedItem[]): Promise<number> {
  await sql`insert into rejected_items (sync_id, origin, position, field, problem, remedy)
    select ${syncId}, i.origin, i.position, i.field, i.problem, i.remedy
    from jsonb_to_recordset(${jsonb(items)}) as i (origin text, position bigint, field text, problem text, remedy text)`.execute(
    context.tx,
  )
  return items.length
}

type RunRow = {
  id: string
  kind: SyncKind
  state: SyncState
  started_at: string
  finished_at: string | null
  error: string | null
  delta_link: string | null
  streams: readonly StreamProgress[]
}

/** Runs that meet a condition, newest first. */
async function runs(context: UnitContext, condition: RawBuilder<unknown>, limit: number): Promise<readonly SyncRun[]> {
  const rows = await all<RunRow>(
    context,
    sql`select id, kind, state, started_at, finished_at, error, delta_link, coalesce((
        select jsonb_agg(jsonb_build_object('stream', t.stream, 'state', t.state, 'rows', t.rows, 'total', t.total,
          'rejected', t.rejected, 'cursor', t.cursor) order by t.position, t.stream)
        from sync_streams t where t.sync_id = s.id), '[]'::jsonb) as streams
      from syncs s where ${condition} order by number desc limit ${limit}`,
  )
  return rows.map(({ id, kind, state, started_at, finished_at, error, delta_link, streams }) => ({
    id,
    kind,
    state,
    startedAt: instantOf(started_at),
    finishedAt: instantOrNull(finished_at),
    streams,
    error,
    deltaLink: delta_link,
  }))
}
