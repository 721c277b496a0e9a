// A person as the directory knows them: the columns of Microsoft's user that a rollout needs. Names are Microsoft's (user, Graph v1.0).

import type { PersonId } from '../shared/ids.ts'

/** A row of the directory. Null is "the directory holds nothing here"; undefined is "this source does not tell". */
export type Person = {
  readonly id: PersonId
  readonly userPrincipalName: string
  readonly displayName?: string | null
  readonly mail?: string | null
  /** Member or Guest; null in some old tenants. */
  readonly userType?: 'Member' | 'Guest' | null
  readonly accountEnabled?: boolean | null
  readonly createdDateTime?: string | null
  readonly department?: string | null
  readonly jobTitle?: string | null
  readonly officeLocation?: string | null
  readonly city?: string | null
  readonly country?: string | null
  /** ISO 3166 country code. */
  readonly usageLocation?: string | null
  /** BCP 47 language tag. */
  readonly preferredLanguage?: string | null
  readonly employeeType?: string | null
  readonly employeeHireDate?: string | null
  readonly onPremisesSyncEnabled?: boolean | null
  readonly managerId?: PersonId | null
  /** `DisablePasswordExpiration`, `DisableStrongPassword`, both comma-joined, or null. */
  readonly passwordPolicies?: string | null
  readonly lastPasswordChangeDateTime?: string | null
  /** Whether any licence is assigned. */
  readonly licensed?: boolean | null
}

/** When a person last signed in, from signInActivity; null when none is recorded. ISO 8601. */
export type SignInActivity = {
  readonly personId: PersonId
  readonly lastSignInDateTime?: string | null
  readonly lastSuccessfulSignInDateTime?: string | null
}
