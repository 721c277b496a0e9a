// Reading Conditional Access policies: what they require, of whom, and the request that changes whom they reach (conditionalAccessPolicy, Graph v1.0).

import type { Concern, GraphRequest } from '#domain/readiness/check.ts'
import { isPhishingResistantOnly, type AuthenticationStrength } from '#domain/tenant/authentication-strengths.ts'
import {
  registerSecurityInfoAction,
  type ConditionalAccessPolicy,
  type ConditionalAccessUsers,
} from '#domain/tenant/conditional-access-policies.ts'
import { withoutAnnotations } from './graph-body.ts'

/** Whether the policy is enforced or report-only. */
export function isInPlay(policy: ConditionalAccessPolicy): boolean {
  return policy.state !== 'disabled'
}

/** The strength that a policy requires: from the list of strengths, else as the policy carries it; null when it is in neither. */
export function strengthOf(
  policy: ConditionalAccessPolicy,
  strengths: readonly AuthenticationStrength[],
): AuthenticationStrength | null | undefined {
  const named = policy.grantControls?.authenticationStrength
  if (named === null || named === undefined) return undefined
  const listed = strengths.find(({ id }) => id.toLowerCase() === named.id.toLowerCase())
  if (listed !== undefined) return listed
  return (named.allowedCombinations ?? []).length > 0 ? named : null
}

/** Whether nothing weaker than a phishing-resistant method opens the policy; null when its strength could not be read. */
export function requiresPhishingResistant(
  policy: ConditionalAccessPolicy,
  strengths: readonly AuthenticationStrength[],
): boolean | null {
  const controls = policy.grantControls
  const strength = strengthOf(policy, strengths)
  if (controls === null || controls === undefined || strength === undefined) return false
  if (controls.operator === 'OR' && controls.builtInControls.length > 0) return false
  return strength === null ? null : isPhishingResistantOnly(strength)
}

/** Whether multifactor authentication, in whatever strength, is required and nothing else can stand in for it. */
export function requiresMfa(policy: ConditionalAccessPolicy): boolean {
  const controls = policy.grantControls
  if (controls === null || controls === undefined || controls.builtInControls.includes('block')) return false
  const strength = (controls.authenticationStrength ?? null) !== null
  if (controls.operator === 'OR') {
    const others = controls.builtInControls.filter((control) => control !== 'mfa')
    if (others.length > 0) return false
  }
  return strength || controls.builtInControls.includes('mfa')
}

/** Whether everybody is included, before exclusions. */
export function includesEverybody(policy: ConditionalAccessPolicy): boolean {
  return policy.conditions.users?.includeUsers.includes('All') === true
}

/** Whether the policy is for people in general: everybody, or groups. A policy for roles or named accounts is not. */
export function isForPeopleInGeneral(policy: ConditionalAccessPolicy): boolean {
  return includesEverybody(policy) || (policy.conditions.users?.includeGroups.length ?? 0) > 0
}

/** Whether all resources are included. */
export function includesAllResources(policy: ConditionalAccessPolicy): boolean {
  return policy.conditions.applications?.includeApplications.includes('All') === true
}

/** Whether the policy is about registering security information. */
export function isForSecurityInfo(policy: ConditionalAccessPolicy): boolean {
  return policy.conditions.applications?.includeUserActions.includes(registerSecurityInfoAction) === true
}

/** The policy as a concern. */
export function policyConcern(policy: ConditionalAccessPolicy, detail: string): Concern {
  const state = policy.state === 'enabledForReportingButNotEnforced' ? ' (report-only)' : ''
  return { kind: 'policy', id: policy.id, name: policy.displayName, detail: `${detail}${state}` }
}

/** A PATCH that changes whom a policy reaches; all its conditions go back as they were read. */
export function usersRequest(policy: ConditionalAccessPolicy, change: Partial<ConditionalAccessUsers>): GraphRequest {
  return policyRequest(policy, {
    conditions: { ...policy.conditions, users: { ...emptyUsers, ...policy.conditions.users, ...change } },
  })
}

/** A PATCH of a policy. */
export function policyRequest(policy: ConditionalAccessPolicy, body: Readonly<Record<string, unknown>>): GraphRequest {
  return {
    method: 'PATCH',
    url: `/v1.0/identity/conditionalAccess/policies/${policy.id}`,
    body: withoutAnnotations(body),
  }
}

const emptyUsers: ConditionalAccessUsers = {
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
}
