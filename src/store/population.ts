// Counts the people of a tenant. What a set of methods amounts to is the domain's to say: it is asked once for each distinct set, and the
// answers are joined back to the people.

import { sql } from 'kysely'
import type { TenantUnit } from '#app/ports.ts'
import { describeMethods, phishingResistantMethods } from '#domain/people/methods.ts'
import { passwordNeverExpiresDays } from '#domain/tenant/domains.ts'
import { namesMax, nobody, type NamedPeople } from '#domain/tenant/named-people.ts'
import type { PeopleDirectory } from '#domain/tenant/people-directory.ts'
import type { Population } from '#domain/tenant/population.ts'
import { roleHolders } from './cases.ts'
import { all, jsonb, type UnitContext } from './unit-context.ts'

/** The counts of the tenant's people. */
export function population(context: UnitContext): Pick<TenantUnit, 'countPopulation' | 'countDirectory'> {
  return { countPopulation: () => countPopulation(context), countDirectory: () => countDirectory(context) }
}

/** What a set of methods amounts to. Only what is sure is true; where a method of unknown name could turn an answer round, `unplaced` is. */
type MethodSet = {
  readonly methods: readonly string[]
  readonly phone_only: boolean
  readonly no_mfa: boolean
  readonly resistant: boolean
  readonly passkey: boolean
  readonly computer_only: boolean
  readonly authenticator_only: boolean
  readonly one_resistant: boolean
  readonly synced: boolean
  readonly unplaced: boolean
}

function methodSet(methods: readonly string[]): MethodSet {
  const summary = describeMethods(methods)
  const { phoneOnly, hasMfa, isPhishingResistant, hasPasskey, computerBoundOnly, authenticatorOnly } = summary
  const answers = [phoneOnly, hasMfa, isPhishingResistant, hasPasskey, computerBoundOnly, authenticatorOnly]
  const isSingle = resistantCount(methods) === 1
  const isUnsure = summary.unknownMethods.length > 0
  return {
    methods,
    phone_only: phoneOnly === true,
    no_mfa: hasMfa === false,
    resistant: isPhishingResistant === true,
    passkey: hasPasskey === true,
    computer_only: computerBoundOnly === true,
    authenticator_only: authenticatorOnly === true,
    one_resistant: isSingle && !isUnsure,
    synced: methods.includes('passKeySynced'),
    unplaced: answers.includes(null) || (isSingle && isUnsure),
  }
}

/** One passkey in Authenticator or Windows yields two names, the general one and its own: it is counted once. */
function resistantCount(methods: readonly string[]): number {
  const resistant = methods.filter((name) => phishingResistantMethods.includes(name))
  const particular = resistant.some((name) => name !== 'passKeyDeviceBound' && name.startsWith('passKeyDeviceBound'))
  return particular ? resistant.filter((name) => name !== 'passKeyDeviceBound').length : resistant.length
}

const namedLists = {
  withoutRegistration: sql`member and not registered`,
  withUnplacedMethods: sql`member and unplaced`,
  phoneOnly: sql`member and phone_only`,
  noMfaMethod: sql`member and no_mfa`,
  authenticatorOnly: sql`member and authenticator_only`,
  administrators: sql`administrator`,
  administratorsPhoneOnly: sql`administrator and phone_only`,
  // Not proven to have one is named here: a check that passes on an empty list must not pass on what is unknown.
  administratorsWithoutPhishingResistant: sql`administrator and resistant is not true`,
  administratorsWithSyncedPasskey: sql`administrator and synced`,
} as const

type ListName = keyof typeof namedLists

type Counts = { readonly [Name in Exclude<keyof Population, ListName | 'withExpiringPassword'>]: number } & {
  readonly withExpiringPassword: number | null
} & { readonly [Name in ListName]: number }

/**
 * Enabled people of the tenant who are not named as emergency, service or shared accounts; an account not told to be disabled counts as enabled.
 * Where roles were read in part or not at all, whoever the registration report calls an administrator is one too. A password expires unless the account or its domain says
 * that it does not; a domain that does not say has Microsoft's default, which expires. Federated domains keep their passwords elsewhere.
 */
