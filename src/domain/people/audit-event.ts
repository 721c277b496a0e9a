// An event of Microsoft's audit log that a rollout needs: a method registered or removed, a policy changed.

import type { PersonId } from '../shared/ids.ts'

export type AuditEvent = {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  /** Microsoft's activityDisplayName. */
  readonly activity: string
  readonly category: string | null
  readonly service: string | null
  readonly result: string | null
  /** User principal name or application name of whoever did it; null when the log does not say. */
  readonly by: string | null
  /** The person it was done to; null when it concerns no person. */
  readonly personId: PersonId | null
  readonly targetId: string | null
  readonly targetName: string | null
  /** The passkey provider named in additionalDetails; null when none. */
  readonly aaGuid: string | null
}
