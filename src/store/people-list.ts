// People as they are listed and looked up: a person with what is said of them, now or at a moment, a page at a time in order of UPN.

import { sql, type RawBuilder } from 'kysely'
import type { NamedAccount, PeopleFilter, PersonRow, TenantUnit, Version } from '#app/ports.ts'
import type { PersonJudgement } from '#domain/people/judgement.ts'
import type { Person, SignInActivity } from '#domain/people/person.ts'
import { namesMax, type NamedPeople } from '#domain/tenant/named-people.ts'
import { roleHolders } from './cases.ts'
import { upnKey } from './upn-ids.ts'
import { all, count, heldAt, instantOf, instantOrNull, jsonb, versionOf, type UnitContext } from './unit-context.ts'

type PeopleUnit = Pick<
  TenantUnit,
  | 'nameAccounts'
  | 'unnameAccount'
  | 'namedAccounts'
  | 'samplePeople'
  | 'countPeople'
  | 'people'
  | 'personByUpnOrId'
  | 'personHistory'
  | 'named'
>

/** The readers of people, and the accounts that the owner named. */
export function peopleList(context: UnitContext): PeopleUnit {
  return {
    nameAccounts: (accounts) => nameAccounts(context, accounts),
    unnameAccount: async (userPrincipalName) =>
      (await count(
        context,
        sql`with gone as (delete from named_accounts where upn = ${upnKey(userPrincipalName)} returning 1) select count(*) as count from gone`,
      )) > 0,
    namedAccounts: () =>
      all<NamedAccount>(
        context,
        sql`select user_principal_name as "userPrincipalName", named_as as "namedAs" from named_accounts order by upn`,
      ),
    samplePeople: (size, seed) => samplePeople(context, size, seed),
    countPeople: (filter) => countPeople(context, filter),
    people: (filter, page) => listed(context, filter, page),
    personByUpnOrId: (text) => personByUpnOrId(context, text),
    personHistory: (personId) => personHistory(context, personId),
    named: (filter) => named(context, filter),
  }
}

async function nameAccounts(context: UnitContext, accounts: readonly NamedAccount[]): Promise<void> {
  const byUpn = new Map(accounts.map((account) => [upnKey(account.userPrincipalName), account]))
  const rows = [...byUpn].map(([upn, { userPrincipalName, namedAs }]) => ({
    upn,
    name: userPrincipalName,
    named_as: namedAs,
  }))
  await sql`insert into named_accounts (upn, user_principal_name, named_as) select upn, name, named_as
    from jsonb_to_recordset(${jsonb(rows)}) as i (upn text, name text, named_as text)
    on conflict (tenant, upn) do update set user_principal_name = excluded.user_principal_name, named_as = excluded.named_as`.execute(
    context.tx,
  )
}

async function samplePeople(context: UnitContext, size: number, seed: number): ReturnType<TenantUnit['samplePeople']> {
  return await all(
    context,
    sql`with ${roleHolders}
      select p.id, p.doc ->> 'userPrincipalName' as "userPrincipalName" from people p
      left join role_holders h on h.person_id = p.id
      left join registrations g on g.id = p.id and g.valid_to is null
      where p.valid_to is null and p.account_enabled and p.kind = 'member'
      order by (h.person_id is not null or coalesce(g.is_admin, false)) desc, md5(p.id || ${`/${seed}`}), p.id limit ${size}`,
  )
}

/** The conditions on what is said of a person: v is the verdict. */
function verdictConditions(filter: PeopleFilter): RawBuilder<unknown>[] {
  return (['exposure', 'tier', 'destination'] as const).flatMap((dimension) =>
    filter[dimension] === undefined ? [] : [sql`v.${sql.ref(dimension)} = ${filter[dimension]}`],
  )
}

function isSearch({ search }: PeopleFilter): boolean {
  return search !== undefined && search !== ''
}