async function countPopulation(context: UnitContext): Promise<Population> {
  await context.refreshStatistics(['people', 'registrations', 'devices', 'memberships', 'facts', 'fact_values'])
  const sets = await all<{ methods: readonly string[] }>(
    context,
    sql`select methods from registrations where valid_to is null group by methods`,
  )
  const counted = sql`with ${roleHolders}, sets as materialized (
      select * from jsonb_to_recordset(${jsonb(sets.map(({ methods }) => methodSet(methods)))}) as s (methods jsonb, phone_only boolean,
        no_mfa boolean, resistant boolean, passkey boolean, computer_only boolean, authenticator_only boolean, one_resistant boolean, synced boolean,
        unplaced boolean)
    ), domain_fact as materialized (
      select v.value from facts f join fact_values v on v.id = f.value_id where f.fact = 'domains' and f.valid_to is null
    ), expiring_domains as materialized (
      select lower(d.value ->> 'id') as domain from domain_fact, jsonb_array_elements(domain_fact.value) as d
      where coalesce(d.value ->> 'authenticationType', 'Managed') <> 'Federated'
        and coalesce((d.value ->> 'passwordValidityPeriodInDays')::bigint, 0) <> ${sql.lit(passwordNeverExpiresDays)}
    ), counted as materialized (
      select p.id, p.upn, a.enabled, a.enabled and p.kind = 'member' as member,
        a.enabled and (h.person_id is not null or (not k.whole and coalesce(g.is_admin, false))) as administrator,
        g.id is not null as registered, s.phone_only, s.no_mfa, s.resistant, s.passkey, s.computer_only, s.authenticator_only,
        s.one_resistant, s.synced, s.unplaced, d.owner_id is null as no_device,
        e.domain is not null and coalesce(p.doc ->> 'passwordPolicies', '') not like '%DisablePasswordExpiration%' as expiring
      from people p
      cross join lateral (select p.account_enabled is not false as enabled) a
      cross join (select exists (
        select from facts where fact = 'role-assignments' and valid_to is null and value_id is not null
          and (coverage ->> 'have')::bigint >= (coverage ->> 'of')::bigint
      ) as whole) k
      left join registrations g on g.id = p.id and g.valid_to is null
      left join sets s on s.methods = g.methods
      left join role_holders h on h.person_id = p.id
      left join (select distinct owner_id from devices where valid_to is null and owner_id is not null) d on d.owner_id = p.id
      left join expiring_domains e on e.domain = split_part(p.upn, '@', 2)
      where p.valid_to is null and not exists (select from named_accounts n where n.upn = p.upn)
    ), lists as (${sql.join(listsOf(), sql` union all `)})
    select (select to_jsonb(t) from (select ${sql.join(totals())} from counted) t) as totals,
      (select exists (select from domain_fact)) as domains_known,
      coalesce((select jsonb_agg(jsonb_build_array(name, id, upn) order by name, key) from lists), '[]'::jsonb) as lists`
  const [row] = await all<{
    totals: Counts
    domains_known: boolean
    lists: readonly (readonly [ListName, string, string])[]
  }>(context, counted)
  if (row === undefined) throw new Error('The count of people gave no row.')
  const lists = {} as Record<ListName, NamedPeople>
  for (const name of Object.keys(namedLists) as ListName[]) {
    const people = row.lists.filter(([list]) => list === name).map(([, id, upn]) => ({ id, userPrincipalName: upn }))
    lists[name] = row.totals[name] === 0 ? nobody : { count: row.totals[name], people }
  }
  return { ...row.totals, ...lists, withExpiringPassword: row.domains_known ? row.totals.withExpiringPassword : null }
}

function totals() {
  const numbers = {
    enabledMembers: sql`member`,
    enabledGuests: sql`enabled and not member`,
    disabled: sql`not enabled`,
    withRegistration: sql`member and registered`,
    phishingResistant: sql`member and resistant`,
    withPasskey: sql`member and passkey`,
    computerBoundOnly: sql`member and computer_only`,
    singlePasskey: sql`member and one_resistant`,
    withoutDevice: sql`member and no_device`,
    withExpiringPassword: sql`member and expiring`,
    ...namedLists,
  }
  return Object.entries(numbers).map(
    ([name, condition]) => sql`count(*) filter (where ${condition}) as ${sql.ref(name)}`,
  )
}

/** The first names of each list, as the directory spells them. */
function listsOf() {
  return Object.entries(namedLists).map(
    ([name, condition]) => sql`select ${sql.lit(name)} as name, l.id, l.upn as key, p.doc ->> 'userPrincipalName' as upn
      from (select id, upn from counted where ${condition} order by upn limit ${sql.lit(namesMax)}) l
      join people p on p.id = l.id and p.valid_to is null`,
  )
}

async function countDirectory(context: UnitContext): Promise<PeopleDirectory> {
  const [row] = await all<PeopleDirectory>(
    context,
    sql`select count(*) as people, count(p.doc ->> 'managerId') as "managersKnown", count(s.person_id) as "signInActivityKnown"
      from people p left join sign_ins s on s.person_id = p.id where p.valid_to is null`,
  )
  return row ?? { people: 0, managersKnown: 0, signInActivityKnown: 0 }
}
