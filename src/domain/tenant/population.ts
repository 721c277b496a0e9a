// Fact: the people of the tenant in numbers, counted by the store in one statement from the rows of the latest sync. Only enabled
// accounts count unless it is said, and one that is not told to be disabled counts as enabled; emergency accounts and those the owner named as shared or service accounts are left out.

import { defineFact } from './fact.ts'
import type { NamedPeople } from './named-people.ts'

export type Population = {
  readonly enabledMembers: number
  readonly enabledGuests: number
  readonly disabled: number
  /** Enabled members with a row in the registration report: the denominator of every figure on methods. */
  readonly withRegistration: number
  /** Enabled members absent from the registration report. */
  readonly withoutRegistration: NamedPeople
  /**
   * Enabled members with a method whose name we cannot place, which could turn round what the lists and numbers below say of them. Absent where
   * the counts were stored before these people were counted.
   */
  readonly withUnplacedMethods?: NamedPeople
  /** Enabled members whose only MFA methods are SMS or voice. */
  readonly phoneOnly: NamedPeople
  /** Enabled members with no MFA method at all. */
  readonly noMfaMethod: NamedPeople
  /** Enabled members who can pass a phishing-resistant requirement. */
  readonly phishingResistant: number
  /** Enabled members with a passkey under the passkey policy, synced ones included. */
  readonly withPasskey: number
  /** Enabled members whose only phishing-resistant method lives on one computer (Windows Hello, Platform SSO). */
  readonly computerBoundOnly: number
  /** Enabled members with Authenticator and no other MFA or phishing-resistant method. */
  readonly authenticatorOnly: NamedPeople
  /** Enabled members with exactly one phishing-resistant method: one lost device locks them out. */
  readonly singlePasskey: number
  /** Enabled members without any device known from Intune, Entra or a visit. */
  readonly withoutDevice: number
  /** Enabled members whose account or domain lets the password expire. Null when domains were not read. */
  readonly withExpiringPassword: number | null
  /** Enabled administrators (any directory role, active or eligible); where roles were read in part, those of the registration report too. */
  readonly administrators: NamedPeople
  readonly administratorsPhoneOnly: NamedPeople
  readonly administratorsWithoutPhishingResistant: NamedPeople
  /** Administrators with a passkey that is kept in a synced vault. */
  readonly administratorsWithSyncedPasskey: NamedPeople
}

export const population = defineFact<Population>()({
  name: 'population',
  title: 'People and their methods, counted',
  requirement: {
    call: 'GET /reports/authenticationMethods/userRegistrationDetails',
    permission: 'AuditLog.Read.All',
    licence: 'Microsoft Entra ID P1',
    why: "Who has registered what: without it nobody's exposure to 1 February 2027 can be told.",
  },
  maxAgeHours: 48,
})
