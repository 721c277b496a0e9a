// Fact: who may activate a directory role with Privileged Identity Management; they are in no other list. Microsoft
// Graph v1.0, "List roleEligibilityScheduleInstances".

import { roleAssignments as fact } from '#domain/tenant/role-assignments.ts'
import { defineCall } from '../call.ts'
import { roleHoldingSchema } from './role-assignments.ts'

export const roleEligibilitySchedulesCall = defineCall({
  call: 'GET /roleManagement/directory/roleEligibilityScheduleInstances',
  permission: 'RoleEligibilitySchedule.Read.Directory',
  licence: 'Microsoft Entra ID P2',
  fact: fact.name,
  path: '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal',
  probe: '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances',
  budget: 'directory',
  units: 2,
  graphType: 'unifiedRoleEligibilityScheduleInstance',
  version: 'v1.0',
  schema: roleHoldingSchema,
})
