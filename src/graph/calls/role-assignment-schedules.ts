// Fact: roles that Privileged Identity Management assigned or that were activated in it. Microsoft Graph v1.0, "List
// roleAssignmentScheduleInstances".

import { roleAssignments as fact } from '#domain/tenant/role-assignments.ts'
import { defineCall } from '../call.ts'
import { roleHoldingSchema } from './role-assignments.ts'

export const roleAssignmentSchedulesCall = defineCall({
  call: 'GET /roleManagement/directory/roleAssignmentScheduleInstances',
  permission: 'RoleAssignmentSchedule.Read.Directory',
  licence: 'Microsoft Entra ID P2',
  fact: fact.name,
  path: '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances?$expand=principal',
  probe: '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances',
  budget: 'directory',
  units: 2,
  graphType: 'unifiedRoleAssignmentScheduleInstance',
  version: 'v1.0',
  schema: roleHoldingSchema,
})
