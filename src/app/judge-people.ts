// Judges everybody: each distinct case once, the verdict joined back to its people by the database. Cheap enough to run whenever a policy,
// a name or a row has changed.

import type { TenantName } from '#domain/shared/ids.ts'
import { judgePerson } from '#domain/people/judge-person.ts'
import { policyReferences, tenantRules } from '#domain/people/tenant-rules.ts'
import { policyGroups, type PolicyGroup } from '#domain/tenant/policy-groups.ts'
import { roleAssignments } from '#domain/tenant/role-assignments.ts'
import type { PolicyReference } from '#domain/people/person-case.ts'
import type { FactBook } from '#domain/tenant/fact.ts'
import type { AppContext } from './context.ts'

/** Judges all people of the tenant by the facts of now; returns how many people's verdicts changed. */
export async function judgePeople(app: Pick<AppContext, 'store' | 'clock'>, tenant: TenantName): Promise<number> {
  const now = app.clock.now()
  return await app.store.inTenant(tenant, async (unit) => {
    const facts = await unit.facts(null)
    const references = policyReferences(facts)
    await unit.putPolicyReach(reachOf(facts, references), unreadGroups(facts, references.groups))
    const rules = tenantRules(facts, now)
    const cases = await unit.distinctCases()
    return await unit.putJudgements(
      cases.map(({ key, case: personCase }) => ({ key, judgement: judgePerson(personCase, rules) })),
      now,
    )
  })
}

/** Groups that a policy names and whose members were not read. One that does not exist any more has no members and counts as read. */
function unreadGroups(facts: FactBook, named: readonly string[]): readonly string[] {
  const groups = facts[policyGroups.name]
  if (groups?.state !== 'known') return named
  const read = (groups.value as readonly PolicyGroup[])
    .filter(({ exists, people }) => !exists || people !== null)
    .map(({ id }) => id)
  return named.filter((group) => !read.includes(group))
}

type Reach = { readonly reference: PolicyReference; readonly personIds: readonly string[] | 'members-of-group' }

function reachOf(facts: FactBook, references: ReturnType<typeof policyReferences>): readonly Reach[] {
  const groups: Reach[] = references.groups.map((group) => ({
    reference: `group:${group}`,
    personIds: 'members-of-group',
  }))
  const users: Reach[] = references.users.map((user) => ({ reference: `user:${user}`, personIds: [user] }))
  const roles = facts[roleAssignments.name]
  if (roles?.state !== 'known') return [...groups, ...users]
  const byRole = new Map<string, Set<string>>()
  for (const { roleTemplateId, principalId } of (
    roles.value as { assignments: readonly { roleTemplateId: string; principalId: string }[] }
  ).assignments) {
    const role = roleTemplateId.toLowerCase()
    byRole.set(role, (byRole.get(role) ?? new Set()).add(principalId))
  }
  return [
    ...groups,
    ...users,
    ...[...byRole].map(([role, holders]): Reach => ({ reference: `role:${role}`, personIds: [...holders] })),
  ]
}
