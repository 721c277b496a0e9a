// The groups of the tenant: those that policies name, one per department and country, nested and dynamic ones, and names that break code.

import { draw } from './chance.ts'
import type { Admins } from './admins.ts'
import { type Guids, guids } from './guid.ts'
import { dayMs, isoSecond } from './iso-time.ts'
import type { Domains } from './identity.ts'
import { temporaryPassShare } from './figures.ts'
import type { People } from './person.ts'
import { purpose } from './purposes.ts'
import type { Resource, WorldSettings } from './world.ts'

/** A direct member of a group. */
export type Member = { readonly id: string; readonly kind: 'user' | 'group' }

/** A made group: its resource, and its members by rule. */
export type MadeGroup = {
  readonly resource: Resource
  members(): Iterable<Member>
  /** Whether the user of a rank is a direct member. */
  hasRank(rank: number): boolean
}

/** Groups that policies and the campaign name. */
export type NamedGroups = {
  readonly emergencyAccess: string
  readonly mfaExcluded: string
  readonly passkeyAdmins: string
  readonly passkeyExcluded: string
  readonly temporaryPass: string
  readonly pilot: string
  readonly finance: string | undefined
  readonly helpdesk: string
}

/** The groups of a tenant. */
export type Groups = { readonly made: readonly MadeGroup[]; readonly named: NamedGroups }

type Rule = { readonly ranks: () => Iterable<number>; readonly has: (rank: number) => boolean }

/** Makes the groups. */
export function createGroups(people: People, admins: Admins, domains: Domains, settings: WorldSettings): Groups {
  const ids = guids(settings.seed, 4)
  const made: MadeGroup[] = []
  const make = (name: string, rule: Rule, nested: readonly string[] = [], properties: Resource = {}): string => {
    const resource = groupResource(ids, made.length, name, people, domains, properties)
    made.push({ resource, members: () => membersBy(people, rule, nested), hasRank: rule.has })
    return String(resource.id)
  }
  const { roster, chart } = people
  const emergencyAccess = make('CA-Exclude-Emergency-Access', runOf(roster.firstEmergency, roster.emergencies), [], {
    description: 'Emergency accounts. Excluded from Conditional Access on purpose.',
    isAssignableToRole: true,
  })
  const mfaExcluded = make(
    'CA-Exclude-MFA',
    either(runOf(roster.firstService, roster.services), shareOf(people, 201, 0.01)),
  )
  const passkeyAdmins = make('Passkey-Admins-Attested', adminsOf(admins), [], { isAssignableToRole: true })
  const passkeyExcluded = make(
    'Passkey-Excluded-Kiosk',
    shareOf(people, 202, 0.03, (rank) => people.isFrontline(rank)),
  )
  const temporaryPass = make('TAP-Enabled', shareOf(people, purpose.temporaryPassGroup, temporaryPassShare))
  const helpdesk = make(
    'Helpdesk L1',
    shareOf(people, 204, 0.08, (rank) => isIn(people, rank, 'IT')),
  )
  const departments = chart.departments.map((department) =>
    make(`Dept ${department.name}`, runOf(department.start, department.size)),
  )
  const departmentId = (name: string) =>
    departments[chart.departments.findIndex((department) => department.name === name)]
  make('All Employees', nobody, departments, { description: 'Nested: one group per department.' })
  const it = departmentId('IT')
  const pilot = make('Passkey-Pilot', shareOf(people, 205, 0.01), it === undefined ? [] : [it, passkeyAdmins])
  for (const code of Object.keys(settings.countries)) {
    make(
      `Country ${code}`,
      filtered(people, (rank) => people.placeOf(rank).code === code),
    )
  }
  make(`O'Hara's "special" team, Köln & Łódź`, shareOf(people, 206, 0.004))
  make('営業部（大阪）', shareOf(people, 207, 0.01), [], {
    groupTypes: ['Unified'],
    mailEnabled: true,
    visibility: 'Private',
  })
  make(
    'All members (dynamic)',
    filtered(people, (rank) => people.personAt(rank).enabled),
    [],
    {
      groupTypes: ['DynamicMembership'],
      membershipRule: '(user.accountEnabled -eq true) and (user.userType -eq "Member")',
      membershipRuleProcessingState: 'On',
    },
  )
  make('Former project Aurora', nobody)
  return {
    made,
    named: {
      emergencyAccess,
      mfaExcluded,
      passkeyAdmins,
      passkeyExcluded,
      temporaryPass,
      pilot,
      finance: departmentId('Finance'),
      helpdesk,
    },
  }
}

