// Check: the coming requirement is already seen in the sign-in log: a policy for people in general, in report-only or enforced.

import { cannotTell, defineCheck, pass } from '#domain/readiness/check.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import { failForWant } from './parts/absence.ts'
import {
  isForPeopleInGeneral,
  isInPlay,
  policyConcern,
  requiresPhishingResistant,
} from './parts/conditional-access-reach.ts'
import { policyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'phishing-resistant-policy-rehearsed',
  severity: 'medium',
  title: 'A policy that requires a passkey of people in general is at least in report-only.',
  why: 'Microsoft advises to create it before the campaign: from then on the sign-in log shows who would be stopped, while nobody is.',
  features: ['P1.1', 'P1.8'],
  reference:
    'https://learn.microsoft.com/entra/identity/authentication/how-to-deploy-phishing-resistant-passwordless-authentication',
  needs: { policies: conditionalAccessPolicies, strengths: authenticationStrengths },
  judge({ policies, strengths }, _now, read) {
    const general = policies.filter(isForPeopleInGeneral)
    const requiring = general.filter((policy) => requiresPhishingResistant(policy, strengths) === true)
    const inPlay = requiring.find(isInPlay)
    if (inPlay !== undefined) return pass(`Policy "${inPlay.displayName}" requires it, or rehearses it.`)
    const unread = general.filter((policy) => isInPlay(policy) && requiresPhishingResistant(policy, strengths) === null)
    if (unread.length > 0)
      return cannotTell(
        'A policy requires a strength that is not in the list.',
        unread.map(({ displayName }) => `The strength that policy "${displayName}" requires.`),
      )
    if (requiring.length > 0)
      return failForWant(
        'The policies that require a passkey are disabled, so nothing is rehearsed.',
        requiring.map((policy) => policyConcern(policy, 'disabled')),
        read.policies,
        'Conditional Access policies',
      )
    return failForWant(
      'No policy rehearses the requirement of a passkey.',
      [{ kind: 'setting', id: 'conditionalAccess', name: 'Conditional Access', detail: 'no such policy' }],
      read.policies,
      'Conditional Access policies',
    )
  },
  // No request: whom to leave out must be chosen first, and a policy that is made without it would reach the emergency accounts.
  remedy: () => ({
    portal: policyPage('New policy', 'Grant', 'Require authentication strength', 'Phishing-resistant MFA'),
    note: 'For all users without the emergency accounts and guests, all resources, and "Report-only" at the foot of the page.',
  }),
})
