// The authentication strengths of the tenant (Graph v1.0 authenticationStrengthPolicy): Microsoft's three and one of its own.

import type { Resource } from './world.ts'

/** Ids of the strengths. The built-in ones are the same in every tenant. */
export const strengthIds = {
  multifactor: '00000000-0000-0000-0000-000000000002',
  passwordless: '00000000-0000-0000-0000-000000000003',
  phishingResistant: '00000000-0000-0000-0000-000000000004',
  bootstrap: '8f3b1a52-6c1f-4d2e-9b57-0d4f6e2a9c31',
} as const

const phishingResistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']
const passwordless = [...phishingResistant, 'deviceBasedPush']
const secondFactors = ['microsoftAuthenticatorPush', 'softwareOath', 'hardwareOath', 'sms', 'voice']
const multifactor = [
  ...passwordless,
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  ...secondFactors.map((factor) => `password,${factor}`),
  'federatedMultiFactor',
  ...secondFactors.map((factor) => `${factor},federatedSingleFactor`),
]

function strength(
  id: string,
  displayName: string,
  description: string,
  allowedCombinations: readonly string[],
  own?: string,
): Resource {
  return {
    id,
    createdDateTime: own ?? '2021-12-01T00:00:00Z',
    modifiedDateTime: own ?? '2021-12-01T00:00:00Z',
    displayName,
    description,
    policyType: own === undefined ? 'builtIn' : 'custom',
    requirementsSatisfied: 'mfa',
    allowedCombinations,
    'combinationConfigurations@odata.context': `https://graph.microsoft.com/v1.0/$metadata#policies/authenticationStrengthPolicies('${id}')/combinationConfigurations`,
    combinationConfigurations: [],
  }
}

/** Makes the list; `createdDateTime` is that of the tenant's own strength. */
export function makeAuthenticationStrengths(createdDateTime: string): readonly Resource[] {
  return [
    strength(strengthIds.multifactor, 'Multifactor authentication', 'Any two factors, SMS among them', multifactor),
    strength(strengthIds.passwordless, 'Passwordless MFA', 'Two factors without a password', passwordless),
    strength(
      strengthIds.phishingResistant,
      'Phishing-resistant MFA',
      'Methods that resist phishing',
      phishingResistant,
    ),
    strength(
      strengthIds.bootstrap,
      'Bootstrap and recovery',
      'A Temporary Access Pass or a phishing-resistant method, to register security info',
      ['temporaryAccessPassOneTime', 'temporaryAccessPassMultiUse', ...phishingResistant],
      createdDateTime,
    ),
  ]
}
