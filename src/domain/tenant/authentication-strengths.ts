// Fact: the authentication strengths, built in and custom. Names and values are Microsoft's (authenticationStrengthPolicy, Graph v1.0).

import { defineFact } from './fact.ts'

export type CombinationConfiguration = {
  readonly id: string
  readonly appliesToCombinations?: readonly string[]
  /** Only on fido2CombinationConfiguration: the AAGUIDs that satisfy the strength. */
  readonly allowedAAGUIDs?: readonly string[]
}

export type AuthenticationStrength = {
  readonly id: string
  readonly displayName?: string | null
  readonly policyType?: 'builtIn' | 'custom' | 'unknownFutureValue' | null
  /** Each a comma-joined combination, for example `password,sms` or `fido2`. */
  readonly allowedCombinations: readonly string[]
  readonly combinationConfigurations?: readonly CombinationConfiguration[]
}

export const authenticationStrengths = defineFact<readonly AuthenticationStrength[]>()({
  name: 'authentication-strengths',
  title: 'Authentication strengths',
  requirement: {
    call: 'GET /policies/authenticationStrengthPolicies',
    permission: 'Policy.Read.AuthenticationMethod',
    licence: null,
    why: 'Whether a requirement can be met with a passkey, and whether a Temporary Access Pass can open the door to register one.',
  },
  maxAgeHours: 24,
})

/** Built-in strength "Phishing-resistant MFA". Source: Microsoft Graph, authenticationStrengthPolicy. */
export const phishingResistantStrengthId = '00000000-0000-0000-0000-000000000004'

/** The combinations that resist phishing: Windows Hello for Business or platform credential, passkey, multifactor certificate. */
export const phishingResistantCombinations: readonly string[] = [
  'windowsHelloForBusiness',
  'fido2',
  'x509CertificateMultiFactor',
]

/** Whether nothing weaker than a phishing-resistant method satisfies the strength. An empty list satisfies nobody and counts as not. */
export function isPhishingResistantOnly(strength: AuthenticationStrength): boolean {
  return (
    strength.allowedCombinations.length > 0 &&
    strength.allowedCombinations.every((combination) => phishingResistantCombinations.includes(combination))
  )
}

/** Whether a Temporary Access Pass satisfies the strength. */
export function allowsTemporaryAccessPass(strength: AuthenticationStrength): boolean {
  return strength.allowedCombinations.some((combination) => combination.startsWith('temporaryAccessPass'))
}
