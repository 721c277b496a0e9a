// People, as the directory tells them, with their history, and when they last signed in.

import { sql } from 'kysely'
import type { PersonChange, TenantUnit } from '#app/ports.ts'
import type { Person, SignInActivity } from '#domain/people/person.ts'
import { adoptIds, idsOfUpns, upnKey } from './upn-ids.ts'
import { count, heldVersion, inBatches, jsonb, moment, type UnitContext } from './unit-context.ts'

type PersonPatch = Partial<Person> & { readonly id: string }

/** The writers of people. */
export function people(
  context: UnitContext,
): Pick<TenantUnit, 'putPeople' | 'putSignInActivity' | 'applyPersonChanges'> {
  return {
    putPeople: (syncId, rows, at) => inBatches(rows, (batch) => putBatch(context, syncId, batch, at)),
    putSignInActivity: (_syncId, rows) => inBatches(rows, (batch) => putSignIns(context, batch)),
    applyPersonChanges: (syncId, rows, at) => inBatches(rows, (batch) => applyChanges(context, syncId, batch, at)),
  }
}

async function putBatch(
  context: UnitContext,
  syncId: string,
  rows: readonly PersonPatch[],
  at: Temporal.Instant,
): Promise<number> {
  await context.lockRows()
  const named = rows.flatMap(({ id, userPrincipalName }) =>
    userPrincipalName === undefined ? [] : [{ id, upn: upnKey(userPrincipalName) }],
  )
  await adoptIds(context, named, at)
  const ids = await idsOfUpns(
    context,
    rows.map(({ id }) => id),
  )
  const merged = mergeById(rows.map((row) => ({ ...row, id: ids.get(row.id) ?? row.id })))
  return await writeVersions(context, syncId, merged, at)
}

/** Two rows of one id are laid over each other in their order; properties that a row does not tell stay. */
function mergeById(rows: readonly PersonPatch[]): readonly PersonPatch[] {
  const byId = new Map<string, PersonPatch>()
  for (const row of rows) {
    const before = byId.get(row.id)
    byId.set(row.id, before === undefined ? row : { ...before, ...told(row) })
  }
  return [...byId.values()]
}

function told<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row
}

async function writeVersions(
  context: UnitContext,
  syncId: string,
  rows: readonly PersonPatch[],
  at: Temporal.Instant,
): Promise<number> {
  const incoming = jsonb(
    rows.map(({ id, ...doc }) => ({
      id,
      upn: doc.userPrincipalName === undefined ? null : upnKey(doc.userPrincipalName),
      doc,
    })),
  )
  // A version that began at this moment or later is mended in place: nothing could have been asked of it before. A change to somebody
  // of whom no user principal name is known is left out: the next full read shows them.
  return await count(
    context,
    sql`with laid as materialized (
        select i.id, coalesce(i.upn, o.upn) as upn, m.doc, o.row, o.valid_from as held_from, o.sync_id as held_sync,
          (o.row is null or m.doc <> o.doc) as changed
        from jsonb_to_recordset(${incoming}) as i (id text, upn text, doc jsonb)
        left join lateral ${heldVersion('people', sql`h.id = i.id`)} o on true
        cross join lateral (select case when i.doc = o.doc then o.doc else coalesce(o.doc || i.doc, i.doc) end as doc offset 0) m
        where coalesce(i.upn, o.upn) is not null
      ), ended as (
        update people p set
          valid_to = case when p.valid_from < ${moment(at)} then ${moment(at)} end,
          doc = case when p.valid_from < ${moment(at)} then p.doc else l.doc end,
          upn = case when p.valid_from < ${moment(at)} then p.upn else l.upn end,
          sync_id = case when p.valid_from < ${moment(at)} then p.sync_id else ${syncId} end
        from laid l where l.changed and p.ctid = l.row
        returning 1
      ), begun as (
        insert into people (id, upn, doc, sync_id, valid_from)
        select l.id, l.upn, l.doc, ${syncId}, ${moment(at)} from laid l
        where l.changed and (l.held_from is null or l.held_from < ${moment(at)}) and (select count(*) from ended) >= 0
      ), marked as (
        insert into seen (sync_id, stream, id)
        select ${syncId}, 'people', l.id from laid l where not l.changed and l.held_sync is distinct from ${syncId}
      )
      select count(*) as count from laid where changed`,
  )
}

async function putSignIns(context: UnitContext, rows: readonly SignInActivity[]): Promise<number> {
  await context.lockRows()
  const ids = await idsOfUpns(
    context,
    rows.map(({ personId }) => personId),
  )
  const byId = new Map<string, object>()
  for (const { personId, ...doc } of rows) {
    const id = ids.get(personId) ?? personId
    byId.set(id, { ...byId.get(id), ...told(doc) })
  }
  return await count(
    context,
    sql`with written as (
        insert into sign_ins as s (person_id, doc)
        select i.id, i.doc from jsonb_to_recordset(${jsonb([...byId].map(([id, doc]) => ({ id, doc })))}) as i (id text, doc jsonb)
        on conflict (tenant, person_id) do update set doc = s.doc || excluded.doc where s.doc || excluded.doc <> s.doc
        returning 1
      ) select count(*) as count from written`,
  )
}

/** Applies what users/delta told, in its order: a person removed and told again in one batch is there, and the other way round is not. */
async function applyChanges(
  context: UnitContext,
  syncId: string,
  rows: readonly PersonChange[],
  at: Temporal.Instant,
): Promise<number> {
  const last = new Map<string, PersonChange['kind']>()
  for (const row of rows) last.set(row.kind === 'removed' ? row.id : row.person.id, row.kind)
  const changed = rows.flatMap((row) =>
    row.kind === 'changed' && last.get(row.person.id) === 'changed' ? [row.person] : [],
  )
  const removed = [...last].filter(([, kind]) => kind === 'removed').map(([id]) => id)
  const written = changed.length === 0 ? 0 : await putBatch(context, syncId, changed, at)
  if (removed.length === 0) return written
  await context.lockRows()
  const ended = await count(
    context,
    sql`with ended as (
        update people p set valid_to = greatest(p.valid_from, ${moment(at)})
        from jsonb_array_elements_text(${jsonb(removed)}) as r (id) where p.id = r.id and p.valid_to is null returning 1
      ) select count(*) as count from ended`,
  )
  return written + ended
}
