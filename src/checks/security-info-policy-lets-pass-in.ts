// Check: the policies on registering security information take a Temporary Access Pass. A strength without it asks for the method that is to be registered.

import { cannotTell, defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import {
  conditionalAccessPolicies,
  isEnforced,
  type ConditionalAccessPolicy,
} from '#domain/tenant/conditional-access-policies.ts'
import { blocks, bootstrapStrengthRequest, isBootstrapStrength, letsPassIn } from './parts/bootstrap.ts'
import { isForSecurityInfo, policyConcern, policyRequest } from './parts/conditional-access-reach.ts'
import { policyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'security-info-policy-lets-pass-in',
  severity: 'critical',
  title: 'A Temporary Access Pass opens the registration of security information.',
  why: 'A strength without the pass asks people for the very method they came to register: whoever has none is locked out of registration for good.',
  features: ['P1.1', 'P1.8'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strength-how-it-works',
  needs: { policies: conditionalAccessPolicies, strengths: authenticationStrengths },
  judge({ policies, strengths }) {
    const guarding = policies.filter(guards)
    if (guarding.length === 0) return notApplicable('No enforced policy asks for a method at registration.')
    const shut = guarding.filter((policy) => letsPassIn(policy, strengths) === false)
    if (shut.length > 0)
      return fail(
        'A policy on registration requires a strength that takes no Temporary Access Pass.',
        shut.map((policy) => policyConcern(policy, 'strength without the pass')),
      )
    const unread = guarding.filter((policy) => letsPassIn(policy, strengths) === null)
    if (unread.length > 0)
      return cannotTell(
        'A policy on registration requires a strength that is not in the list.',
        unread.map(({ displayName }) => `The strength that policy "${displayName}" requires.`),
      )
    return pass('A pass opens every policy on registration.')
  },
  remedy({ policies, strengths }) {
    const portal = policyPage('the policy', 'Grant', 'Require authentication strength')
    const shut = (policies ?? []).filter((policy) => guards(policy) && letsPassIn(policy, strengths ?? []) === false)
    if (strengths === undefined || shut.length === 0) return { portal }
    const strength = strengths.find(isBootstrapStrength)
    if (strength === undefined)
      return {
        portal,
        requests: [bootstrapStrengthRequest],
        note: 'The request makes a strength that takes a pass; then choose it in the policy.',
      }
    return {
      portal,
      requests: shut.map((policy) =>
        policyRequest(policy, {
          grantControls: { ...policy.grantControls, authenticationStrength: { id: strength.id } },
        }),
      ),
      note: `The requests put the strength "${strength.displayName}" in place of the present one.`,
    }
  },
})

/** Whether the policy asks for something at registration. One that blocks is the matter of security-info-policy-reachable. */
function guards(policy: ConditionalAccessPolicy): boolean {
  return isEnforced(policy) && isForSecurityInfo(policy) && !blocks(policy)
}
