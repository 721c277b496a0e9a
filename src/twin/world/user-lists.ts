// The lists of users: those who are there and those who were soft-deleted, made on demand with the changes laid over them.

import { dayMs, isoSecond } from './iso-time.ts'
import { drawBelow } from './chance.ts'
import { identityOf, rankOfPrincipalName } from './identity.ts'
import { purpose } from './purposes.ts'
import type { State } from './state.ts'
import { userResource } from './user-resource.ts'
import { textOf } from './text-of.ts'
import type { Resource, ResourceList } from './world.ts'

/** The made user of a rank with its patches, whether or not it was removed since. */
function madeUser(state: State, rank: number, deletedMs: number | null): Resource {
  const user = userResource(state.people, state.domains, state.people.personAt(rank), deletedMs)
  if (state.changes.patches.size === 0) return user
  const patch = state.changes.patches.get(String(user.id))
  return patch === undefined ? user : { ...user, ...patch }
}

/** The rank of a made user who is there: not deleted, before or since. */
export function livingRank(state: State, id: string): number | undefined {
  const { roster } = state.people
  const rank = roster.rankOf(id)
  if (rank === undefined || rank >= roster.people || state.changes.removedUsers.has(id.toLowerCase())) return undefined
  return rank
}

/** Whether a user is there. */
export function isLiving(state: State, id: string): boolean {
  return (
    livingRank(state, id) !== undefined || (state.changes.addedUsers.has(id) && !state.changes.removedUsers.has(id))
  )
}

function addedUser(state: State, id: string): Resource | undefined {
  const user = state.changes.addedUsers.get(id)
  const patch = state.changes.patches.get(id)
  return user === undefined || patch === undefined ? user : { ...user, ...patch }
}

/** Users who are there. */
export function createUserList(state: State): ResourceList {
  const { roster } = state.people
  const { addedOrder, removedUsers } = state.changes
  return {
    size: () => roster.people + addedOrder.length,
    count: () => roster.people + addedOrder.length - removedUsers.size,
    at: (position) => {
      if (!Number.isInteger(position) || position < 0) return undefined
      if (position < roster.people) {
        const rank = roster.rankAt(position)
        if (removedUsers.size > 0 && removedUsers.has(roster.idOf(rank))) return undefined
        return madeUser(state, rank, null)
      }
      const id = addedOrder[position - roster.people]
      return id === undefined || removedUsers.has(id) ? undefined : addedUser(state, id)
    },
    byId: (id) => {
      const rank = livingRank(state, id)
      if (rank !== undefined) return madeUser(state, rank, null)
      return removedUsers.has(id) ? undefined : addedUser(state, id)
    },
  }
}

/** Soft-deleted users: the made ones of the last 30 days, then those removed since, in that order. */
export function createDeletedUserList(state: State): ResourceList {
  const { roster, startMs } = state.people
  const { removedUsers, addedUsers } = state.changes
  const madeDeleted = (rank: number) =>
    madeUser(state, rank, startMs - (1 + drawBelow(state.people.keyOf(rank), purpose.leaveDays, 29)) * dayMs)
  const removed = (id: string): Resource | undefined => {
    const deletedMs = removedUsers.get(id)
    if (deletedMs === undefined) return undefined
    const rank = roster.rankOf(id)
    if (rank !== undefined) return madeUser(state, rank, deletedMs)
    const user = addedUser(state, id)
    return user === undefined ? undefined : { ...user, deletedDateTime: isoSecond(deletedMs) }
  }
  const size = () => roster.deleted + removedUsers.size
  return {
    size,
    count: size,
    at: (position) => {
      if (!Number.isInteger(position) || position < 0) return undefined
      if (position < roster.deleted) return madeDeleted(roster.people + position)
      const id = [...removedUsers.keys()][position - roster.deleted]
      return id === undefined ? undefined : removed(id)
    },
    byId: (id) => {
      const rank = roster.rankOf(id)
      if (rank !== undefined && rank >= roster.people) return madeDeleted(rank)
      return addedUsers.has(id) || rank !== undefined ? removed(id.toLowerCase()) : undefined
    },
  }
}

/** The id of a living user by user principal name, in any case. */
export function userIdOf(state: State, userPrincipalName: string): string | undefined {
  const wanted = userPrincipalName.toLowerCase()
  const { patches, addedOrder } = state.changes
  for (const [id, patch] of patches) {
    if (textOf(patch.userPrincipalName).toLowerCase() === wanted && isLiving(state, id)) return id
  }
  for (const id of addedOrder) {
    const user = addedUser(state, id)
    if (textOf(user?.userPrincipalName).toLowerCase() === wanted && isLiving(state, id)) return id
  }
  const rank = rankOfPrincipalName(state.people, state.domains, wanted)
  if (rank === undefined) return undefined
  const id = state.people.roster.idOf(rank)
  // Renamed since: the old name is nobody's.
  return patches.get(id)?.userPrincipalName === undefined && isLiving(state, id) ? id : undefined
}

/** Changes a living user's properties. */
export function changeUser(state: State, id: string, properties: Resource): boolean {
  const known = id.toLowerCase()
  if (!isLiving(state, known)) return false
  state.changes.patches.set(known, { ...state.changes.patches.get(known), ...properties, id: known })
  state.changes.logUser(known, 'changed', Object.keys(properties))
  return true
}

/** Adds a user: a made employee's blank form with the properties given. */
export function addUser(state: State, properties: Resource): Resource {
  const { changes, people, newIds } = state
  const id = newIds.at(changes.addedOrder.length)
  const blank = userResource(people, state.domains, people.personAt(people.roster.people), null)
  const empty = Object.fromEntries(
    Object.entries(blank).map(([name, value]) => [name, Array.isArray(value) ? [] : null]),
  )
  const user: Resource = {
    ...empty,
    accountEnabled: true,
    createdDateTime: isoSecond(state.nowMs()),
    lastPasswordChangeDateTime: isoSecond(state.nowMs()),
    userType: 'Member',
    ...properties,
    id,
  }
  changes.addedUsers.set(id, user)
  changes.addedOrder.push(id)
  changes.logUser(id, 'changed')
  return user
}

/** Soft-deletes a living user. */
export function removeUser(state: State, id: string): boolean {
  const known = id.toLowerCase()
  if (!isLiving(state, known)) return false
  state.changes.removedUsers.set(known, state.nowMs())
  state.changes.logUser(known, 'removed')
  return true
}

/** The display name and principal name of a living or deleted user, for rows and events that carry them. */
export function namesOf(state: State, id: string): { displayName: string; userPrincipalName: string } | undefined {
  const rank = state.people.roster.rankOf(id)
  const changed = state.changes.patches.get(id)
  if (rank !== undefined) {
    const made = identityOf(state.people, state.domains, state.people.personAt(rank))
    return {
      displayName: textOf(changed?.displayName, made.display),
      userPrincipalName: textOf(changed?.userPrincipalName, made.userPrincipalName),
    }
  }
  const user = addedUser(state, id)
  if (user === undefined) return undefined
  return { displayName: textOf(user.displayName), userPrincipalName: textOf(user.userPrincipalName) }
}
