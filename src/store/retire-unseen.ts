// Ends what a whole stream of a sync did not show any more: whoever left, whatever was unregistered.

import { sql, type RawBuilder } from 'kysely'
import type { StreamName } from '#app/ports.ts'
import { AssertionError } from '#domain/shared/assert.ts'
import { count, moment, type UnitContext } from './unit-context.ts'

/** Methods read from the person are kept this many hours though the report has no row yet: it is up to a day late. */
const reportLagHours = 24

/** Ends the rows of a stream that neither were written by this sync nor marked as seen by it; returns how many. */
export async function retireUnseen(
  context: UnitContext,
  syncId: string,
  stream: StreamName,
  at: Temporal.Instant,
): Promise<number> {
  await context.lockRows()
  const { table, id, only } = rowsOf(stream, at)
  await context.refreshStatistics([table, 'seen'])
  const retired = await count(
    context,
    sql`with ended as (
        update ${sql.table(table)} t set valid_to = greatest(t.valid_from, ${moment(at)})
        where t.valid_to is null and t.sync_id is distinct from ${syncId} and ${only}
          and not exists (select from seen s where s.sync_id = ${syncId} and s.stream = ${stream} and s.id = ${id})
        returning 1
      ) select count(*) as count from ended`,
  )
  await sql`delete from seen where sync_id = ${syncId} and stream = ${stream}`.execute(context.tx)
  return retired
}

type Rows = { readonly table: string; readonly id: RawBuilder<unknown>; readonly only: RawBuilder<unknown> }

function rowsOf(stream: StreamName, at: Temporal.Instant): Rows {
  switch (stream) {
    case 'people':
      return { table: 'people', id: sql`t.id`, only: sql`true` }
    case 'registrations': {
      const lag = moment(at.subtract({ hours: reportLagHours }))
      return { table: 'registrations', id: sql`t.id`, only: sql`coalesce(t.fresh_at < ${lag}, true)` }
    }
    case 'intune-devices':
    case 'entra-devices':
      return { table: 'devices', id: sql`t.id`, only: sql`t.source = ${stream.slice(0, -'-devices'.length)}` }
    case 'memberships':
      return { table: 'memberships', id: sql`t.group_id || ' ' || t.person_id`, only: sql`true` }
    case 'sign-in-activity':
    case 'audit-events':
    case 'person-changes':
      break
  }
  throw new AssertionError(`Expected a stream whose rows end when it does not show them, met ${stream}`)
}
