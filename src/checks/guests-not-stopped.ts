// Check: guests are not asked for a passkey that they cannot register. Passkeys for guests are planned by Microsoft for the end of 2026.

import { cannotTell, defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '#domain/tenant/conditional-access-policies.ts'
import { population } from '#domain/tenant/population.ts'
import { isInPlay, policyConcern, requiresPhishingResistant } from './parts/conditional-access-reach.ts'
import { policyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'guests-not-stopped',
  severity: 'medium',
  title: 'Guests are not asked for a passkey that they cannot register.',
  why: 'Guests could not register passkeys in your tenant so far; Microsoft plans it for the end of 2026. Their SMS and voice end on 1 July 2027.',
  features: ['P1.1', 'D1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strength-external-users',
  needs: { policies: conditionalAccessPolicies, strengths: authenticationStrengths, population },
  judge({ policies, strengths, population }) {
    if (population.enabledGuests === 0) return notApplicable('The tenant has no enabled guests.')
    const reaching = policies.filter((policy) => isInPlay(policy) && reachesGuests(policy))
    const requiring = reaching.filter((policy) => requiresPhishingResistant(policy, strengths) === true)
    if (requiring.length > 0)
      return fail(
        `A policy requires a passkey of guests too; the tenant has ${population.enabledGuests}.`,
        requiring.map((policy) => policyConcern(policy, 'reaches guests')),
      )
    const unread = reaching.filter((policy) => requiresPhishingResistant(policy, strengths) === null)
    if (unread.length > 0)
      return cannotTell(
        'A policy that reaches guests requires a strength that is not in the list.',
        unread.map(({ displayName }) => `The strength that policy "${displayName}" requires.`),
      )
    return pass('No policy for all users or for guests requires a passkey of guests.')
  },
  remedy: () => ({
    portal: policyPage('the policy', 'Users', 'Exclude', 'Guest or external users'),
    note: 'Or trust the MFA of their home tenant in the cross-tenant access settings: a passkey used there then counts.',
  }),
})

function reachesGuests({ conditions: { users } }: ConditionalAccessPolicy): boolean {
  if (users === null || users === undefined) return false
  const isIncluded =
    users.includeUsers.includes('All') ||
    users.includeUsers.includes('GuestsOrExternalUsers') ||
    (users.includeGuestsOrExternalUsers ?? null) !== null
  const isExcluded =
    users.excludeUsers.includes('GuestsOrExternalUsers') ||
    users.excludeGuestsOrExternalUsers?.guestOrExternalUserTypes?.includes('b2bCollaborationGuest') === true
  return isIncluded && !isExcluded
}
