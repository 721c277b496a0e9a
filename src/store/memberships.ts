// Members of the groups that policies name, nested groups resolved, and what policies refer to, laid out for the join with people.

import { sql } from 'kysely'
import type { Membership, TenantUnit } from '#app/ports.ts'
import { idsOfUpns } from './upn-ids.ts'
import { all, count, heldVersion, inBatches, jsonb, moment, type UnitContext } from './unit-context.ts'

/** The writers of memberships and of the reach of policies. */
export function memberships(
  context: UnitContext,
): Pick<TenantUnit, 'putMemberships' | 'countMembers' | 'groupsOf' | 'putPolicyReach'> {
  return {
    putMemberships: (syncId, rows, at) => inBatches(rows, (batch) => putBatch(context, syncId, batch, at)),
    countMembers: () => countMembers(context),
    groupsOf: (personIds) => groupsOf(context, personIds),
    putPolicyReach: (references, groupsUnread) => putPolicyReach(context, references, groupsUnread),
  }
}

async function putBatch(
  context: UnitContext,
  syncId: string,
  rows: readonly Membership[],
  at: Temporal.Instant,
): Promise<number> {
  await context.lockRows()
  const ids = await idsOfUpns(
    context,
    rows.map(({ personId }) => personId),
  )
  const incoming = rows.map(({ groupId, personId }) => ({
    group_id: groupId,
    person_id: ids.get(personId) ?? personId,
  }))
  return await count(
    context,
    sql`with laid as materialized (
        select distinct i.group_id, i.person_id, o.row is null as changed, o.sync_id as held_sync
        from jsonb_to_recordset(${jsonb(incoming)}) as i (group_id text, person_id text)
        left join lateral ${heldVersion('memberships', sql`h.group_id = i.group_id and h.person_id = i.person_id`)} o on true
      ), begun as (
        insert into memberships (group_id, person_id, sync_id, valid_from)
        select group_id, person_id, ${syncId}, ${moment(at)} from laid where changed
      ), marked as (
        insert into seen (sync_id, stream, id) select ${syncId}, 'memberships', group_id || ' ' || person_id from laid
        where not changed and held_sync is distinct from ${syncId}
      )
      select count(*) as count from laid where changed`,
  )
}

async function countMembers(context: UnitContext): Promise<Readonly<Record<string, number>>> {
  const rows = await all<{ group_id: string; count: number }>(
    context,
    sql`select group_id, count(*) as count from memberships where valid_to is null group by group_id order by group_id`,
  )
  return Object.fromEntries(rows.map(({ group_id, count }) => [group_id, count]))
}

async function groupsOf(
  context: UnitContext,
  personIds: readonly string[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await all<{ person_id: string; groups: readonly string[] }>(
    context,
    sql`select m.person_id, jsonb_agg(m.group_id order by m.group_id) as groups
      from jsonb_array_elements_text(${jsonb(personIds)}) as w (id)
      join memberships m on m.person_id = w.id and m.valid_to is null group by m.person_id`,
  )
  return Object.fromEntries(rows.map(({ person_id, groups }) => [person_id, groups]))
}

async function putPolicyReach(
  context: UnitContext,
  references: Parameters<TenantUnit['putPolicyReach']>[0],
  groupsUnread: readonly string[],
): Promise<void> {
  await context.lockRows()
  const byName = new Map(references.map((entry) => [entry.reference, entry]))
  const numbered = [...byName.values()]
    .sort((one, other) => (one.reference < other.reference ? -1 : 1))
    .map(({ reference, personIds }, number) => ({
      number,
      reference,
      group_id: personIds === 'members-of-group' ? reference.slice(reference.indexOf(':') + 1) : null,
      people: personIds === 'members-of-group' ? [] : personIds,
    }))
  for (const table of ['policy_references', 'policy_reach', 'unread_groups']) {
    await sql`delete from ${sql.table(table)}`.execute(context.tx)
  }
  const given = jsonb(numbered)
  await sql`insert into policy_references (number, reference, group_id)
    select number, reference, group_id from jsonb_to_recordset(${given}) as g (number int, reference text, group_id text)`.execute(
    context.tx,
  )
  // A role may be held by a group: its members hold it too, as far as they are stored.
  await sql`insert into policy_reach (number, person_id)
    select g.number, w.id from jsonb_to_recordset(${given}) as g (number int, people jsonb), jsonb_array_elements_text(g.people) as w (id)
    union
    select g.number, m.person_id from jsonb_to_recordset(${given}) as g (number int, reference text, people jsonb),
      jsonb_array_elements_text(g.people) as w (id) join memberships m on m.group_id = w.id and m.valid_to is null
    where g.reference like 'role:%'`.execute(context.tx)
  await sql`insert into unread_groups (group_id) select distinct id from jsonb_array_elements_text(${jsonb(groupsUnread)}) as u (id)`.execute(
    context.tx,
  )
}
