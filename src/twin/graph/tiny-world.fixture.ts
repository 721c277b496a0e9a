// A world of 250 people written by hand, for tests of the HTTP layer that need to know every item. Not used outside tests.
import type { Resource, ResourceList, UserChange, World } from '../world/world.ts'
import {
  auditEvent,
  conditionalAccessPolicy,
  methodsPolicy,
  registration,
  signIn,
  tinyId,
  user,
} from './tiny-resources.fixture.ts'

export { tinyId } from './tiny-resources.fixture.ts'

const tenantId = tinyId(0xaaaa, 1)

/** People of the tiny world. */
export const tinyPeople = 250

function list(items: (Resource | undefined)[]): ResourceList {
  return {
    size: () => items.length,
    count: () => items.filter((item) => item !== undefined).length,
    at: (position) => items[position],
    byId: (id) => items.find((item) => item?.['id'] === id),
  }
}

/** Writes of the tiny world: changes of users are logged with the properties that changed. */
function changeable(users: (Resource | undefined)[]) {
  const changes: UserChange[] = []
  const positionOf = (id: string) => users.findIndex((one) => one?.['id'] === id)
  return {
    *userChanges(since: number) {
      yield* changes.filter((change) => change.at > since)
    },
    lastUserChange: () => changes.length,
    changeUser(id: string, properties: Resource) {
      const position = positionOf(id)
      if (position < 0) return false
      users[position] = { ...users[position], ...properties }
      changes.push({ at: changes.length + 1, id, kind: 'changed', properties: Object.keys(properties) })
      return true
    },
    addUser(properties: Resource) {
      const added: Resource = { ...user(users.length), ...properties }
      users.push(added)
      changes.push({ at: changes.length + 1, id: String(added['id']), kind: 'changed' })
      return added
    },
    removeUser(id: string) {
      const position = positionOf(id)
      if (position < 0) return false
      users[position] = undefined
      changes.push({ at: changes.length + 1, id, kind: 'removed' })
      return true
    },
  }
}

type Member = { id: string; kind: 'user' | 'group' }

function grouping() {
  const group = (number: number, displayName: string): Resource => ({
    id: tinyId(2, number),
    displayName,
    mailEnabled: false,
    mailNickname: `g${number}`,
    securityEnabled: true,
    groupTypes: [],
    membershipRule: null,
  })
  const groups: Resource[] = [group(1, 'Passes'), group(2, 'Everybody'), group(3, 'Ring')]
  const users = (from: number, to: number): Member[] =>
    Array.from({ length: to - from }, (_none, index) => ({ id: tinyId(1, from + index), kind: 'user' }))
  const members = new Map<string, Member[]>([
    [tinyId(2, 1), users(0, 10)],
    [tinyId(2, 2), [...users(5, 20), { id: tinyId(2, 1), kind: 'group' }, { id: tinyId(2, 3), kind: 'group' }]],
    [tinyId(2, 3), [{ id: tinyId(2, 2), kind: 'group' }, ...users(19, 21)]],
  ])
  return { groups, members }
}

