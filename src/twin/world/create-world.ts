// The simulated organisation: everything made on demand from (settings, person), with the changes laid over it. See world.ts.

import { mix } from '#domain/shared/random.ts'
import { auditEvent, logTime, madeAuditEvents } from './audit-events.ts'
import { makeAuthenticationMethodsPolicy } from './authentication-methods-policy.ts'
import { makeAuthenticationStrengths } from './authentication-strengths.ts'
import { createWorldClock } from './clock.ts'
import { makeConditionalAccessPolicies } from './conditional-access-policies.ts'
import { createDeviceList, createManagedDeviceList, deviceIdsOf, ownerIdsOf } from './device-lists.ts'
import { addGroup, addMember, createGroupList, membersOf, removeMember } from './group-lists.ts'
import { guids } from './guid.ts'
import { identityOf } from './identity.ts'
import { dayMs, isoFraction } from './iso-time.ts'
import { logDays } from './method-facts.ts'
import {
  authenticationMethodsOf,
  authenticationRequirementsOf,
  createRegistrationList,
  registerMethod,
  removeMethod,
} from './methods-now.ts'
import { signInActivityResource, signInResource, type SignInTenant } from './sign-in-resource.ts'
import { createState, type State } from './state.ts'
import {
  domainResources,
  organizationResource,
  roleAssignmentResources,
  roleEligibilityResources,
  securityDefaultsResource,
} from './tenant-resources.ts'
import {
  addUser,
  changeUser,
  createDeletedUserList,
  createUserList,
  livingRank,
  removeUser,
  userIdOf,
} from './user-lists.ts'
import type { Resource, World, WorldClock, WorldSettings } from './world.ts'

/**
 * Makes a world. The same settings make the same world, whatever the clock does. Without a clock it runs with the machine's. Throws a
 * RangeError for a number of people, a country or a share that can not be.
 */
export function createWorld(settings: WorldSettings, options: { readonly clock?: WorldClock } = {}): World {
  const clock = options.clock ?? createWorldClock(settings.startsAt)
  const state = createState(settings, clock)
  const { people, admins, domains, tenantId } = state
  const roleIds = guids(settings.seed, 10)
  const emergencyRanks = Array.from(
    { length: people.roster.emergencies },
    (_, index) => people.roster.firstEmergency + index,
  )
  const policies = makePolicies(state, emergencyRanks)
  const world: World = {
    settings,
    clock,
    tenantId,
    users: createUserList(state),
    deletedUsers: createDeletedUserList(state),
    userIdOf: (name) => userIdOf(state, name),
    managerIdOf: (id) => managerIdOf(state, id),
    signInActivityOf: (id) => signInActivityOf(state, id),
    registrationDetails: createRegistrationList(state),
    authenticationMethodsOf: (id) => authenticationMethodsOf(state, id),
    authenticationRequirementsOf: (id) => authenticationRequirementsOf(state, id),
    devices: createDeviceList(state),
    ownerIdsOf: (id) => ownerIdsOf(state, id),
    deviceIdsOf: (id) => deviceIdsOf(state, id),
    managedDevices: createManagedDeviceList(state),
    groups: createGroupList(state),
    membersOf: (id) => membersOf(state, id),
    roleAssignments: roleAssignmentResources(people, admins, roleIds),
    roleEligibilities: roleEligibilityResources(people, admins, roleIds),
    auditEvents: () => auditEvents(state, String(policies.conditionalAccessPolicies[2]?.id)),
    signIns: (filter) => signIns(state, world.conditionalAccessPolicies, filter),
    organization: organizationResource(tenantId, settings.organization, domains, people),
    domains: domainResources(domains),
    ...policies,
    securityDefaults: securityDefaultsResource(),
    optOutSettings: null,
    emergencyAccountUserPrincipalNames: emergencyRanks.map(
      (rank) => identityOf(people, domains, people.personAt(rank)).userPrincipalName,
    ),
    userChanges: (since) => state.changes.userLog.slice(Math.max(0, since)),
    lastUserChange: () => state.changes.userLog.length,
    changeUser: (id, properties) => changeUser(state, id, properties),
    addUser: (properties) => addUser(state, properties),
    removeUser: (id) => removeUser(state, id),
    addMember: (groupId, userId) => addMember(state, groupId, userId),
    removeMember: (groupId, userId) => removeMember(state, groupId, userId),
    addGroup: (properties) => addGroup(state, properties),
    registerMethod: (userId, method) => registerMethod(state, userId, method),
    removeMethod: (userId, methodId) => removeMethod(state, userId, methodId),
    leaveOf: (userId) => leaveOf(state, userId),
    recordAuditEvent: (event) => recordAuditEvent(state, event),
  }
  return world
}

