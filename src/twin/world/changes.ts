// What has been changed since the start, kept apart from what is made: maps that stay as small as the changes are few.

import type { Resource, UserChange } from './world.ts'

/** A method registered since the start. */
export type AddedMethod = { readonly method: Resource; readonly addedMs: number }

/** A method registered and removed again since the start: the report shows it between the two refreshes. */
export type WithdrawnMethod = AddedMethod & { readonly removedMs: number }

/** A person's changed methods; removals of made ones by method id. */
export type MethodChanges = {
  readonly added: AddedMethod[]
  readonly removed: Map<string, number>
  readonly withdrawn: WithdrawnMethod[]
}

/** A group's changed members. */
export type MemberChanges = { readonly added: Map<string, 'user' | 'group'>; readonly removed: Set<string> }

/** The changes of a world. */
export type Changes = {
  readonly patches: Map<string, Resource>
  readonly addedUsers: Map<string, Resource>
  /** Ids of added users by the order of adding. */
  readonly addedOrder: string[]
  /** When a user was soft-deleted. */
  readonly removedUsers: Map<string, number>
  readonly methods: Map<string, MethodChanges>
  /** People who had no registration row and registered something: their rows follow the made ones. */
  readonly newRows: string[]
  readonly members: Map<string, MemberChanges>
  readonly addedGroups: Map<string, Resource>
  readonly auditEvents: { readonly epochMs: number; readonly event: Resource }[]
  readonly userLog: UserChange[]
  logUser(id: string, kind: UserChange['kind'], properties?: readonly string[]): void
  methodsOf(userId: string): MethodChanges
  membersOf(groupId: string): MemberChanges
}

/** No changes yet. */
export function createChanges(): Changes {
  const methods = new Map<string, MethodChanges>()
  const members = new Map<string, MemberChanges>()
  const userLog: UserChange[] = []
  return {
    patches: new Map(),
    addedUsers: new Map(),
    addedOrder: [],
    removedUsers: new Map(),
    methods,
    newRows: [],
    members,
    addedGroups: new Map(),
    auditEvents: [],
    userLog,
    logUser: (id, kind, properties) => {
      userLog.push({ at: userLog.length + 1, id, kind, ...(properties === undefined ? {} : { properties }) })
    },
    methodsOf: (userId) => {
      let changes = methods.get(userId)
      if (changes === undefined) methods.set(userId, (changes = { added: [], removed: new Map(), withdrawn: [] }))
      return changes
    },
    membersOf: (groupId) => {
      let changes = members.get(groupId)
      if (changes === undefined) members.set(groupId, (changes = { added: new Map(), removed: new Set() }))
      return changes
    },
  }
}
