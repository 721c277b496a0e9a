// Events of Microsoft's audit log. They never change and are kept once, however often the overlap of two reads shows them.

import { sql } from 'kysely'
import type { TenantUnit } from '#app/ports.ts'
import type { AuditEvent } from '#domain/people/audit-event.ts'
import { isPolicyChange } from '#domain/tenant/policy-changes.ts'
import { all, count, inBatches, instantOrNull, jsonb, moment, type UnitContext } from './unit-context.ts'

/** The tenant's audit events. */
export function auditEvents(
  context: UnitContext,
): Pick<TenantUnit, 'putAuditEvents' | 'auditEvents' | 'newestAuditEventAt'> {
  return {
    putAuditEvents: (rows) => inBatches(rows, (batch) => putBatch(context, batch)),
    auditEvents: (filter) => find(context, filter),
    newestAuditEventAt: async () => {
      const [row] = await all<{ at: string | null }>(context, sql`select max(at) as at from audit_events`)
      return instantOrNull(row?.at ?? null)
    },
  }
}

async function putBatch(context: UnitContext, rows: readonly AuditEvent[]): Promise<number> {
  const incoming = rows.map((event) => ({
    id: event.id,
    at: event.at,
    service: event.service,
    person_id: event.personId,
    changes_policy: isPolicyChange(event),
    doc: event,
  }))
  return await count(
    context,
    sql`with written as (
        insert into audit_events (id, at, service, person_id, changes_policy, doc)
        select i.id, i.at, i.service, i.person_id, i.changes_policy, i.doc from jsonb_to_recordset(${jsonb(incoming)})
          as i (id text, at timestamptz, service text, person_id text, changes_policy boolean, doc jsonb)
        on conflict do nothing returning 1
      ) select count(*) as count from written`,
  )
}

/** Newest first. */
async function find(
  context: UnitContext,
  filter: Parameters<TenantUnit['auditEvents']>[0],
): Promise<readonly AuditEvent[]> {
  const conditions = [sql`true`]
  if (filter.since !== undefined) conditions.push(sql`at >= ${moment(filter.since)}`)
  if (filter.service !== undefined) conditions.push(sql`service = ${filter.service}`)
  if (filter.personId !== undefined) conditions.push(sql`person_id = ${filter.personId}`)
  if (filter.policyOnly === true) conditions.push(sql`changes_policy`)
  const rows = await all<{ doc: AuditEvent }>(
    context,
    sql`select doc from audit_events where ${sql.join(conditions, sql` and `)} order by at desc, id limit ${filter.limit}`,
  )
  return rows.map(({ doc }) => doc)
}
