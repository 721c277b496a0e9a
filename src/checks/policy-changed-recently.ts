// Check: no sign-in policy was changed in the last days. A change under a running rollout is looked at, not found out.

import { defineCheck, failIfAny, type Concern } from '#domain/readiness/check.ts'
import { policyChanges } from '#domain/tenant/policy-changes.ts'
import { entraPage } from './parts/portal.ts'

/** How far back a change is news, in days. Ours: a week, as rollouts are reviewed weekly. */
export const newsDays = 7

export default defineCheck({
  id: 'policy-changed-recently',
  severity: 'low',
  title: `No sign-in policy was changed in the last ${newsDays} days.`,
  why: 'A policy that somebody changes under the rollout can cut people off, or let them past the requirement. Look at each change and know who made it.',
  features: ['P1.6'],
  reference: 'https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities',
  needs: { changes: policyChanges },
  judge({ changes }, now) {
    const since = now.subtract({ hours: newsDays * 24 })
    const recent = changes.filter(({ at }) => Temporal.Instant.compare(Temporal.Instant.from(at), since) >= 0)
    return failIfAny(
      recent.map(
        ({ id, at, activity, target, targetId, by }): Concern => ({
          kind: 'policy',
          id: targetId ?? id,
          name: target ?? activity,
          detail: `${activity}, ${at.slice(0, 10)}, by ${by ?? 'somebody the log does not name'}`,
        }),
      ),
      `Sign-in policies were changed in the last ${newsDays} days.`,
      `No sign-in policy was changed in the last ${newsDays} days.`,
    )
  },
  remedy: () => ({
    portal: entraPage('Monitoring & health', 'Audit logs'),
    note: 'Nothing to mend if the change was meant. keywave diff shows what it did to people.',
  }),
})
