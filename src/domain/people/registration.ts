// What a person has registered, as Microsoft's registration report says, hours late. Names are Microsoft's (userRegistrationDetails, Graph v1.0).

import type { PersonId } from '../shared/ids.ts'

/** A row of the report. People without registration data have none: that is unknown, not "no methods". */
export type Registration = {
  readonly id: PersonId
  readonly userPrincipalName: string
  /** Microsoft's names, free text to us: mobilePhone, microsoftAuthenticatorPush, passKeySynced, … */
  readonly methodsRegistered: readonly string[]
  readonly isAdmin?: boolean | null
  readonly isMfaCapable?: boolean | null
  readonly isMfaRegistered?: boolean | null
  readonly isPasswordlessCapable?: boolean | null
  readonly isSsprRegistered?: boolean | null
  readonly userType?: string | null
  /** When the report row was refreshed; not when a method was added. ISO 8601. */
  readonly lastUpdatedDateTime?: string | null
}
