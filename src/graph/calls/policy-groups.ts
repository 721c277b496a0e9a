// Fact: the groups that policies name, whether each is still there and what it is called. Microsoft Graph v1.0, "Get
// group", by $batch.

import { z } from 'zod'
import { isGuid } from '#domain/shared/ids.ts'
import type { AuthenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import type { ConditionalAccessPolicy } from '#domain/tenant/conditional-access-policies.ts'
import { policyGroups as fact } from '#domain/tenant/policy-groups.ts'
import { defineCall } from '../call.ts'
import { maybeText, text } from '../field.ts'

export const groupSchema = z.looseObject({ id: text, displayName: maybeText })

export const policyGroupsCall = defineCall({
  call: 'GET /groups/{id}',
  permission: fact.requirement.permission,
  licence: fact.requirement.licence,
  fact: fact.name,
  path: '/v1.0/groups/{id}?$select=id,displayName',
  probe: '/v1.0/groups?$select=id&$top=1',
  budget: 'directory',
  units: 1,
  graphType: 'group',
  version: 'v1.0',
  schema: groupSchema,
})

/** Microsoft's id for "no group". */
const noGroup = '00000000-0000-0000-0000-000000000000'

/** The ids of all groups that Conditional Access and the methods policy name, in order. */
export function groupsNamed(
  conditionalAccess: readonly ConditionalAccessPolicy[],
  methods: AuthenticationMethodsPolicy | null,
): readonly string[] {
  const ids = new Set<string>()
  for (const { conditions } of conditionalAccess) {
    for (const id of [...(conditions.users?.includeGroups ?? []), ...(conditions.users?.excludeGroups ?? [])])
      ids.add(id.toLowerCase())
  }
  collectTargets(methods, ids)
  return [...ids].filter((id) => isGuid(id) && id !== noGroup).sort()
}

/**
 * Targets are all over the methods policy (methods, features, campaign); each is an object with a targetType and an
 * id.
 */
function collectTargets(value: unknown, ids: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  const { targetType, id } = value as { targetType?: unknown; id?: unknown }
  if (targetType === 'group' && typeof id === 'string') ids.add(id.toLowerCase())
  for (const part of Object.values(value)) collectTargets(part, ids)
}
