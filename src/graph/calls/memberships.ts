// Stream: who is in the groups that policies name, nested groups resolved. Microsoft Graph v1.0, "List group
// transitive members".

import { z } from 'zod'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { defineCall } from '../call.ts'
import { maybeText, text } from '../field.ts'

export const memberSchema = z.looseObject({ '@odata.type': maybeText, id: text })

export const membershipsCall = defineCall({
  call: policyGroups.requirement.call ?? 'GET /groups/{id}/transitiveMembers',
  permission: policyGroups.requirement.permission,
  licence: policyGroups.requirement.licence,
  fact: 'memberships',
  path: '/v1.0/groups/{id}/transitiveMembers?$select=id&$top=999',
  probe: null,
  budget: 'directory',
  units: 5,
  graphType: 'directoryObject',
  version: 'v1.0',
  schema: memberSchema,
})

/** The person's id when the member is one; null for nested groups, devices and applications. */
export function personIdOf(member: z.infer<typeof memberSchema>): string | null {
  return member['@odata.type'] === '#microsoft.graph.user' ? member.id.toLowerCase() : null
}
