// Fact: who holds, or may activate, a directory role.

import { defineFact } from './fact.ts'
import type { PersonId, RoleTemplateId } from '../shared/ids.ts'

export type RoleAssignment = {
  readonly principalId: PersonId
  readonly roleTemplateId: RoleTemplateId
  /** `active` now (permanently or activated), or `eligible` to activate it with Privileged Identity Management. */
  readonly kind: 'active' | 'eligible'
}

/** `eligibleRead` is false where the tenant has no Privileged Identity Management or the call was refused. */
export type RoleAssignments = { readonly assignments: readonly RoleAssignment[]; readonly eligibleRead: boolean }

export const roleAssignments = defineFact<RoleAssignments>()({
  name: 'role-assignments',
  title: 'Directory roles',
  requirement: {
    call: 'GET /roleManagement/directory/roleAssignments',
    permission: 'RoleManagement.Read.Directory',
    licence: null,
    why: 'Who is an administrator: another date (1 July 2027) for Global Administrators, another profile for all of them.',
  },
  maxAgeHours: 24,
})
