// Fact: the groups that policies name: whether each still exists and how many people it holds, nested ones included.
// Their members are rows (see the store), so that a person's reach by a policy is a join.

import { defineFact } from './fact.ts'
import type { GroupId } from '../shared/ids.ts'

export type PolicyGroup = {
  readonly id: GroupId
  /** Null when the group does not exist any more. */
  readonly displayName: string | null
  readonly exists: boolean
  /** People in it, nested groups included; null when its members could not be read. */
  readonly people: number | null
}

export const policyGroups = defineFact<readonly PolicyGroup[]>()({
  name: 'policy-groups',
  title: 'Groups that policies name',
  requirement: {
    call: 'GET /groups/{id}/transitiveMembers',
    permission: 'GroupMember.Read.All',
    licence: null,
    why: 'Who a policy really reaches.',
  },
  maxAgeHours: 24,
})
