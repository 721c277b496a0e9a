// Fact: the emergency (break-glass) accounts, as the owner named them, and what is known of each. Never guessed from a name.

import { defineFact } from './fact.ts'
import type { GroupId, PersonId } from '../shared/ids.ts'

export type EmergencyPasskey = {
  readonly aaGuid: string | null
  readonly createdDateTime: string | null
  readonly attested: boolean | null
}

export type EmergencyAccount = {
  /** As the owner named it. */
  readonly userPrincipalName: string
  /** Null when no such account was found in the tenant. */
  readonly id: PersonId | null
  readonly accountEnabled: boolean | null
  /** True when the account is not synchronised from on-premises. */
  readonly cloudOnly: boolean | null
  readonly isGlobalAdministrator: boolean | null
  /** The groups it is in, nested ones included, of those that policies name at least; null or absent when they could not be read. */
  readonly groupIds?: readonly GroupId[] | null
  /** Microsoft's method names from the registration report; null when unknown. */
  readonly methodsRegistered: readonly string[] | null
  /** Passkeys and security keys; null when they could not be read. */
  readonly passkeys: readonly EmergencyPasskey[] | null
  /** Newest successful sign-in, ISO 8601; null when none is recorded; undefined when it could not be read. */
  readonly lastSuccessfulSignInAt?: string | null
  /** Whether that sign-in used a phishing-resistant method; null when the log does not say. */
  readonly lastSignInPhishingResistant?: boolean | null
}

export const emergencyAccounts = defineFact<readonly EmergencyAccount[]>()({
  name: 'emergency-accounts',
  title: 'Emergency accounts',
  requirement: {
    call: 'GET /users/{id}/authentication/fido2Methods',
    permission: 'UserAuthMethod-Passkey.Read.All',
    licence: null,
    why: 'Whether each account that the owner named has a key and has proved it. Named with keywave accounts add.',
  },
  maxAgeHours: 24,
})

/** What to ask when nobody has named any. */
export const nameEmergencyAccounts =
  'Name the emergency accounts with keywave accounts add UPN --as emergency: Keywave never guesses them from a name.'
