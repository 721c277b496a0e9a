// Check: emergency accounts are outside the requirement that people in general meet, enforced or in report-only.
// Microsoft advises a phishing-resistant policy for these accounts too: one for roles or named accounts is theirs, and is not looked at here.

import { cannotTell, defineCheck, fail, notApplicable, pass, type Concern } from '#domain/readiness/check.ts'
import { authenticationStrengths, type AuthenticationStrength } from '#domain/tenant/authentication-strengths.ts'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '#domain/tenant/conditional-access-policies.ts'
import { emergencyAccounts, nameEmergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import {
  includesEverybody,
  isForPeopleInGeneral,
  isInPlay,
  policyConcern,
  requiresPhishingResistant,
  usersRequest,
} from './parts/conditional-access-reach.ts'
import { isInGroup } from './parts/emergency-findings.ts'
import { policyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'emergency-accounts-excluded',
  severity: 'critical',
  title: 'Emergency accounts are outside every policy that requires a passkey of people in general.',
  why: 'A mistake in that policy must not catch the accounts that undo it. Require their key by a policy of their own, as Microsoft advises; report-only counts.',
  features: ['S6', 'S7', 'P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
  needs: { accounts: emergencyAccounts, policies: conditionalAccessPolicies, strengths: authenticationStrengths },
  judge({ accounts, policies, strengths }) {
    const gates = gatesOf(policies, strengths)
    if (accounts.length === 0) return cannotTell('No emergency account is named.', [nameEmergencyAccounts])
    const concerns: Concern[] = []
    const missing = accounts
      .filter(({ id }) => id === null)
      .map(({ userPrincipalName }) => `${userPrincipalName}: no such account was found in the tenant.`)
    for (const { policy, isGate } of gates) {
      const reached = accounts.map((account) => ({ account, reach: reachOf(policy, account) }))
      const within = reached.filter(({ reach }) => reach === 'within').map(({ account }) => account.userPrincipalName)
      const unsure = reached.filter(({ reach }) => reach === 'unknown').map(({ account }) => account.userPrincipalName)
      if (isGate && within.length > 0) concerns.push(policyConcern(policy, `reaches ${within.join(', ')}`))
      else if (!isGate && within.length + unsure.length > 0)
        missing.push(`The strength that policy "${policy.displayName}" requires.`)
      if (isGate) missing.push(...unsure.map((upn) => `The groups of ${upn}, for policy "${policy.displayName}".`))
    }
    if (concerns.length > 0) return fail('A policy that requires a passkey reaches emergency accounts.', concerns)
    if (missing.length > 0) return cannotTell('Whether every emergency account is left out is not certain.', missing)
    if (gates.length === 0) return notApplicable('No policy requires a passkey of people in general.')
    return pass('Every emergency account is left out.')
  },
  remedy({ accounts, policies, strengths }) {
    const requests = gatesOf(policies ?? [], strengths ?? []).flatMap(({ policy, isGate }) => {
      const within = (accounts ?? []).filter((account) => isGate && reachOf(policy, account) === 'within')
      const add = within.flatMap(({ id }) => (id === null ? [] : [id]))
      const excluded = policy.conditions.users?.excludeUsers ?? []
      return add.length === 0 ? [] : [usersRequest(policy, { excludeUsers: [...excluded, ...add] })]
    })
    return {
      portal: policyPage('the policy', 'Users', 'Exclude', 'Users and groups'),
      ...(requests.length > 0 && { requests }),
      note: 'Exclude the accounts themselves: a group can be deleted or emptied, and the exclusion with it.',
    }
  },
})

type Gate = { readonly policy: ConditionalAccessPolicy; readonly isGate: boolean }

/** The policies in play that require a passkey of people in general; `isGate` is false where the strength could not be read. */
function gatesOf(
  policies: readonly ConditionalAccessPolicy[],
  strengths: readonly AuthenticationStrength[],
): readonly Gate[] {
  return policies.flatMap((policy) => {
    if (!isInPlay(policy) || !isForPeopleInGeneral(policy)) return []
    const requires = requiresPhishingResistant(policy, strengths)
    return requires === false ? [] : [{ policy, isGate: requires === true }]
  })
}

function reachOf(policy: ConditionalAccessPolicy, account: EmergencyAccount): 'within' | 'outside' | 'unknown' {
  const users = policy.conditions.users
  if (account.id === null || users === null || users === undefined) return 'outside'
  if (users.excludeUsers.includes(account.id)) return 'outside'
  const excluded = isInGroup(account, users.excludeGroups)
  if (excluded === true) return 'outside'
  const isNamed = includesEverybody(policy) || users.includeUsers.includes(account.id)
  const included = isNamed ? true : isInGroup(account, users.includeGroups)
  if (included === false) return 'outside'
  return included === null || excluded === null ? 'unknown' : 'within'
}
