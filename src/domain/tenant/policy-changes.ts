// Fact: the changes of sign-in policies that the audit log recorded: when, by whom, what.

import { defineFact } from './fact.ts'
import type { AuditEvent } from '../people/audit-event.ts'

export type PolicyChange = {
  readonly id: string
  readonly at: string
  /** Microsoft's activityDisplayName. */
  readonly activity: string
  readonly target: string | null
  readonly targetId: string | null
  /** User principal name or application name; null when the log does not say. */
  readonly by: string | null
}

export const policyChanges = defineFact<readonly PolicyChange[]>()({
  name: 'policy-changes',
  title: 'Policy changes in the audit log',
  requirement: {
    call: 'GET /auditLogs/directoryAudits',
    permission: 'AuditLog.Read.All',
    licence: 'Microsoft Entra ID P1',
    why: 'Who changed a policy under the rollout, and when.',
  },
  maxAgeHours: 24,
})

/** Words of Microsoft's activity names that mark a change of a sign-in policy. Source: Entra audit activity reference, 2024-04. */
export const policyChangeWords: readonly string[] = [
  'conditional access policy',
  'authentication methods policy',
  'authentication strength policy',
  'security defaults',
  'named location',
]

/** Whether an audit event records a change of a sign-in policy. */
export function isPolicyChange(event: Pick<AuditEvent, 'activity'>): boolean {
  const activity = event.activity.toLowerCase()
  return policyChangeWords.some((word) => activity.includes(word))
}
