// Reasons in words: a code and the names of the policies, strengths and groups that it speaks of, where the facts hold them.

import { explainReason } from '#domain/people/reasons.ts'
import type { ReasonCode } from '#domain/people/judgement.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import type { Fact, FactBook } from '#domain/tenant/fact.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'

/** Display name of a policy, strength or group by id; null when none is known. */
export type ReasonNames = (id: string) => string | null

/** The facts whose items a reason may name. */
const namingFacts: readonly Fact[] = [conditionalAccessPolicies, authenticationStrengths, policyGroups]

/** The names that the facts hold. */
export function reasonNames(facts: FactBook): ReasonNames {
  const names = new Map<string, string>()
  for (const { name } of namingFacts) {
    const evidence = facts[name]
    if (evidence?.state !== 'known' || !Array.isArray(evidence.value)) continue
    for (const { id, displayName } of evidence.value as readonly { id?: unknown; displayName?: unknown }[]) {
      if (typeof id === 'string' && typeof displayName === 'string') names.set(id, displayName)
    }
  }
  return (id) => names.get(id) ?? null
}

/** Says a reason in a sentence; a code that is none is shown as it is. */
export type ReasonWords = (code: ReasonCode) => string

/** Words with the names that the facts hold; ids stand where a name is not known. */
export function reasonWords(facts: FactBook): ReasonWords {
  const names = reasonNames(facts)
  return (code) => explainReason(code, names)
}
