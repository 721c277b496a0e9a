// Who holds a directory role: a handful of people of the IT department, the emergency accounts and the synchronisation account. Role template
// ids are Microsoft's (Entra built-in roles reference).

import type { People } from './person.ts'

/** Role template ids by display name. */
export const roles = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Authentication Policy Administrator': '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  'Conditional Access Administrator': 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  'Security Administrator': '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Exchange Administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'Intune Administrator': '3a2c62db-5318-420d-8d74-23affee5d9d5',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Reports Reader': '4a5d8f65-41da-4de4-8968-e035b65339cf',
  'Directory Synchronization Accounts': 'd29b2b05-8046-44ba-8758-1e26182fcf32',
} as const

/** The name of a built-in role. */
export type RoleName = keyof typeof roles

/** What an administrator has registered, whatever the draw would say. */
export type AdminMethods = 'passkey' | 'securityKey' | 'authenticator' | 'phoneOnly'

/** One holding of a role. */
export type Holding = {
  readonly rank: number
  readonly role: RoleName
  readonly how: 'active' | 'eligible'
}

/** The roles of a tenant; `methodsOf` says what an administrator has registered. */
export type Admins = {
  readonly holdings: readonly Holding[]
  /** Active in at least one role: userRegistrationDetails.isAdmin. Those who are only eligible are not seen by it. */
  isAdmin(rank: number): boolean
  methodsOf(rank: number): AdminMethods | undefined
  /** A global administrator who is active: initiator of the policy changes in the audit log. Undefined in the smallest tenants. */
  readonly policyChanger: number | undefined
}

type Post = readonly [role: RoleName, how: Holding['how'], methods: AdminMethods]

// The order is the order of seats in the IT department. Three people are active Global Administrators (with two emergency accounts: five),
// one of them with SMS only; four are eligible.
const posts: readonly Post[] = [
  ['Global Administrator', 'active', 'passkey'],
  ['Global Administrator', 'active', 'securityKey'],
  ['Global Administrator', 'active', 'phoneOnly'],
  ['Global Administrator', 'eligible', 'passkey'],
  ['Global Administrator', 'eligible', 'authenticator'],
  ['Global Administrator', 'eligible', 'authenticator'],
  ['Global Administrator', 'eligible', 'passkey'],
  ['Conditional Access Administrator', 'active', 'passkey'],
  ['Authentication Policy Administrator', 'active', 'passkey'],
  ['Security Administrator', 'eligible', 'authenticator'],
  ['Privileged Authentication Administrator', 'eligible', 'securityKey'],
  ['Privileged Role Administrator', 'eligible', 'authenticator'],
  ['Exchange Administrator', 'active', 'authenticator'],
  ['Intune Administrator', 'active', 'authenticator'],
  ['User Administrator', 'active', 'authenticator'],
  ['Authentication Administrator', 'active', 'passkey'],
  ['Helpdesk Administrator', 'active', 'authenticator'],
  ['Helpdesk Administrator', 'active', 'phoneOnly'],
  ['Helpdesk Administrator', 'active', 'authenticator'],
  ['Global Reader', 'active', 'authenticator'],
  ['Reports Reader', 'active', 'authenticator'],
]

/** Appoints the administrators. A department smaller than the list leaves the last posts empty. */
export function createAdmins(people: People): Admins {
  const { roster, chart } = people
  const { start, size } = chart.departments.find(({ name }) => name === 'IT') ?? { start: 0, size: 0 }
  const holdings: Holding[] = []
  const methods = new Map<number, AdminMethods>()
  let seat = 0
  for (const [role, how, registered] of posts) {
    // Who has left or just joined holds no role.
    while (seat < size && !isSettled(people, start + seat)) seat++
    if (seat >= size) break
    const rank = start + seat++
    holdings.push({ rank, role, how })
    methods.set(rank, registered)
  }
  const policyChanger = holdings[0]?.rank
  for (let index = 0; index < roster.emergencies; index++) {
    holdings.push({ rank: roster.firstEmergency + index, role: 'Global Administrator', how: 'active' })
  }
  if (roster.services > 0) {
    holdings.push({ rank: roster.firstService, role: 'Directory Synchronization Accounts', how: 'active' })
  }
  const active = new Set(holdings.filter(({ how }) => how === 'active').map(({ rank }) => rank))
  return {
    holdings,
    isAdmin: (rank) => active.has(rank),
    methodsOf: (rank) => methods.get(rank),
    policyChanger,
  }
}

function isSettled(people: People, rank: number): boolean {
  const person = people.personAt(rank)
  return person.enabled && !person.joined && people.leaveOf(rank) === undefined
}
