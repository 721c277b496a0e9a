// The distinct cases of a tenant's people, and the way back from a case to its people: both rest on one set of rows, one for each person.

import { sql, type RawBuilder } from 'kysely'
import type { DistinctCase } from '#app/ports.ts'
import type { DeviceCapability, PersonCase, PolicyReference } from '#domain/people/person-case.ts'
import { globalAdministratorRole } from '#domain/shared/ids.ts'
import { all, count, type UnitContext } from './unit-context.ts'

/** Capabilities by the bit that stands for each; in order of name. Kept in memory only: the order may change. */
const capabilities: readonly DeviceCapability[] = [
  'authenticator',
  'mac',
  'none',
  'phone-vault',
  'samsung-vault',
  'windows',
]

/** References that one word of bits holds: bigint has 63 without its sign. */
const bitsPerWord = 60

/** The parts of a case that a person's rows decide. `words` are the bits of the references, as text. */
type CaseRow = {
  key: string
  people: number
  account_enabled: boolean | null
  kind: PersonCase['kind']
  named_as: PersonCase['namedAs']
  is_global_administrator: boolean | null
  is_administrator: boolean | null
  methods: readonly string[] | null
  capability_bits: number | null
  words: string | null
}

/** All cases with the number of people in each, the most frequent first. */
export async function distinctCases(context: UnitContext): Promise<readonly DistinctCase[]> {
  await context.refreshStatistics(['people', 'registrations', 'devices', 'memberships', 'facts', 'fact_values'])
  const references = await all<{ reference: PolicyReference }>(
    context,
    sql`select reference from policy_references order by number`,
  )
  const rows = await all<CaseRow>(
    context,
    sql`with case_rows as (${await caseRows(context)})
      select md5(concat_ws('|', ${caseKey})) as key, count(*) as people, account_enabled, kind, named_as, is_global_administrator,
        is_administrator, methods, capability_bits, words
      from case_rows
      group by account_enabled, kind, named_as, is_global_administrator, is_administrator, methods, capability_bits, words
      order by people desc, key`,
  )
  const names = references.map(({ reference }) => reference)
  return rows.map((row) => ({ key: row.key, people: row.people, case: caseOf(row, names) }))
}

/** The columns of a case in the fixed order from which its key is made; null has a sign of its own. */
const caseKey = sql`coalesce(account_enabled::text, '-'), kind, coalesce(named_as, '-'), coalesce(is_global_administrator::text, '-'),
  coalesce(is_administrator::text, '-'), coalesce(methods::text, '-'), coalesce(capability_bits::text, '-'), coalesce(words, '-')`

/** Every person's id with the key of their case: `person_id`, `key`. */
export async function peopleWithKeys(context: UnitContext): Promise<RawBuilder<unknown>> {
  return sql`select id as person_id, md5(concat_ws('|', ${caseKey})) as key from (${await caseRows(context)}) case_rows`
}

function caseOf(row: CaseRow, names: readonly PolicyReference[]): PersonCase {
  const words = row.words === null ? null : row.words.split(',').map(BigInt)
  return {
    accountEnabled: row.account_enabled,
    kind: row.kind,
    namedAs: row.named_as,
    isGlobalAdministrator: row.is_global_administrator,
    isAdministrator: row.is_administrator,
    methods: row.methods,
    references: words === null ? null : names.filter((_, number) => isSet(words, number)),
    devices:
      row.capability_bits === null
        ? null
        : capabilities.filter((_, bit) => ((row.capability_bits ?? 0) & (1 << bit)) !== 0),
  }
}

function isSet(words: readonly bigint[], number: number): boolean {
  const word = words[Math.floor(number / bitsPerWord)] ?? 0n
  return ((word >> BigInt(number % bitsPerWord)) & 1n) === 1n
}

/**
 * Whether directory roles are known, and who holds one, from the fact as it is known now: `role_holders` (person_id, is_global). A group that holds
 * a role hands it to its members, as far as they are stored.
 */
export const roleHolders = sql`role_fact as materialized (
    select v.value from facts f join fact_values v on v.id = f.value_id where f.fact = 'role-assignments' and f.valid_to is null
  ), role_principals as materialized (
    select a.value ->> 'principalId' as id, bool_or(a.value ->> 'roleTemplateId' = ${globalAdministratorRole} and a.value ->> 'kind' = 'active') as is_global
    from role_fact, jsonb_array_elements(role_fact.value -> 'assignments') as a group by 1
  ), role_holders as materialized (
    select id as person_id, bool_or(is_global) as is_global from (
      select id, is_global from role_principals
      union all
      select m.person_id, r.is_global from role_principals r join memberships m on m.group_id = r.id and m.valid_to is null
    ) held group by id
  )`

/** One row for each person as the rows stand now: id and the columns of a case. */
async function caseRows(context: UnitContext): Promise<RawBuilder<unknown>> {
  const references = await count(context, sql`select count(*) as count from policy_references`)
  const unread = await count(context, sql`select count(*) as count from unread_groups`)
  const words = Array.from({ length: Math.max(1, Math.ceil(references / bitsPerWord)) }, (_, word) => word)
  const bits = sql.join(
    words.map(
      (word) =>
        sql`bit_or(case when number / ${sql.lit(bitsPerWord)} = ${sql.lit(word)} then 1::bigint << (number % ${sql.lit(bitsPerWord)}) else 0 end) as ${sql.ref(`w${word}`)}`,
    ),
  )
  const covered = sql`concat_ws(',', ${sql.join(words.map((word) => sql`coalesce(c.${sql.ref(`w${word}`)}, 0)`))})`
  const capabilityBit = sql.join(
    capabilities.map((name, bit) => sql`when ${sql.lit(name)} then ${sql.lit(1 << bit)}`),
    sql` `,
  )
  // Where the members of a group that a policy names were not read, nobody's references are known.
  const wordsOfPerson = unread > 0 ? sql`null::text` : covered
  return sql`with ${roleHolders}, covering as (
      select person_id, ${bits} from (
        select m.person_id, r.number from policy_references r join memberships m on m.group_id = r.group_id and m.valid_to is null
        union all
        select person_id, number from policy_reach
      ) reach group by person_id
    ), held as (
      select owner_id, bit_or(case capability ${capabilityBit} end) as bits from devices
      where valid_to is null and owner_id is not null group by owner_id
    )
    select p.id, p.account_enabled, p.kind, n.named_as,
      case when k.known then coalesce(h.is_global, false) end as is_global_administrator,
      case when k.known then h.person_id is not null else g.is_admin end as is_administrator,
      g.methods, d.bits as capability_bits, ${wordsOfPerson} as words
    from people p
    cross join (select exists (select from role_fact) as known) k
    left join registrations g on g.id = p.id and g.valid_to is null
    left join held d on d.owner_id = p.id
    left join covering c on c.person_id = p.id
    left join role_holders h on h.person_id = p.id
    left join named_accounts n on n.upn = p.upn
    where p.valid_to is null`
}
