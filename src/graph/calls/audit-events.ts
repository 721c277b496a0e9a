// Stream: methods registered and removed, and policies changed. Microsoft Graph v1.0, "List directoryAudits", newest
// first.

import { z } from 'zod'
import type { AuditEvent } from '#domain/people/audit-event.ts'
import { isPolicyChange, policyChanges } from '#domain/tenant/policy-changes.ts'
import { defineCall } from '../call.ts'
import { maybeText, requiredInstant, text } from '../field.ts'

export const directoryAuditSchema = z.looseObject({
  id: text,
  activityDateTime: requiredInstant,
  activityDisplayName: text,
  category: maybeText,
  loggedByService: maybeText,
  result: maybeText,
  initiatedBy: z
    .looseObject({
      user: z.looseObject({ userPrincipalName: maybeText }).nullish(),
      app: z.looseObject({ displayName: maybeText }).nullish(),
    })
    .nullish(),
  targetResources: z
    .array(z.looseObject({ id: maybeText, displayName: maybeText, type: maybeText, userPrincipalName: maybeText }))
    .nullish(),
  additionalDetails: z.array(z.looseObject({ key: maybeText, value: maybeText })).nullish(),
})

export const auditEventsCall = defineCall({
  call: policyChanges.requirement.call ?? 'GET /auditLogs/directoryAudits',
  permission: policyChanges.requirement.permission,
  licence: policyChanges.requirement.licence,
  fact: 'audit-events',
  path: '/v1.0/auditLogs/directoryAudits',
  probe: '/v1.0/auditLogs/directoryAudits?$top=1',
  budget: 'reports',
  units: 1,
  graphType: 'directoryAudit',
  version: 'v1.0',
  schema: directoryAuditSchema,
})

/** The service of methods and their policies. Source: Entra audit activity reference. */
const methodsService = 'Authentication Methods'

/**
 * The two walks that find what a rollout needs: everything of the methods' service, and the category of policy
 * changes.
 */
export const auditWalks = ['methods', 'policies'] as const
export type AuditWalk = (typeof auditWalks)[number]

/** The first page of a walk from an instant on. */
export function auditPath(walk: AuditWalk, since: Temporal.Instant): string {
  const condition = walk === 'methods' ? `loggedByService eq '${methodsService}'` : "category eq 'Policy'"
  const instant = since.toString({ smallestUnit: 'second' })
  const filter = `activityDateTime ge ${instant} and ${condition}`
  return `/v1.0/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$top=999`
}

/** Whether a rollout needs the event: the category Policy also holds changes that concern no sign-in. */
export function isWanted(event: AuditEvent, walk: AuditWalk): boolean {
  return walk === 'methods' || (event.service !== methodsService && isPolicyChange(event))
}

const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i

/** An event. The provider of a passkey is looked up by its key: its place among the details varies. */
export function auditEventFrom(audit: z.infer<typeof directoryAuditSchema>): AuditEvent {
  const targets = audit.targetResources ?? []
  const person = targets.find((target) => target.type?.toLowerCase() === 'user')
  const first = targets[0]
  const aaGuid = audit.additionalDetails?.find(({ key }) => key != null && /aaguid/i.test(key))?.value
  return {
    id: audit.id,
    at: audit.activityDateTime,
    activity: audit.activityDisplayName,
    category: audit.category ?? null,
    service: audit.loggedByService ?? null,
    result: audit.result ?? null,
    by: textOrNull(audit.initiatedBy?.user?.userPrincipalName) ?? textOrNull(audit.initiatedBy?.app?.displayName),
    personId: textOrNull(person?.id)?.toLowerCase() ?? null,
    targetId: textOrNull(first?.id)?.toLowerCase() ?? null,
    targetName: textOrNull(first?.displayName) ?? textOrNull(first?.userPrincipalName),
    aaGuid: guid.exec(aaGuid ?? '')?.[0].toLowerCase() ?? null,
  }
}

function textOrNull(text: string | null | undefined): string | null {
  return text == null || text === '' ? null : text
}
