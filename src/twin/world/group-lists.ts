// Groups and their members with the changes laid over them.

import { type Member, plainGroup } from './groups.ts'
import { isoSecond } from './iso-time.ts'
import type { State } from './state.ts'
import { isLiving, livingRank } from './user-lists.ts'
import { textOf } from './text-of.ts'
import type { Resource, ResourceList } from './world.ts'

/** The groups of the tenant. */
export function createGroupList(state: State): ResourceList {
  const { made } = state.groups
  const { addedGroups } = state.changes
  const size = () => made.length + addedGroups.size
  return {
    size,
    count: size,
    at: (position) => made[position]?.resource ?? [...addedGroups.values()][position - made.length],
    byId: (id) =>
      made.find((group) => group.resource.id === id.toLowerCase())?.resource ?? addedGroups.get(id.toLowerCase()),
  }
}

/** Direct members in a fixed order: the made ones, then the added. Deleted users are no members. */
export function* membersOf(state: State, groupId: string): Iterable<Member> {
  const id = groupId.toLowerCase()
  const changes = state.changes.members.get(id)
  const { removedUsers } = state.changes
  for (const member of state.groups.made.find((group) => group.resource.id === id)?.members() ?? []) {
    if (changes?.removed.has(member.id) === true || changes?.added.has(member.id) === true) continue
    if (removedUsers.size > 0 && removedUsers.has(member.id)) continue
    yield member
  }
  for (const [memberId, kind] of changes?.added ?? []) if (!removedUsers.has(memberId)) yield { id: memberId, kind }
}

function isMember(state: State, groupId: string, userId: string): boolean {
  const changes = state.changes.members.get(groupId)
  if (changes?.added.has(userId) === true) return true
  if (changes?.removed.has(userId) === true) return false
  const made = state.groups.made.find((group) => group.resource.id === groupId)
  const rank = livingRank(state, userId)
  return made !== undefined && rank !== undefined && made.hasRank(rank)
}

/** Adds a living user to a group. */
export function addMember(state: State, groupId: string, userId: string): 'added' | 'already' | 'unknown' {
  const group = groupId.toLowerCase()
  const user = userId.toLowerCase()
  if (!isGroup(state, group) || !isLiving(state, user)) return 'unknown'
  if (isMember(state, group, user)) return 'already'
  const changes = state.changes.membersOf(group)
  // Who was a made member goes back to the place it had.
  if (!changes.removed.delete(user)) changes.added.set(user, 'user')
  return 'added'
}

/** Takes a user out of a group; false when it was no direct member. */
export function removeMember(state: State, groupId: string, userId: string): boolean {
  const group = groupId.toLowerCase()
  const user = userId.toLowerCase()
  if (!isGroup(state, group) || !isMember(state, group, user)) return false
  const changes = state.changes.membersOf(group)
  if (!changes.added.delete(user)) changes.removed.add(user)
  return true
}

function isGroup(state: State, groupId: string): boolean {
  return state.changes.addedGroups.has(groupId) || state.groups.made.some((group) => group.resource.id === groupId)
}

/** Adds a group with the properties given. */
export function addGroup(state: State, properties: Resource): Resource {
  const count = state.changes.addedGroups.size
  const id = state.newIds.at(500_000_000 + count)
  const name = textOf(properties.displayName, `Group ${count + 1}`)
  const group = { ...plainGroup(id, name, `new-group-${count + 1}`, isoSecond(state.nowMs())), ...properties, id }
  state.changes.addedGroups.set(id, group)
  return group
}
