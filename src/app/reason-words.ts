// Reasons in words: a code and the names of the policies and groups that it speaks of, from the facts.

import { explainReason } from '#domain/people/reasons.ts'
import type { ReasonCode } from '#domain/people/judgement.ts'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '#domain/tenant/conditional-access-policies.ts'
import type { FactBook } from '#domain/tenant/fact.ts'
import { policyGroups, type PolicyGroup } from '#domain/tenant/policy-groups.ts'

/** Says a reason in a sentence; a code that is none is shown as it is. */
export type ReasonWords = (code: ReasonCode) => string

/** Words with the names that the facts hold; ids stand where a name is not known. */
export function reasonWords(facts: FactBook): ReasonWords {
  const names = new Map<string, string>()
  const policies = facts[conditionalAccessPolicies.name]
  if (policies?.state === 'known') {
    for (const { id, displayName } of policies.value as readonly ConditionalAccessPolicy[]) names.set(id, displayName)
  }
  const groups = facts[policyGroups.name]
  if (groups?.state === 'known') {
    for (const { id, displayName } of groups.value as readonly PolicyGroup[])
      if (displayName !== null) names.set(id, displayName)
  }
  return (code) => explainReason(code, (id) => names.get(id) ?? null)
}