/** Joins and conditions of a filter: p is the person, j and v what is said of them. */
function filtered(filter: PeopleFilter): { readonly joins: RawBuilder<unknown>; readonly where: RawBuilder<unknown> } {
  const at = filter.at ?? null
  const conditions = [heldAt('p', at), ...verdictConditions(filter)]
  if (filter.search !== undefined && filter.search !== '') {
    const words = `%${filter.search.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    conditions.push(
      sql`(p.upn like ${words} or lower(p.doc ->> 'displayName') like ${words} or lower(p.doc ->> 'department') like ${words})`,
    )
  }
  if (filter.excludedToo === false) {
    conditions.push(
      sql`p.account_enabled is not false and p.kind <> 'external' and not exists (select from named_accounts n where n.upn = p.upn)`,
    )
  }
  const judged =
    at === null
      ? sql`left join judgements j on j.person_id = p.id and j.valid_to is null`
      : sql`left join lateral ${versionOf('judgements', 'person_id', sql`p.id`, at)} j on true`
  return { joins: sql`${judged} left join verdicts v on v.id = j.verdict_id`, where: sql.join(conditions, sql` and `) }
}

/**
 * How many pass the filter. By verdict alone it is a count of judgements, ten times as quick for a million people; those hold exactly the people who were
 * there when they were last judged.
 */
async function countPeople(context: UnitContext, filter: PeopleFilter): Promise<number> {
  const dimensions = verdictConditions(filter)
  if (dimensions.length > 0 && !isSearch(filter) && filter.excludedToo !== false) {
    return await count(
      context,
      sql`select coalesce(sum(j.people), 0)::bigint as count
        from (select verdict_id, count(*) as people from judgements j where ${heldAt('j', filter.at ?? null)} group by verdict_id) j
        join verdicts v on v.id = j.verdict_id where ${sql.join(dimensions, sql` and `)}`,
    )
  }
  const { joins, where } = filtered(filter)
  return await count(context, sql`select count(*) as count from people p ${joins} where ${where}`)
}

type ListRow = {
  id: string
  doc: Omit<Person, 'id'>
  judgement: PersonJudgement | null
  methods: readonly string[] | null
  refreshed_at: string | null
  fresh_at: string | null
  is_administrator: boolean | null
  sign_in: Omit<SignInActivity, 'personId'> | null
}

/** A page is as long as asked for, or longer by the people who share the last UPN, so that the next one misses nobody. */
async function listed(
  context: UnitContext,
  filter: PeopleFilter,
  page: { readonly afterUpn: string | null; readonly limit: number },
): Promise<readonly PersonRow[]> {
  const { joins, where } = filtered(filter)
  const after = page.afterUpn === null ? sql`true` : sql`p.upn > ${upnKey(page.afterUpn)}`
  return await personRows(
    context,
    filter.at ?? null,
    sql`${joins} where ${where} and ${after} order by p.upn fetch first ${page.limit} rows with ties`,
  )
}

async function personByUpnOrId(context: UnitContext, text: string): Promise<PersonRow | null> {
  const { joins, where } = filtered({})
  const key = upnKey(text.trim())
  for (const match of [sql`p.id = ${key}`, sql`p.upn = ${key}`]) {
    const [row] = await personRows(context, null, sql`${joins} where ${where} and ${match} order by p.id limit 1`)
    if (row !== undefined) return row
  }
  return null
}

async function personRows(
  context: UnitContext,
  at: Temporal.Instant | null,
  rest: RawBuilder<unknown>,
): Promise<readonly PersonRow[]> {
  const rows = await all<ListRow>(
    context,
    sql`with ${roleHolders}
      select q.*, g.methods, g.refreshed_at, g.fresh_at, s.doc as sign_in,
        case when exists (select from role_fact) then exists (select from role_holders h where h.person_id = q.id) else g.is_admin end
          as is_administrator
      from (select p.id, p.upn, p.doc, v.judgement from people p ${rest}) q
      left join lateral ${versionOf('registrations', 'id', sql`q.id`, at)} g on true
      left join sign_ins s on s.person_id = q.id
      order by q.upn, q.id`,
  )
  return rows.map((row) => ({
    person: { ...row.doc, id: row.id },
    judgement: row.judgement,
    methods: row.methods,
    methodsTakenAt: latest([instantOrNull(row.refreshed_at), instantOrNull(row.fresh_at)]),
    isAdministrator: row.is_administrator,
    lastSignInAt: lastSignIn(row.sign_in, at),
  }))
}

function latest(moments: readonly (Temporal.Instant | null)[]): Temporal.Instant | null {
  return moments.reduce(
    (one, other) => (one === null || (other !== null && Temporal.Instant.compare(one, other) < 0) ? other : one),
    null,
  )
}

/** Only the newest sign-in is kept: asked for a moment before it, nothing is known. */
function lastSignIn(activity: ListRow['sign_in'], at: Temporal.Instant | null): Temporal.Instant | null {
  const last = latest(
    [activity?.lastSignInDateTime, activity?.lastSuccessfulSignInDateTime].map((text) =>
      text == null ? null : instantOf(text),
    ),
  )
  return last !== null && at !== null && Temporal.Instant.compare(last, at) > 0 ? null : last
}

async function personHistory(context: UnitContext, personId: string): ReturnType<TenantUnit['personHistory']> {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- names the type of the statement's column
  const versions = <Value>(statement: RawBuilder<unknown>) =>
    all<{ value: Value; valid_from: string; valid_to: string | null }>(
      context,
      sql`select value, valid_from, valid_to from (${statement}) h where valid_to is null or valid_to > valid_from order by valid_from`,
    )
  const person = await versions<Omit<Person, 'id'>>(
    sql`select doc as value, valid_from, valid_to from people where id = ${personId}`,
  )
  const methods = await versions<readonly string[]>(
    sql`select methods as value, valid_from, valid_to from registrations where id = ${personId}`,
  )
  const judged = await versions<PersonJudgement>(
    sql`select v.judgement as value, j.valid_from, j.valid_to from judgements j join verdicts v on v.id = j.verdict_id
      where j.person_id = ${personId}`,
  )
  return {
    person: person.map((row) => version(row, { ...row.value, id: personId })),
    methods: joinEqual(methods.map((row) => version(row, row.value))),
    judgements: judged.map((row) => version(row, row.value)),
  }
}

function version<Value>(row: { valid_from: string; valid_to: string | null }, value: Value): Version<Value> {
  return { from: instantOf(row.valid_from), until: instantOrNull(row.valid_to), value }
}

/** A registration's version may differ in more than its methods: neighbours with the same methods are one. */
function joinEqual(versions: readonly Version<readonly string[]>[]): readonly Version<readonly string[]>[] {
  const joined: Version<readonly string[]>[] = []
  for (const next of versions) {
    const last = joined.at(-1)
    if (last?.until?.equals(next.from) === true && last.value.join() === next.value.join()) {
      joined[joined.length - 1] = { ...last, until: next.until }
    } else joined.push(next)
  }
  return joined
}

async function named(context: UnitContext, filter: PeopleFilter): Promise<NamedPeople> {
  const inAll = await countPeople(context, filter)
  const people = await listed(context, filter, { afterUpn: null, limit: namesMax })
  return {
    count: inAll,
    people: people.slice(0, namesMax).map(({ person: { id, userPrincipalName } }) => ({ id, userPrincipalName })),
  }
}
