// What a person has registered at this moment, and what the report believes: the made methods with the changes laid over them.

import { mix } from '#domain/shared/random.ts'
import { registrationEvents } from './audit-events.ts'
import { denseList } from './dense-list.ts'
import { hourMs, isoSecond } from './iso-time.ts'
import {
  auditIdOfPasskey,
  fixedMethodIds,
  methodResource,
  passkeyIdOf,
  passwordResource,
  reportNamesOf,
} from './method-resources.ts'
import type { Person } from './person.ts'
import { nightlyRefresh, registrationRow, reportedUpTo } from './registration-row.ts'
import type { State } from './state.ts'
import { passwordChangedMs } from './user-resource.ts'
import { isLiving, livingRank, namesOf } from './user-lists.ts'
import { textOf } from './text-of.ts'
import type { Resource, ResourceList } from './world.ts'

/** The authentication methods of a living user, the password first; empty for guests without one and for unknown ids. */
export function authenticationMethodsOf(state: State, userId: string): readonly Resource[] {
  const id = userId.toLowerCase()
  if (!isLiving(state, id)) return []
  const changes = state.changes.methods.get(id)
  const rank = livingRank(state, id)
  const made = rank === undefined ? addedPassword(state, id) : madeMethods(state, state.people.personAt(rank))
  const kept = changes === undefined ? made : made.filter((method) => !changes.removed.has(String(method.id)))
  return [...kept, ...(changes?.added ?? []).map(({ method }) => method)]
}

function addedPassword(state: State, id: string): readonly Resource[] {
  const user = state.changes.addedUsers.get(id)
  return user?.userType === 'Guest'
    ? []
    : [passwordResource(Temporal.Instant.from(String(user?.createdDateTime)).epochMilliseconds)]
}

function madeMethods(state: State, person: Person): readonly Resource[] {
  const methods = state.enrolment
    .methodsOf(person)
    .map((method, index) => methodResource(person, method, index, state.methodIds, state.nowMs()))
  return person.kind === 'guest' ? methods : [passwordResource(passwordChangedMs(state.people, person)), ...methods]
}

/** The per-user MFA state: legacy, on for few. */
export function authenticationRequirementsOf(state: State, userId: string): Resource {
  const rank = state.people.roster.rankOf(userId)
  const enforced = rank !== undefined && state.enrolment.perUserMfaEnforced(rank)
  return { perUserMfaState: enforced ? 'enforced' : 'disabled' }
}

/** Registers a method now. A method with the id of a present one, or a second pass, takes its place. */
export function registerMethod(state: State, userId: string, method: Resource): void {
  const id = userId.toLowerCase()
  if (!isLiving(state, id)) throw new RangeError(`No user ${userId} to register a method for`)
  const changes = state.changes.methodsOf(id)
  const nowMs = state.nowMs()
  const type = String(method['@odata.type'])
  const pass = '#microsoft.graph.temporaryAccessPassAuthenticationMethod'
  const whole: Resource = {
    createdDateTime: isoSecond(nowMs),
    ...method,
    id: textOf(method.id, freshMethodId(state, id, type)),
  }
  for (const present of authenticationMethodsOf(state, id)) {
    const replaced = present.id === whole.id || (type === pass && present['@odata.type'] === pass)
    if (replaced) removeMethod(state, id, String(present.id))
  }
  changes.added.push({ method: whole, addedMs: nowMs })
  const rank = livingRank(state, id)
  const hadRow = rank !== undefined && state.enrolment.hasRow(rank)
  if (!hadRow && !state.changes.newRows.includes(id)) state.changes.newRows.push(id)
  // A pass is made by an administrator, whose own event the call records.
  if (type !== pass) recordRegistration(state, id, whole, nowMs)
}

function recordRegistration(state: State, id: string, method: Resource, nowMs: number): void {
  const names = namesOf(state, id)
  const count = state.changes.auditEvents.length
  const events = registrationEvents(
    (part) => state.newIds.at(1_000_000 + count * 2 + part),
    nowMs,
    { id, displayName: names?.displayName ?? null, userPrincipalName: names?.userPrincipalName ?? null },
    {
      kind: kindOf(String(method['@odata.type'])),
      aaGuid: textOf(method.aaGuid),
      synced: method.passkeyType === 'synced',
      keyId: auditIdOfPasskey(textOf(method.id)),
    },
  )
  for (const event of events.toReversed()) state.changes.auditEvents.push({ epochMs: nowMs, event })
}

const kinds: Readonly<Record<string, string>> = {
  '#microsoft.graph.fido2AuthenticationMethod': 'passkey',
  '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod': 'authenticator',
  '#microsoft.graph.phoneAuthenticationMethod': 'mobilePhone',
  '#microsoft.graph.emailAuthenticationMethod': 'email',
  '#microsoft.graph.softwareOathAuthenticationMethod': 'softwareOath',
  '#microsoft.graph.windowsHelloForBusinessAuthenticationMethod': 'windowsHello',
  '#microsoft.graph.platformCredentialAuthenticationMethod': 'secureEnclave',
  '#microsoft.graph.temporaryAccessPassAuthenticationMethod': 'temporaryAccessPass',
}

