// Reads whether the groups that policies name are still there, twenty at a time.

import { known, unknown, type Evidence, type UnknownReason } from '#domain/shared/evidence.ts'
import type { AuthenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import type { ConditionalAccessPolicy } from '#domain/tenant/conditional-access-policies.ts'
import type { PolicyGroup } from '#domain/tenant/policy-groups.ts'
import { batch } from './batch.ts'
import { pathOf } from './call.ts'
import { groupSchema, groupsNamed, policyGroupsCall as call } from './calls/policy-groups.ts'
import { decode, rejectedItem } from './decode.ts'
import { outcomeOf, reasonOf, type GraphFailure } from './graph-failure.ts'
import type { Findings, GraphContext } from './reading.ts'

/**
 * The groups as evidence. Where a policy list was not read, nobody can say how many groups there are: the total is
 * null.
 */
export async function readPolicyGroups(
  context: GraphContext,
  policies: {
    readonly conditionalAccess: Evidence<readonly ConditionalAccessPolicy[]>
    readonly methods: Evidence<AuthenticationMethodsPolicy>
  },
  findings: Findings,
  signal: AbortSignal,
): Promise<Evidence<readonly PolicyGroup[]>> {
  const { conditionalAccess, methods } = policies
  const takenAt = context.clock.now()
  if (conditionalAccess.state === 'unknown' && methods.state === 'unknown')
    return unknown(conditionalAccess.reason, takenAt)
  const ids = groupsNamed(
    conditionalAccess.state === 'known' ? conditionalAccess.value : [],
    methods.state === 'known' ? methods.value : null,
  )
  const allPoliciesRead = conditionalAccess.state === 'known' && methods.state === 'known'
  const parts = ids.map((id) => ({ key: id, path: pathOf(call, { id }) }))
  const groups: PolicyGroup[] = []
  let failure: GraphFailure | null = null
  let reason: UnknownReason | null = null
  for await (const result of batch(parts, { ...context, signal, version: 'v1.0', units: call.units })) {
    if (result.ok) {
      const group = decode(groupSchema, result.body)
      if (group.ok)
        groups.push({ id: result.key, displayName: group.value.displayName ?? null, exists: true, people: null })
      else findings.rejected.push(rejectedItem(call.call, group.misfit))
    } else if (result.failure.kind === 'not-found') {
      groups.push({ id: result.key, displayName: null, exists: false, people: null })
    } else {
      failure = result.failure
      reason = reasonOf(result.failure, call)
    }
  }
  if (ids.length > 0) findings.calls.push(outcomeOf(call, failure))
  if (groups.length === 0 && reason !== null) return unknown(reason, takenAt)
  const inOrder = groups.sort((one, other) => (one.id < other.id ? -1 : 1))
  return known(inOrder, takenAt, { have: groups.length, of: allPoliciesRead ? ids.length : null })
}
