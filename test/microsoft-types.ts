// Holds the names of the domain's types to Microsoft's own (@microsoft/microsoft-graph-types): a property that Microsoft does not have
// fails to compile here. Nothing runs; npm run types reads it.

import type * as Microsoft from '@microsoft/microsoft-graph-types'
import type { ConditionalAccessPolicy } from '#domain/tenant/conditional-access-policies.ts'
import type { AuthenticationStrength } from '#domain/tenant/authentication-strengths.ts'
import type {
  AuthenticationMethodsPolicy,
  RegistrationCampaign,
  TemporaryAccessPassConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import type { AssignedPlan, VerifiedDomain } from '#domain/tenant/organization.ts'
import type { Domain } from '#domain/tenant/domains.ts'
import type { Person } from '#domain/people/person.ts'
import type { Registration } from '#domain/people/registration.ts'

/** Names of ours that are not Microsoft's. `OwnWords` are ours on purpose. */
type Foreign<Ours, Theirs, OwnWords extends string = never> = Exclude<keyof Ours, keyof Theirs | OwnWords>

type NoneForeign<Names extends never> = Names

/** Every entry fails to compile when a name in it is not Microsoft's. */
export type MicrosoftsNames = [
  NoneForeign<Foreign<ConditionalAccessPolicy, Microsoft.ConditionalAccessPolicy>>,
  NoneForeign<Foreign<AuthenticationStrength, Microsoft.AuthenticationStrengthPolicy>>,
  NoneForeign<Foreign<AuthenticationMethodsPolicy, Microsoft.AuthenticationMethodsPolicy>>,
  // In Microsoft's metadata since before this package's newest version.
  NoneForeign<
    Foreign<
      RegistrationCampaign,
      Microsoft.AuthenticationMethodsRegistrationCampaign,
      'enforceRegistrationAfterAllowedSnoozes'
    >
  >,
  NoneForeign<
    Foreign<
      TemporaryAccessPassConfiguration,
      Microsoft.TemporaryAccessPassAuthenticationMethodConfiguration,
      '@odata.type'
    >
  >,
  NoneForeign<Foreign<AssignedPlan, Microsoft.AssignedPlan>>,
  NoneForeign<Foreign<VerifiedDomain, Microsoft.VerifiedDomain>>,
  NoneForeign<Foreign<Domain, Microsoft.Domain>>,
  NoneForeign<Foreign<Person, Microsoft.User, 'managerId' | 'licensed'>>,
  NoneForeign<Foreign<Registration, Microsoft.UserRegistrationDetails>>,
]
