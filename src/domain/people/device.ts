// A device that a person holds, as Intune or Entra knows it.

import type { PersonId } from '../shared/ids.ts'

export type Device = {
  /** Unique within its source. */
  readonly id: string
  readonly source: 'intune' | 'entra'
  /** Null when the source names no owner; `upn:` and the lower-case UPN when the source names the owner by UPN only. */
  readonly ownerId: PersonId | null
  /** As the source spells it: Windows, iOS (iPads too), macOS, Android, Linux, … */
  readonly operatingSystem: string | null
  readonly osVersion: string | null
  readonly manufacturer?: string | null
  readonly model?: string | null
  /** Entra: AzureAd, ServerAd, Workplace. */
  readonly trustType?: string | null
  readonly managed?: boolean | null
  readonly compliant?: boolean | null
  /** ISO 8601. */
  readonly lastSeenAt?: string | null
}
