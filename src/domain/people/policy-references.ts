// Every group, role and user that the tenant's sign-in policies name, so that a sync reads the members of exactly those groups.

import { isGuid, type GroupId, type PersonId, type RoleTemplateId } from '../shared/ids.ts'
import {
  authenticationMethodsPolicy,
  registrationCampaign,
  type AuthenticationMethodsPolicy,
} from '../tenant/authentication-methods-policy.ts'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../tenant/conditional-access-policies.ts'
import type { FactBook } from '../tenant/fact.ts'
import { conditionalAccessScope, methodScope, methodTarget, type ScopeTarget } from './policy-scope.ts'

/** What policies name, each in lower case, once, in order. */
export type NamedByPolicies = {
  readonly groups: readonly GroupId[]
  readonly roles: readonly RoleTemplateId[]
  readonly users: readonly PersonId[]
}

/** Microsoft writes this id where it means nobody. */
const nobodyId = '00000000-0000-0000-0000-000000000000'

/** Collects the references of the methods policy, the campaign and all Conditional Access policies, switched off ones too: they may be on tomorrow. */
export function policyReferences(facts: FactBook): NamedByPolicies {
  const targets = [...fromMethods(facts), ...fromConditionalAccess(facts)]
  const references = targets.flatMap((target) => (target.kind === 'reference' ? [target.reference] : []))
  const ofKind = (kind: string) => {
    const ids = references
      .filter((reference) => reference.startsWith(`${kind}:`))
      .map((reference) => reference.slice(kind.length + 1))
    return [...new Set(ids)].filter((id) => isGuid(id) && id !== nobodyId).toSorted()
  }
  return { groups: ofKind('group'), roles: ofKind('role'), users: ofKind('user') }
}

function fromMethods(facts: FactBook): readonly ScopeTarget[] {
  const evidence = facts[authenticationMethodsPolicy.name]
  if (evidence?.state !== 'known') return []
  const policy = evidence.value as AuthenticationMethodsPolicy
  const campaign = registrationCampaign(policy)
  const scopes = policy.authenticationMethodConfigurations.map(methodScope)
  return [
    ...scopes.flatMap(({ includes, excludes }) => [...includes, ...excludes]),
    ...(campaign?.includeTargets ?? []).map(methodTarget),
    ...(campaign?.excludeTargets ?? []).map(methodTarget),
  ]
}

function fromConditionalAccess(facts: FactBook): readonly ScopeTarget[] {
  const evidence = facts[conditionalAccessPolicies.name]
  if (evidence?.state !== 'known') return []
  const scopes = (evidence.value as readonly ConditionalAccessPolicy[]).map(({ conditions }) =>
    conditionalAccessScope(conditions.users),
  )
  return scopes.flatMap(({ includes, excludes }) => [...includes, ...excludes])
}
