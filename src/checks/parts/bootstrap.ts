// What lets a person without any method register a passkey: policies on "Register security information" and strengths that take a pass.

import {
  allowsTemporaryAccessPass,
  phishingResistantCombinations,
  type AuthenticationStrength,
} from '#domain/tenant/authentication-strengths.ts'
import type { ConditionalAccessPolicy } from '#domain/tenant/conditional-access-policies.ts'
import type { GraphRequest } from '#domain/readiness/check.ts'
import { strengthOf } from './conditional-access-reach.ts'

/** Whether the strength takes a pass beside phishing-resistant methods and nothing weaker. */
export function isBootstrapStrength(strength: AuthenticationStrength): boolean {
  return (
    allowsTemporaryAccessPass(strength) &&
    strength.allowedCombinations.includes('fido2') &&
    strength.allowedCombinations.every(
      (combination) =>
        phishingResistantCombinations.includes(combination) || combination.startsWith('temporaryAccessPass'),
    )
  )
}

/** Whether the policy refuses whoever it reaches, whatever they hold. */
export function blocks(policy: ConditionalAccessPolicy): boolean {
  return policy.grantControls?.builtInControls.includes('block') === true
}

/** Whether a pass opens the policy; null when its strength could not be read. Device controls are not looked at. */
export function letsPassIn(
  policy: ConditionalAccessPolicy,
  strengths: readonly AuthenticationStrength[],
): boolean | null {
  if (blocks(policy)) return false
  const strength = strengthOf(policy, strengths)
  if (strength === undefined) return true
  const isEither = policy.grantControls?.operator === 'OR' && policy.grantControls.builtInControls.includes('mfa')
  if (isEither) return true
  return strength === null ? null : allowsTemporaryAccessPass(strength)
}

/** Makes the strength of Microsoft's pattern: phishing-resistant methods, and a pass to begin with. */
export const bootstrapStrengthRequest: GraphRequest = {
  method: 'POST',
  url: '/v1.0/policies/authenticationStrengthPolicies',
  body: {
    displayName: 'Bootstrap and recovery',
    description: 'For registering security information: a phishing-resistant method, or a Temporary Access Pass.',
    allowedCombinations: [
      ...phishingResistantCombinations,
      'temporaryAccessPassOneTime',
      'temporaryAccessPassMultiUse',
    ],
  },
}