function makePolicies(state: State, emergencyRanks: readonly number[]) {
  const { people, groups, settings } = state
  const { startMs } = people
  const authenticationStrengths = makeAuthenticationStrengths(isoFraction(startMs - 240 * dayMs, 1_234_567))
  return {
    authenticationMethodsPolicy: makeAuthenticationMethodsPolicy(
      groups.named,
      isoFraction(startMs - Math.round(6.3 * dayMs), 9_599_169),
    ),
    authenticationStrengths,
    conditionalAccessPolicies: makeConditionalAccessPolicies({
      groups: groups.named,
      emergencyIds: emergencyRanks.map((rank) => people.roster.idOf(rank)),
      deletedGroupId: guids(settings.seed, 5).at(0),
      strengths: authenticationStrengths,
      ids: guids(settings.seed, 14),
      startMs,
    }),
  }
}

function managerIdOf(state: State, userId: string): string | undefined {
  const rank = livingRank(state, userId)
  if (rank === undefined || rank >= state.people.roster.employees) return undefined
  const manager = state.people.chart.managerOf(rank)
  return manager === undefined ? undefined : state.people.roster.idOf(manager)
}

function signInActivityOf(state: State, userId: string): Resource | undefined {
  const rank = livingRank(state, userId)
  if (rank === undefined) return undefined
  const lastMs = state.signIns.lastOf(rank, state.nowMs())
  return lastMs === undefined ? undefined : signInActivityResource(state.people, rank, lastMs)
}

function leaveOf(state: State, userId: string) {
  const rank = livingRank(state, userId)
  const leave = rank === undefined ? undefined : state.people.leaveOf(rank)
  if (leave === undefined) return undefined
  const epoch = Temporal.PlainDate.from('1970-01-01')
  return { from: epoch.add({ days: leave.from }), to: epoch.add({ days: leave.to }) }
}

function* auditEvents(state: State, policyId: string): Iterable<Resource> {
  const oldestMs = state.nowMs() - logDays * dayMs
  const recorded = state.changes.auditEvents
  for (let index = recorded.length - 1; index >= 0; index--) {
    const entry = recorded[index]
    if (entry !== undefined && entry.epochMs >= oldestMs) yield entry.event
  }
  for (const { epochMs, event } of madeAuditEvents(state.people, state.admins, state.enrolment, state.domains, {
    policyId,
  })) {
    if (epochMs < oldestMs) return
    yield event
  }
}

function recordAuditEvent(state: State, event: Resource): void {
  const nowMs = state.nowMs()
  const count = state.changes.auditEvents.length
  const id = `Directory_${guids(mix(state.settings.seed, 41), 15).at(count)}`
  const whole = {
    ...auditEvent(id, nowMs, { loggedByService: 'Core Directory' }),
    ...event,
    activityDateTime: logTime(nowMs),
  }
  state.changes.auditEvents.push({ epochMs: nowMs, event: whole })
}

function* signIns(
  state: State,
  policies: readonly Resource[],
  filter: { readonly userId?: string; readonly since?: Temporal.Instant },
): Iterable<Resource> {
  const nowMs = state.nowMs()
  const sinceMs = Math.max(nowMs - logDays * dayMs, filter.since?.epochMilliseconds ?? 0)
  const rank = filter.userId === undefined ? undefined : livingRank(state, filter.userId)
  if (filter.userId !== undefined && rank === undefined) return
  const facts = rank === undefined ? state.signIns.all(nowMs, sinceMs) : state.signIns.of(rank, nowMs, sinceMs)
  const tenant: SignInTenant = { ...state, policies }
  for (const fact of facts) yield signInResource(tenant, fact)
}