/** The tiny world, fresh. Its clock stands at 2026-11-23T08:00Z until it is moved. */
export function createTinyWorld(): World {
  let now = Temporal.Instant.from('2026-11-23T08:00:00Z')
  const users: (Resource | undefined)[] = Array.from({ length: tinyPeople }, (_none, number) => user(number))
  const { groups, members } = grouping()
  const audits = Array.from({ length: 30 }, (_none, number) => auditEvent(29 - number))
  const methods = new Map<string, Resource[]>()
  const devices = [1, 2, 3].map((number) => ({
    id: tinyId(3, number),
    displayName: `Device ${number}`,
    operatingSystem: 'Windows',
    trustType: 'AzureAd',
  }))
  const managed = [1, 2].map((number) => ({
    id: tinyId(4, number),
    deviceName: `Device ${number}`,
    operatingSystem: 'Windows',
    userId: tinyId(1, number),
  }))
  const strength = {
    id: '00000000-0000-0000-0000-000000000004',
    displayName: 'Phishing-resistant MFA',
    policyType: 'builtIn',
    allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
    combinationConfigurations: [],
  }
  return {
    settings: { people: tinyPeople, seed: 1, countries: { DE: 1 }, startsAt: now, organization: 'Contoso' },
    clock: {
      now: () => now,
      advance: (by) => {
        now = now.add(by)
      },
    },
    tenantId,
    users: list(users),
    deletedUsers: list([]),
    managerIdOf: (id) => (id === tinyId(1, 0) ? undefined : tinyId(1, 0)),
    signInActivityOf: (id) => (id === tinyId(1, 1) ? undefined : { lastSignInDateTime: '2026-11-20T00:00:00Z' }),
    registrationDetails: list(Array.from({ length: tinyPeople }, (_none, number) => registration(number))),
    authenticationMethodsOf: (id) => methods.get(id) ?? [],
    authenticationRequirementsOf: () => ({ perUserMfaState: 'disabled' }),
    devices: list(devices),
    ownerIdsOf: (id) => [tinyId(1, Number(id.at(-1)))],
    managedDevices: list(managed),
    groups: list(groups),
    membersOf: (id) => members.get(id) ?? [],
    roleAssignments: [
      {
        id: 'assignment1',
        principalId: tinyId(1, 0),
        roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
        directoryScopeId: '/',
        appScopeId: null,
      },
    ],
    roleEligibilities: [
      {
        id: 'eligible1',
        principalId: tinyId(1, 1),
        roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
        directoryScopeId: '/',
        memberType: 'Direct',
      },
    ],
    auditEvents: () => audits,
    *signIns({ userId, since }) {
      for (let number = 2499; number >= 0; number--) {
        const item = signIn(number)
        if (
          since !== undefined &&
          Temporal.Instant.compare(Temporal.Instant.from(String(item['createdDateTime'])), since) < 0
        )
          return
        if (userId === undefined || item['userId'] === userId) yield item
      }
    },
    organization: { id: tenantId, displayName: 'Contoso', verifiedDomains: [] },
    domains: [
      { id: 'contoso.com', isDefault: true, authenticationType: 'Managed' },
      { id: 'contoso.onmicrosoft.com', isDefault: false, isInitial: true, authenticationType: 'Managed' },
    ],
    authenticationMethodsPolicy: methodsPolicy(),
    conditionalAccessPolicies: [conditionalAccessPolicy(1), conditionalAccessPolicy(2)],
    authenticationStrengths: [strength],
    securityDefaults: {
      id: '00000000-0000-0000-0000-000000000005',
      isEnabled: false,
      displayName: 'Security Defaults',
      description: '',
    },
    optOutSettings: null,
    emergencyAccountUserPrincipalNames: [],
    leaveOf: () => undefined,
    ...changeable(users),
    addMember(groupId, userId) {
      const list = members.get(groupId)
      if (list === undefined || !users.some((one) => one?.['id'] === userId)) return 'unknown'
      if (list.some((member) => member.id === userId)) return 'already'
      list.push({ id: userId, kind: 'user' })
      return 'added'
    },
    removeMember(groupId, userId) {
      const list = members.get(groupId) ?? []
      const position = list.findIndex((member) => member.id === userId)
      if (position >= 0) list.splice(position, 1)
      return position >= 0
    },
    addGroup(properties) {
      const added = { id: tinyId(2, groups.length + 1), ...properties }
      groups.push(added)
      members.set(added.id, [])
      return added
    },
    registerMethod: (userId, method) => void methods.set(userId, [...(methods.get(userId) ?? []), method]),
    removeMethod(userId, methodId) {
      const before = methods.get(userId) ?? []
      const after = before.filter((method) => method['id'] !== methodId)
      methods.set(userId, after)
      return after.length < before.length
    },
    recordAuditEvent: (event) => void audits.unshift(event),
  }
}
