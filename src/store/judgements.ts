// What is said of people, with its history: verdicts are kept once and joined to their people by the key of the case.

import { sql } from 'kysely'
import type { JudgementChange, Moments, TenantUnit } from '#app/ports.ts'
import type { PersonJudgement } from '#domain/people/judgement.ts'
import { digestId } from './canonical-json.ts'
import { distinctCases, peopleWithKeys } from './cases.ts'
import { upnKey } from './upn-ids.ts'
import { all, count, heldAt, jsonb, moment, type UnitContext } from './unit-context.ts'

/** The judgements of the tenant's people. */
export function judgements(
  context: UnitContext,
): Pick<TenantUnit, 'distinctCases' | 'putJudgements' | 'countBy' | 'judgementChanges' | 'countJudgementChanges'> {
  return {
    distinctCases: () => distinctCases(context),
    putJudgements: (verdicts, at) => putJudgements(context, verdicts, at),
    countBy: (dimension, at) => countBy(context, dimension, at),
    judgementChanges: (moments, page) => judgementChanges(context, moments, page),
    countJudgementChanges: (moments) => countJudgementChanges(context, moments),
  }
}

async function putJudgements(
  context: UnitContext,
  verdicts: Parameters<TenantUnit['putJudgements']>[0],
  at: Temporal.Instant,
): Promise<number> {
  await context.lockRows()
  const byId = new Map<string, PersonJudgement>()
  const keys = verdicts.map(({ key, judgement }) => {
    const id = digestId(judgement)
    byId.set(id, judgement)
    return { key, id }
  })
  await sql`insert into verdicts (id, judgement) select i.id, i.judgement
    from jsonb_to_recordset(${jsonb([...byId].map(([id, judgement]) => ({ id, judgement })))}) as i (id uuid, judgement jsonb)
    on conflict do nothing`.execute(context.tx)
  // Whoever is not there any more, or has a case without a verdict, has no judgement: the full join shows both sides.
  const changed = await count(
    context,
    sql`with said as materialized (
        select c.person_id, v.id as verdict_id from (${await peopleWithKeys(context)}) c
        join jsonb_to_recordset(${jsonb(keys)}) as v (key text, id uuid) on v.key = c.key
      ), laid as materialized (
        select coalesce(s.person_id, o.person_id) as person_id, s.verdict_id, o.row, o.valid_from as held_from
        from said s full join (select ctid as row, * from judgements where valid_to is null) o on o.person_id = s.person_id
        where o.verdict_id is distinct from s.verdict_id
      ), ended as (
        update judgements j set
          valid_to = case when l.verdict_id is null or j.valid_from < ${moment(at)} then greatest(j.valid_from, ${moment(at)}) end,
          verdict_id = case when l.verdict_id is null or j.valid_from < ${moment(at)} then j.verdict_id else l.verdict_id end
        from laid l where j.ctid = l.row
        returning 1
      ), begun as (
        insert into judgements (person_id, verdict_id, valid_from)
        select l.person_id, l.verdict_id, ${moment(at)} from laid l
        where l.verdict_id is not null and (l.held_from is null or l.held_from < ${moment(at)}) and (select count(*) from ended) >= 0
      )
      select count(*) as count from laid`,
  )
  await context.refreshStatistics(['judgements', 'verdicts'])
  return changed
}

async function countBy(
  context: UnitContext,
  dimension: 'exposure' | 'tier' | 'destination',
  at: Temporal.Instant | null,
): Promise<Readonly<Record<string, number>>> {
  const rows = await all<{ name: string; people: number }>(
    context,
    sql`select v.${sql.ref(dimension)} as name, sum(j.people)::bigint as people
      from (select verdict_id, count(*) as people from judgements j where ${heldAt('j', at)} group by verdict_id) j
      join verdicts v on v.id = j.verdict_id group by 1 order by 1`,
  )
  return Object.fromEntries(rows.map(({ name, people }) => [name, people]))
}

/** Everybody whose judgement began or ended between the two moments: only they can differ. */
function changedBetween({ from, to }: Moments) {
  const [earlier, later] = [moment(from), moment(to)]
  return sql`select person_id from judgements where valid_from > ${earlier} and valid_from <= ${later}
    union select person_id from judgements where valid_to > ${earlier} and valid_to <= ${later}`
}

type ChangeRow = {
  id: string
  user_principal_name: string
  before: PersonJudgement | null
  after: PersonJudgement | null
}

async function judgementChanges(
  context: UnitContext,
  moments: Moments,
  page: { readonly afterUpn: string | null; readonly limit: number },
): Promise<readonly JudgementChange[]> {
  // Somebody who is gone is named as they were last.
  const rows = await all<ChangeRow>(
    context,
    sql`select c.person_id as id, p.doc ->> 'userPrincipalName' as user_principal_name, vb.judgement as before, va.judgement as after
      from (${changedBetween(moments)}) c
      left join judgements b on b.person_id = c.person_id and ${heldAt('b', moments.from)}
      left join judgements a on a.person_id = c.person_id and ${heldAt('a', moments.to)}
      left join verdicts vb on vb.id = b.verdict_id
      left join verdicts va on va.id = a.verdict_id
      left join people n on n.id = c.person_id and n.valid_to is null
      left join lateral (
        select h.upn, h.doc from people h
        where n.id is null and h.id = c.person_id and h.valid_to is not null order by h.valid_from desc limit 1
      ) g on true
      cross join lateral (select coalesce(n.upn, g.upn) as upn, coalesce(n.doc, g.doc) as doc) p
      where b.verdict_id is distinct from a.verdict_id and p.upn > ${page.afterUpn === null ? '' : upnKey(page.afterUpn)}
      order by p.upn fetch first ${page.limit} rows with ties`,
  )
  return rows.map(({ id, user_principal_name, before, after }) => ({
    id,
    userPrincipalName: user_principal_name,
    before,
    after,
  }))
}

async function countJudgementChanges(
  context: UnitContext,
  moments: Moments,
): ReturnType<TenantUnit['countJudgementChanges']> {
  return await all(
    context,
    sql`select vb.exposure as before, va.exposure as after, sum(d.people)::bigint as people from (
        select b.verdict_id as b, a.verdict_id as a, count(*) as people from (${changedBetween(moments)}) c
        left join judgements b on b.person_id = c.person_id and ${heldAt('b', moments.from)}
        left join judgements a on a.person_id = c.person_id and ${heldAt('a', moments.to)}
        where b.verdict_id is distinct from a.verdict_id group by 1, 2
      ) d left join verdicts vb on vb.id = d.b left join verdicts va on va.id = d.a
      group by 1, 2 order by 1, 2`,
  )
}
