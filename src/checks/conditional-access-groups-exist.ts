// Check: the groups that policies name still exist. Microsoft keeps the id of a deleted group; an exclusion by it is then gone without a word.

import { cannotTell, defineCheck, fail, notApplicable, pass, type Concern } from '#domain/readiness/check.ts'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '#domain/tenant/conditional-access-policies.ts'
import { policyGroups, type PolicyGroup } from '#domain/tenant/policy-groups.ts'
import { isInPlay, policyConcern, usersRequest } from './parts/conditional-access-reach.ts'
import { policyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'conditional-access-groups-exist',
  severity: 'high',
  title: 'Every group that a Conditional Access policy names exists.',
  why: 'When a group is deleted its id stays in the policy. Who was left out by it is now inside the policy, and who was included is not.',
  features: ['P1.1', 'P1.6'],
  reference: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
  needs: { policies: conditionalAccessPolicies, groups: policyGroups },
  judge({ policies, groups }) {
    const inPlay = policies.filter((policy) => isInPlay(policy) && named(policy).length > 0)
    if (inPlay.length === 0) return notApplicable('No policy in play names a group.')
    const concerns = inPlay.flatMap((policy): Concern[] => {
      const { included, excluded } = deletedIn(policy, groups)
      return [
        ...included.map((id) => policyConcern(policy, `includes the deleted group ${id}`)),
        ...excluded.map((id) => policyConcern(policy, `excludes the deleted group ${id}`)),
      ]
    })
    if (concerns.length > 0) return fail('Some policies name groups that do not exist any more.', concerns)
    const unread = [...new Set(inPlay.flatMap(named))].filter((id) => !groups.some((group) => group.id === id))
    if (unread.length > 0)
      return cannotTell(
        'Not every group that policies name was looked up.',
        unread.map((id) => `Whether group ${id} exists.`),
      )
    return pass('Every group that a policy names exists.')
  },
  // A policy whose only inclusion is a deleted group gets no request: it would be left without anybody, or be refused.
  remedy({ policies, groups }) {
    const requests = (policies ?? []).filter(isInPlay).flatMap((policy) => {
      const { included, excluded } = deletedIn(policy, groups ?? [])
      const users = policy.conditions.users
      if (included.length + excluded.length === 0 || users === null || users === undefined) return []
      const includeGroups = users.includeGroups.filter((id) => !included.includes(id))
      const excludeGroups = users.excludeGroups.filter((id) => !excluded.includes(id))
      const isLeft = includeGroups.length + users.includeUsers.length + users.includeRoles.length > 0
      return isLeft ? [usersRequest(policy, { includeGroups, excludeGroups })] : []
    })
    return {
      portal: policyPage('the policy', 'Users'),
      ...(requests.length > 0 && { requests }),
      note: 'Find out first who was in the group: an exclusion that is lost must be given anew, emergency accounts above all.',
    }
  },
})

function named({ conditions: { users } }: ConditionalAccessPolicy): readonly string[] {
  return [...(users?.includeGroups ?? []), ...(users?.excludeGroups ?? [])]
}

function deletedIn({ conditions: { users } }: ConditionalAccessPolicy, groups: readonly PolicyGroup[]) {
  const isDeleted = (id: string) => groups.some((group) => group.id === id && !group.exists)
  return {
    included: (users?.includeGroups ?? []).filter(isDeleted),
    excluded: (users?.excludeGroups ?? []).filter(isDeleted),
  }
}
