// Fact: the Conditional Access policies. Names and values are Microsoft's (conditionalAccessPolicy, Graph v1.0); what we do not use is kept unread.

import type { AuthenticationStrength } from './authentication-strengths.ts'
import { defineFact } from './fact.ts'

export type ConditionalAccessState = 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced'

/** Guests and accounts of other tenants. `guestOrExternalUserTypes` is a flags enum; `externalTenants` narrows it to some tenants. */
export type GuestsOrExternalUsers = {
  readonly guestOrExternalUserTypes?: string | null
  readonly externalTenants?: { readonly membershipKind?: string | null } | null
}

/** `includeUsers` holds user ids or `All`, `None`, `GuestsOrExternalUsers`. Roles are role template ids. */
export type ConditionalAccessUsers = {
  readonly includeUsers: readonly string[]
  readonly excludeUsers: readonly string[]
  readonly includeGroups: readonly string[]
  readonly excludeGroups: readonly string[]
  readonly includeRoles: readonly string[]
  readonly excludeRoles: readonly string[]
  readonly includeGuestsOrExternalUsers?: GuestsOrExternalUsers | null
  readonly excludeGuestsOrExternalUsers?: GuestsOrExternalUsers | null
}

/** `includeApplications` holds app ids or `All`, `None`, `Office365`, `MicrosoftAdminPortals`. */
export type ConditionalAccessApplications = {
  readonly includeApplications: readonly string[]
  readonly excludeApplications: readonly string[]
  /** `urn:user:registersecurityinfo`, `urn:user:registerdevice`. */
  readonly includeUserActions: readonly string[]
}

export type ConditionalAccessConditions = {
  readonly users?: ConditionalAccessUsers | null
  readonly applications?: ConditionalAccessApplications | null
  readonly clientAppTypes?: readonly string[]
  readonly platforms?: {
    readonly includePlatforms: readonly string[]
    readonly excludePlatforms: readonly string[]
  } | null
  readonly locations?: {
    readonly includeLocations: readonly string[]
    readonly excludeLocations: readonly string[]
  } | null
  readonly userRiskLevels?: readonly string[]
  readonly signInRiskLevels?: readonly string[]
  /** Comma-joined: minor, moderate, elevated. */
  readonly insiderRiskLevels?: string | null
  /** Limits the policy to sign-ins by device code flow or authentication transfer. */
  readonly authenticationFlows?: { readonly transferMethods?: string | null } | null
  readonly devices?: {
    readonly deviceFilter?: { readonly mode?: string | null; readonly rule?: string | null } | null
  } | null
}

export type GrantControls = {
  readonly operator: 'AND' | 'OR' | null
  /** mfa, block, compliantDevice, domainJoinedDevice, approvedApplication, compliantApplication, passwordChange, … */
  readonly builtInControls: readonly string[]
  readonly authenticationStrength?: AuthenticationStrength | null
  readonly customAuthenticationFactors?: readonly string[]
  readonly termsOfUse?: readonly string[]
}

export type ConditionalAccessPolicy = {
  readonly id: string
  readonly displayName: string
  readonly state: ConditionalAccessState
  readonly createdDateTime?: string | null
  readonly modifiedDateTime?: string | null
  readonly conditions: ConditionalAccessConditions
  readonly grantControls?: GrantControls | null
}

export const conditionalAccessPolicies = defineFact<readonly ConditionalAccessPolicy[]>()({
  name: 'conditional-access-policies',
  title: 'Conditional Access policies',
  requirement: {
    call: 'GET /identity/conditionalAccess/policies',
    permission: 'Policy.Read.All',
    licence: 'Microsoft Entra ID P1',
    why: 'What is required at sign-in and when security information is registered, and who is left out.',
  },
  maxAgeHours: 24,
})

/** The user action "Register security information". */
export const registerSecurityInfoAction = 'urn:user:registersecurityinfo'

/** Whether the policy is enforced now. Report-only and disabled ones are not. */
export function isEnforced(policy: ConditionalAccessPolicy): boolean {
  return policy.state === 'enabled'
}