const nobody: Rule = { ranks: () => [], has: () => false }

const isIn = (people: People, rank: number, department: string) =>
  people.chart.seatOf(rank).department.name === department

function runOf(start: number, size: number): Rule {
  return {
    *ranks() {
      for (let rank = start; rank < start + size; rank++) yield rank
    },
    has: (rank) => rank >= start && rank < start + size,
  }
}

function filtered(people: People, has: (rank: number) => boolean): Rule {
  const { employees } = people.roster
  return {
    *ranks() {
      for (let rank = 0; rank < employees; rank++) if (has(rank)) yield rank
    },
    has: (rank) => rank < employees && has(rank),
  }
}

function shareOf(people: People, which: number, share: number, among: (rank: number) => boolean = () => true): Rule {
  return filtered(people, (rank) => draw(people.keyOf(rank), which) < share && among(rank))
}

function adminsOf(admins: Admins): Rule {
  const ranks = [...new Set(admins.holdings.map(({ rank }) => rank))].filter(
    (rank) => admins.methodsOf(rank) !== undefined,
  )
  return { ranks: () => ranks, has: (rank) => ranks.includes(rank) }
}

function either(one: Rule, other: Rule): Rule {
  return {
    *ranks() {
      yield* one.ranks()
      for (const rank of other.ranks()) if (!one.has(rank)) yield rank
    },
    has: (rank) => one.has(rank) || other.has(rank),
  }
}

function* membersBy(people: People, rule: Rule, nested: readonly string[]): Iterable<Member> {
  for (const id of nested) yield { id, kind: 'group' }
  for (const rank of rule.ranks()) yield { id: people.roster.idOf(rank), kind: 'user' }
}

function groupResource(
  ids: Guids,
  index: number,
  displayName: string,
  people: People,
  domains: Domains,
  properties: Resource,
): Resource {
  const createdMs = people.startMs - (900 - index * 7) * dayMs
  const mailNickname = `group-${index + 1}`
  const mail = properties.mailEnabled === true ? `${mailNickname}@${domains.primary}` : null
  return { ...plainGroup(ids.at(index), displayName, mailNickname, isoSecond(createdMs)), mail, ...properties }
}

/** A security group with every property that a tenant returns, before its own ones. */
export function plainGroup(id: string, displayName: string, mailNickname: string, createdDateTime: string): Resource {
  return {
    id,
    deletedDateTime: null,
    classification: null,
    createdDateTime,
    description: null,
    displayName,
    expirationDateTime: null,
    groupTypes: [],
    isAssignableToRole: null,
    mail: null,
    mailEnabled: false,
    mailNickname,
    membershipRule: null,
    membershipRuleProcessingState: null,
    onPremisesDomainName: null,
    onPremisesLastSyncDateTime: null,
    onPremisesNetBiosName: null,
    onPremisesProvisioningErrors: [],
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesSyncEnabled: null,
    preferredDataLocation: null,
    preferredLanguage: null,
    proxyAddresses: [],
    renewedDateTime: createdDateTime,
    resourceBehaviorOptions: [],
    resourceProvisioningOptions: [],
    securityEnabled: true,
    securityIdentifier: `S-1-12-1-${id.replaceAll('-', '').slice(0, 8)}`,
    serviceProvisioningErrors: [],
    theme: null,
    uniqueName: null,
    visibility: null,
  }
}
