// What people have registered: from the report, which is hours late, and from the person's own methods where those are fresher.

import { sql } from 'kysely'
import type { FreshMethods, TenantUnit } from '#app/ports.ts'
import type { Registration } from '#domain/people/registration.ts'
import { adoptIds, idsOfUpns, upnKey } from './upn-ids.ts'
import {
  count,
  heldVersion,
  inBatches,
  inMicroseconds,
  jsonb,
  moment,
  momentText,
  type UnitContext,
} from './unit-context.ts'

/** The writers of registrations. */
export function registrations(context: UnitContext): Pick<TenantUnit, 'putRegistrations' | 'putFreshMethods'> {
  return {
    putRegistrations: (syncId, rows, at) => inBatches(rows, (batch) => putReport(context, syncId, batch, at)),
    putFreshMethods: (rows) => inBatches(rows, (batch) => putFresh(context, batch)),
  }
}

/** Method names in order of name, each once: the form in which they are kept and compared. */
function inOrder(methods: readonly string[]): readonly string[] {
  return [...new Set(methods)].sort()
}

async function putReport(
  context: UnitContext,
  syncId: string,
  rows: readonly Registration[],
  at: Temporal.Instant,
): Promise<number> {
  await context.lockRows()
  await adoptIds(
    context,
    rows.map(({ id, userPrincipalName }) => ({ id, upn: upnKey(userPrincipalName) })),
    at,
  )
  const ids = await idsOfUpns(
    context,
    rows.map(({ id }) => id),
  )
  const incoming = new Map<string, object>()
  for (const { id: given, methodsRegistered, lastUpdatedDateTime, ...doc } of rows) {
    const id = ids.get(given) ?? given
    const refreshed = momentText(lastUpdatedDateTime) ?? inMicroseconds(at).toString()
    incoming.set(id, { id, methods: inOrder(methodsRegistered), doc, refreshed })
  }
  // The report's own age moves daily without anything having changed: it is written in place and makes no version.
  return await count(
    context,
    sql`with laid as materialized (
        select i.id, i.refreshed, o.row, o.valid_from as held_from, o.sync_id as held_sync, m.doc,
          case when o.fresh_at > i.refreshed then o.methods else i.methods end as methods,
          case when o.fresh_at > i.refreshed then o.fresh_at end as fresh_at,
          (o.row is null or m.doc <> o.doc or (o.methods <> i.methods and not coalesce(o.fresh_at > i.refreshed, false))) as changed,
          (o.refreshed_at is distinct from i.refreshed) as older
        from jsonb_to_recordset(${jsonb([...incoming.values()])}) as i (id text, methods jsonb, doc jsonb, refreshed timestamptz)
        left join lateral ${heldVersion('registrations', sql`h.id = i.id`)} o on true
        cross join lateral (select case when i.doc = o.doc then o.doc else coalesce(o.doc || i.doc, i.doc) end as doc offset 0) m
      ), ended as (
        update registrations r set
          valid_to = case when l.changed and r.valid_from < ${moment(at)} then ${moment(at)} end,
          methods = case when l.changed and r.valid_from < ${moment(at)} then r.methods else l.methods end,
          doc = case when l.changed and r.valid_from < ${moment(at)} then r.doc else l.doc end,
          refreshed_at = case when l.changed and r.valid_from < ${moment(at)} then r.refreshed_at else l.refreshed end,
          fresh_at = case when l.changed and r.valid_from < ${moment(at)} then r.fresh_at else l.fresh_at end,
          sync_id = case when l.changed and r.valid_from < ${moment(at)} then r.sync_id else ${syncId} end
        from laid l where (l.changed or l.older) and r.ctid = l.row
        returning 1
      ), begun as (
        insert into registrations (id, methods, doc, refreshed_at, fresh_at, sync_id, valid_from)
        select l.id, l.methods, l.doc, l.refreshed, l.fresh_at, ${syncId}, ${moment(at)} from laid l
        where l.changed and (l.held_from is null or l.held_from < ${moment(at)}) and (select count(*) from ended) >= 0
      ), marked as (
        insert into seen (sync_id, stream, id) select ${syncId}, 'registrations', l.id from laid l
        where not l.changed and not l.older and l.held_sync is distinct from ${syncId}
      )
      select count(*) as count from laid where changed`,
  )
}

async function putFresh(context: UnitContext, rows: readonly FreshMethods[]): Promise<number> {
  await context.lockRows()
  const ids = await idsOfUpns(
    context,
    rows.map(({ personId }) => personId),
  )
  const newest = new Map<string, { id: string; methods: readonly string[]; taken: string }>()
  for (const { personId, methodsRegistered, takenAt } of rows) {
    const id = ids.get(personId) ?? personId
    const taken = inMicroseconds(takenAt).toString()
    const before = newest.get(id)
    if (before === undefined || Temporal.Instant.compare(before.taken, taken) <= 0) {
      newest.set(id, { id, methods: inOrder(methodsRegistered), taken })
    }
  }
  // Older than what is known already, from the report or from an earlier look: not written.
  return await count(
    context,
    sql`with laid as materialized (
        select i.id, i.methods, i.taken, coalesce(o.doc, '{}'::jsonb) as doc, o.refreshed_at, o.row, o.valid_from as held_from,
          (o.row is null or o.methods <> i.methods) as changed
        from jsonb_to_recordset(${jsonb([...newest.values()])}) as i (id text, methods jsonb, taken timestamptz)
        left join lateral ${heldVersion('registrations', sql`h.id = i.id`)} o on true
        where o.row is null or (coalesce(o.fresh_at < i.taken, true) and coalesce(o.refreshed_at < i.taken, true))
      ), ended as (
        update registrations r set
          valid_to = case when l.changed and r.valid_from < l.taken then l.taken end,
          methods = case when l.changed and r.valid_from < l.taken then r.methods else l.methods end,
          fresh_at = case when l.changed and r.valid_from < l.taken then r.fresh_at else l.taken end
        from laid l where r.ctid = l.row
        returning 1
      ), begun as (
        insert into registrations (id, methods, doc, refreshed_at, fresh_at, valid_from)
        select l.id, l.methods, l.doc, l.refreshed_at, l.taken, l.taken from laid l
        where l.changed and (l.held_from is null or l.held_from < l.taken) and (select count(*) from ended) >= 0
      )
      select count(*) as count from laid where changed`,
  )
}
