// Reasons in sentences, with the names of the tenant's policies and groups where the facts hold them.

import { explainReason, nextStep } from '#domain/people/reasons.ts'
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

/** What is the case. A code that this version does not know is shown as it is: it may come from a newer one. */
export function reasonText(code: ReasonCode, names: ReasonNames): string {
  return explainReason(code, names)
}

/** What to do about it; null where nothing is to be done. */
export function reasonRemedy(code: ReasonCode): string | null {
  return nextStep(code)
}
