// Check: no policy sends people in a circle between Authenticator and Security info: all resources, every platform, a passkey required, no way in by pass.

import { cannotTell, defineCheck, notApplicable, pass } from '#domain/readiness/check.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import {
  conditionalAccessPolicies,
  isEnforced,
  type ConditionalAccessPolicy,
} from '#domain/tenant/conditional-access-policies.ts'
import { failForWant } from './parts/absence.ts'
import { letsPassIn } from './parts/bootstrap.ts'
import {
  includesAllResources,
  includesEverybody,
  isForPeopleInGeneral,
  isForSecurityInfo,
  isInPlay,
  policyConcern,
  requiresPhishingResistant,
} from './parts/conditional-access-reach.ts'
import { policyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'no-registration-loop',
  severity: 'critical',
  title: 'Requiring a passkey leaves a way to register one.',
  why: 'A passkey required for all resources on every platform covers Security info too. Without a policy that lets a pass in there, people go in circles, enrolled by nobody.',
  features: ['P1.1', 'P1.8'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-support-authenticator-passkey',
  needs: { policies: conditionalAccessPolicies, strengths: authenticationStrengths },
  judge({ policies, strengths }, _now, read) {
    const wide = policies.filter(
      (policy) =>
        isInPlay(policy) && isForPeopleInGeneral(policy) && includesAllResources(policy) && coversPhones(policy),
    )
    const requiring = wide.filter((policy) => requiresPhishingResistant(policy, strengths) === true)
    const guarding = policies.filter(
      (policy) => isEnforced(policy) && isForSecurityInfo(policy) && includesEverybody(policy),
    )
    const opened = guarding.map((policy) => letsPassIn(policy, strengths))
    const isOpen = opened.includes(true) && opened.every((open) => open === true)
    const unread = wide.filter((policy) => requiresPhishingResistant(policy, strengths) === null)
    if (requiring.length === 0 && unread.length === 0)
      return notApplicable('No policy requires a passkey of people in general for all resources on phones.')
    if (!isOpen && (unread.length > 0 || (opened.includes(null) && !opened.includes(false))))
      return cannotTell('A policy requires a strength that is not in the list.', [
        'Every authentication strength in use.',
      ])
    if (isOpen) return pass('A policy on registration lets a Temporary Access Pass in.')
    return failForWant(
      'Whoever has no passkey yet will be asked for one in order to register it.',
      requiring.map((policy) => policyConcern(policy, 'covers registration too')),
      read.policies,
      'Conditional Access policies',
    )
  },
  remedy: () => ({
    portal: policyPage('New policy', 'Target resources', 'User actions', 'Register security information'),
    note: 'Enforce a policy there that takes a Temporary Access Pass, before the requirement. Or split it: desktops a passkey, phones a passkey or a pass.',
  }),
})

/** Whether phones are within the policy's platforms. */
function coversPhones({ conditions }: ConditionalAccessPolicy): boolean {
  const platforms = conditions.platforms ?? null
  if (platforms === null) return true
  return ['android', 'iOS'].some(
    (phone) =>
      (platforms.includePlatforms.includes('all') || platforms.includePlatforms.includes(phone)) &&
      !platforms.excludePlatforms.includes(phone),
  )
}
