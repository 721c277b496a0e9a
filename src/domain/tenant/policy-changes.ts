// Fact: the changes of sign-in policies that the audit log recorded: when, by whom, what.

import { defineFact } from './fact.ts'

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
