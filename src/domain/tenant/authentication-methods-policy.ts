// Fact: the authentication methods policy: which methods are allowed for whom, the passkey profiles, the registration campaign.
// Names and values are Microsoft's (authenticationMethodsPolicy, Graph v1.0). Properties we do not use are kept in the value, unread.

import { defineFact } from './fact.ts'

/** A group (or `all_users`) that a method is allowed for. */
export type MethodTarget = {
  readonly id: string
  readonly targetType: 'group' | 'user' | 'unknownFutureValue'
  readonly isRegistrationRequired?: boolean
  /** Passkeys only: profile ids; every target needs at least one. */
  readonly allowedPasskeyProfiles?: readonly string[]
  /** SMS only: whether a phone number is a first factor too. */
  readonly isUsableForSignIn?: boolean
}

export type ExcludeTarget = { readonly id: string; readonly targetType: 'group' | 'user' | 'unknownFutureValue' }

export type KeyRestrictions = {
  readonly isEnforced: boolean | null
  readonly enforcementType: 'allow' | 'block' | 'unknownFutureValue' | null
  readonly aaGuids: readonly string[]
}

/** One passkey profile. `passkeyTypes` is a flags enum: `deviceBound`, `synced` or `deviceBound,synced`. */
export type PasskeyProfile = {
  readonly id: string
  readonly name: string
  readonly passkeyTypes: string | null
  readonly attestationEnforcement: 'disabled' | 'registrationOnly' | 'unknownFutureValue' | null
  readonly keyRestrictions: KeyRestrictions | null
}

export type MethodState = 'enabled' | 'disabled'

/** What every method's configuration has. `id` as Microsoft spells it: Fido2, MicrosoftAuthenticator, Sms, Voice, TemporaryAccessPass, … */
export type MethodConfiguration = {
  readonly id: string
  readonly '@odata.type'?: string
  readonly state: MethodState | null
  readonly includeTargets?: readonly MethodTarget[]
  readonly excludeTargets?: readonly ExcludeTarget[]
}

/** The passkey (FIDO2) method. `passkeyProfiles` is absent in tenants that were not moved to profiles yet. */
export type PasskeyConfiguration = MethodConfiguration & {
  readonly isSelfServiceRegistrationAllowed?: boolean | null
  /** Deprecated, removed by Microsoft in October 2027: read the profiles. */
  readonly isAttestationEnforced?: boolean | null
  readonly keyRestrictions?: KeyRestrictions | null
  readonly defaultPasskeyProfile?: string | null
  readonly passkeyProfiles?: readonly PasskeyProfile[]
}

export type TemporaryAccessPassConfiguration = MethodConfiguration & {
  readonly defaultLength?: number | null
  readonly defaultLifetimeInMinutes?: number | null
  readonly minimumLifetimeInMinutes?: number | null
  readonly maximumLifetimeInMinutes?: number | null
  readonly isUsableOnce?: boolean | null
}

export type CampaignState = 'default' | 'enabled' | 'disabled' | 'unknownFutureValue'

/** The registration campaign ("nudge"). State `default` is Microsoft-managed: since September 2026 it targets passkeys. */
export type RegistrationCampaign = {
  readonly state: CampaignState
  readonly snoozeDurationInDays?: number
  readonly enforceRegistrationAfterAllowedSnoozes?: boolean | null
  readonly includeTargets: readonly {
    readonly id: string
    readonly targetType: 'user' | 'group' | 'unknownFutureValue'
    /** `microsoftAuthenticator` or `fido2`; Microsoft spells the latter in two ways: compare without case. */
    readonly targetedAuthenticationMethod?: string | null
  }[]
  readonly excludeTargets: readonly ExcludeTarget[]
}

export type AuthenticationMethodsPolicy = {
  readonly id: string
  /** Null was seen on a live tenant: it means unknown, never "done". */
  readonly policyMigrationState:
    | 'preMigration'
    | 'migrationInProgress'
    | 'migrationComplete'
    | 'unknownFutureValue'
    | null
  readonly policyVersion?: string | null
  readonly lastModifiedDateTime?: string | null
  readonly registrationEnforcement?: {
    readonly authenticationMethodsRegistrationCampaign?: RegistrationCampaign | null
  } | null
  readonly authenticationMethodConfigurations: readonly MethodConfiguration[]
}

export const authenticationMethodsPolicy = defineFact<AuthenticationMethodsPolicy>()({
  name: 'authentication-methods-policy',
  title: 'Authentication methods policy',
  requirement: {
    call: 'GET /policies/authenticationMethodsPolicy',
    permission: 'Policy.Read.AuthenticationMethod',
    licence: null,
    why: 'Which methods are allowed for whom, the passkey profiles, Temporary Access Pass and the registration campaign.',
  },
  maxAgeHours: 24,
})

/** The id of the target that means everybody. */
export const allUsersTarget = 'all_users'

/** A method's configuration by Microsoft's id, compared without case; undefined when the policy does not list it. */
export function methodConfiguration(policy: AuthenticationMethodsPolicy, id: string): MethodConfiguration | undefined {
  return policy.authenticationMethodConfigurations.find((method) => method.id.toLowerCase() === id.toLowerCase())
}

/** The passkey (FIDO2) method's configuration; undefined when the policy does not list it. */
export function passkeyConfiguration(policy: AuthenticationMethodsPolicy): PasskeyConfiguration | undefined {
  return methodConfiguration(policy, 'Fido2')
}

/** The Temporary Access Pass configuration; undefined when the policy does not list it. */
export function temporaryAccessPassConfiguration(
  policy: AuthenticationMethodsPolicy,
): TemporaryAccessPassConfiguration | undefined {
  return methodConfiguration(policy, 'TemporaryAccessPass')
}

/** The registration campaign; undefined when the policy does not hold one. */
export function registrationCampaign(policy: AuthenticationMethodsPolicy): RegistrationCampaign | undefined {
  return policy.registrationEnforcement?.authenticationMethodsRegistrationCampaign ?? undefined
}
