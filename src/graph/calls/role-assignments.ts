// Fact: who holds a directory role now. Microsoft Graph v1.0, "List unifiedRoleAssignments"; the principal tells
// people, groups and applications apart.

import { z } from 'zod'
import { roleAssignments as fact } from '#domain/tenant/role-assignments.ts'
import { defineCall } from '../call.ts'
import { maybeText, text } from '../field.ts'

/** The three lists of roles have these members in common. `roleDefinitionId` of a built-in role is its template id. */
export const roleHoldingSchema = z.looseObject({
  id: text,
  principalId: text,
  roleDefinitionId: text,
  principal: z.looseObject({ '@odata.type': maybeText, id: maybeText }).nullish(),
})

export type RoleHolding = z.infer<typeof roleHoldingSchema>

export const roleAssignmentsCall = defineCall({
  call: fact.requirement.call ?? 'GET /roleManagement/directory/roleAssignments',
  permission: fact.requirement.permission,
  licence: fact.requirement.licence,
  fact: fact.name,
  path: '/v1.0/roleManagement/directory/roleAssignments?$expand=principal',
  probe: '/v1.0/roleManagement/directory/roleAssignments',
  budget: 'directory',
  units: 2,
  graphType: 'unifiedRoleAssignment',
  version: 'v1.0',
  schema: roleHoldingSchema,
})