const kindOf = (type: string) => kinds[type] ?? 'other'

function freshMethodId(state: State, userId: string, type: string): string {
  if (type === '#microsoft.graph.phoneAuthenticationMethod') return fixedMethodIds.mobilePhone
  if (type === '#microsoft.graph.emailAuthenticationMethod') return fixedMethodIds.email
  const count = state.changes.methodsOf(userId).added.length + state.changes.methodsOf(userId).withdrawn.length
  if (type === '#microsoft.graph.fido2AuthenticationMethod') {
    return passkeyIdOf({ key: Number.parseInt(userId.slice(0, 8), 16) }, 1000 + count)
  }
  return state.newIds.at(mix(Number.parseInt(userId.slice(0, 8), 16), count))
}

/** Removes a method of a living user; the password can not be removed. The report shows it hours later. */
export function removeMethod(state: State, userId: string, methodId: string): boolean {
  const id = userId.toLowerCase()
  if (methodId === fixedMethodIds.password) return false
  if (!authenticationMethodsOf(state, id).some((method) => method.id === methodId)) return false
  const changes = state.changes.methodsOf(id)
  const index = changes.added.findIndex(({ method }) => method.id === methodId)
  if (index >= 0) {
    const [gone] = changes.added.splice(index, 1)
    if (gone !== undefined) changes.withdrawn.push({ ...gone, removedMs: state.nowMs() })
  } else changes.removed.set(methodId, state.nowMs())
  return true
}

/** The registration report: rows of people with registration data, as of its last refresh. */
export function createRegistrationList(state: State): ResourceList {
  const { roster } = state.people
  const { newRows, removedUsers } = state.changes
  const dense = denseList(roster.people, (position) => (state.enrolment.hasRow(roster.rankAt(position)) ? 1 : 0))
  const newRow = (id: string | undefined) =>
    id === undefined || !isLiving(state, id) ? undefined : rowOf(state, id, true)
  const removedRows = () => {
    let count = 0
    for (const id of removedUsers.keys()) {
      const rank = roster.rankOf(id)
      if (rank !== undefined && state.enrolment.hasRow(rank)) count++
    }
    return count
  }
  return {
    size: () => dense.size() + newRows.length,
    count: () => dense.size() - removedRows() + newRows.filter((id) => newRow(id) !== undefined).length,
    at: (position) => {
      if (position >= dense.size()) return newRow(newRows[position - dense.size()])
      const spot = dense.spotAt(position)
      if (spot === undefined) return undefined
      const id = roster.idOf(roster.rankAt(spot.owner))
      return removedUsers.size > 0 && removedUsers.has(id) ? undefined : rowOf(state, id, false)
    },
    byId: (id) => {
      const known = id.toLowerCase()
      if (!isLiving(state, known)) return undefined
      const rank = livingRank(state, known)
      if (rank !== undefined && state.enrolment.hasRow(rank)) return rowOf(state, known, false)
      return newRows.includes(known) ? newRow(known) : undefined
    },
  }
}

// A new row appears when the first refresh after the first registration has passed.
function rowOf(state: State, id: string, isNew: boolean): Resource | undefined {
  const nowMs = state.nowMs()
  const reportedMs = reportedUpTo(nowMs)
  const rank = state.people.roster.rankOf(id)
  const person = rank === undefined ? undefined : state.people.personAt(rank)
  const changes = state.changes.methods.get(id)
  const names = new Set<string>()
  let changedMs = 0
  const seen = (ms: number) => {
    if (ms <= reportedMs) changedMs = Math.max(changedMs, ms)
    return ms <= reportedMs
  }
  if (person !== undefined) {
    for (const [index, method] of state.enrolment.methodsOf(person).entries()) {
      if (!seen(method.createdMs)) continue
      if (changes !== undefined && changes.removed.size > 0) {
        const removedMs = changes.removed.get(String(methodResource(person, method, index, state.methodIds, nowMs).id))
        if (removedMs !== undefined && seen(removedMs)) continue
      }
      for (const name of method.names) names.add(name)
    }
  }
  for (const { method, addedMs } of changes?.added ?? []) {
    if (seen(addedMs)) for (const name of reportNamesOf(method)) names.add(name)
  }
  for (const { method, addedMs, removedMs } of changes?.withdrawn ?? []) {
    if (seen(addedMs) && !seen(removedMs)) for (const name of reportNamesOf(method)) names.add(name)
  }
  if (isNew && changedMs === 0) return undefined
  const identity = namesOf(state, id)
  const nightlyMs = nightlyRefresh(nowMs)
  return registrationRow({
    id,
    key: person?.key ?? Number.parseInt(id.slice(0, 8), 16),
    isAdmin: rank !== undefined && state.admins.isAdmin(rank),
    displayName: identity?.displayName ?? '',
    userPrincipalName: identity?.userPrincipalName ?? '',
    guest: person?.kind === 'guest' || person?.kind === 'internalGuest',
    methodsRegistered: [...names],
    refreshedMs: changedMs > nightlyMs ? reportedUpTo(changedMs) + 4 * hourMs : nightlyMs,
  })
}
