// People from files without object ids are known by `upn:` and their UPN until the directory tells the id. Here both are joined: rows that come
// under a UPN join the person who has it, and when the id becomes known, what was stored under the UPN moves to it.

import { sql } from 'kysely'
import type { PersonId } from '#domain/shared/ids.ts'
import { all, count, jsonb, moment, type UnitContext } from './unit-context.ts'

const prefix = 'upn:'

/** Whether an id stands for a UPN only. */
export function isUpnId(id: string): boolean {
  return id.startsWith(prefix)
}

/** The lower-case UPN by which people are found and ordered. */
export function upnKey(userPrincipalName: string): string {
  return userPrincipalName.toLowerCase()
}

/** For each id of the form `upn:` whose person is known under an object id: that id. */
export async function idsOfUpns(
  context: UnitContext,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<PersonId, PersonId>> {
  const upns = [...new Set(ids)]
    .filter((id): id is string => id !== null && isUpnId(id))
    .map((id) => id.slice(prefix.length))
  if (upns.length === 0) return new Map()
  const rows = await all<{ upn: string; id: string }>(
    context,
    sql`select p.upn, min(p.id) as id from jsonb_array_elements_text(${jsonb(upns)}) as w (upn)
      join people p on p.upn = w.upn and p.valid_to is null and p.id not like 'upn:%' group by p.upn`,
  )
  return new Map(rows.map(({ upn, id }) => [`${prefix}${upn}`, id]))
}

/** Moves everything stored under a UPN to the object id that is now known for it. Cheap when nothing is stored under a UPN. */
export async function adoptIds(
  context: UnitContext,
  people: readonly { readonly id: PersonId; readonly upn: string }[],
  at: Temporal.Instant,
): Promise<void> {
  const known = people.filter(({ id }) => !isUpnId(id))
  if (known.length === 0 || !(await anyUpnIds(context))) return
  const pairs = jsonb(known.map(({ id, upn }) => ({ old_id: `${prefix}${upn}`, id })))
  for (const [table, column] of [
    ['people', 'id'],
    ['registrations', 'id'],
    ['judgements', 'person_id'],
  ] as const) {
    const [name, key] = [sql.table(table), sql.ref(column)]
    // What the id already has stays: the row under the UPN is older news of the same person and ends here.
    const givenUp = sql`update ${name} t set valid_to = greatest(t.valid_from, ${moment(at)})
      from jsonb_to_recordset(${pairs}) as a (old_id text, id text)
      where t.${key} = a.old_id and t.valid_to is null
        and exists (select from ${name} o where o.${key} = a.id and o.valid_to is null)`
    await givenUp.execute(context.tx)
    for (const held of [sql`is null`, sql`is not null`]) {
      const moved = sql`update ${name} t set ${key} = a.id
        from jsonb_to_recordset(${pairs}) as a (old_id text, id text)
        where t.${key} = a.old_id and t.valid_to ${held}
          and not exists (select from ${name} o where o.${key} = a.id and o.valid_to is null and t.valid_to is not null and o.valid_from < t.valid_to)
          and not exists (select from ${name} o where o.${key} = a.id and o.valid_to is not null and o.valid_to > t.valid_from)`
      await moved.execute(context.tx)
    }
  }
  const devices = sql`update devices t set owner_id = a.id from jsonb_to_recordset(${pairs}) as a (old_id text, id text)
    where t.owner_id = a.old_id and t.valid_to is null`
  await devices.execute(context.tx)
  const signIns = sql`update sign_ins t set person_id = a.id from jsonb_to_recordset(${pairs}) as a (old_id text, id text)
    where t.person_id = a.old_id and not exists (select from sign_ins o where o.person_id = a.id)`
  await signIns.execute(context.tx)
}

async function anyUpnIds(context: UnitContext): Promise<boolean> {
  const found = await count(
    context,
    sql`select (exists (select from people where id >= 'upn:' and id < 'upn;' and valid_to is null)
      or exists (select from registrations where id >= 'upn:' and id < 'upn;' and valid_to is null)
      or exists (select from devices where owner_id >= 'upn:' and owner_id < 'upn;' and valid_to is null)
      or exists (select from sign_ins where person_id >= 'upn:' and person_id < 'upn;'))::int as count`,
  )
  return found > 0
}
