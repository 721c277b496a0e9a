// The audit events that a change through Graph leaves behind. Names: Microsoft Entra "audit log activities" reference.
import type { Resource } from '../world/world.ts'
import type { CallContext } from './call.ts'

/** What was done to what. */
export type AuditedWrite = {
  readonly activityDisplayName: string
  readonly category: string
  readonly loggedByService: string
  readonly operationType: 'Add' | 'Update' | 'Delete' | 'Assign' | 'Unassign'
  readonly targets: readonly {
    readonly id: string
    readonly displayName?: string
    readonly userPrincipalName?: string
    readonly type: string
  }[]
  readonly properties?: readonly {
    readonly displayName: string
    readonly oldValue: unknown
    readonly newValue: unknown
  }[]
  readonly additionalDetails?: Readonly<Record<string, string>>
  readonly resultReason?: string
}

const asText = (value: unknown) => (value === undefined ? null : JSON.stringify(value))

/** What an administrator, here an application, does to a person's methods: `registered` or `deleted`, and what in Microsoft's words. */
export function recordMethodWrite(
  context: CallContext,
  user: Resource,
  verb: 'registered' | 'deleted',
  what: string,
): void {
  recordWrite(context, {
    activityDisplayName: `Admin ${verb} security info`,
    category: 'UserManagement',
    loggedByService: 'Authentication Methods',
    operationType: verb === 'registered' ? 'Add' : 'Delete',
    resultReason: `Admin ${verb} ${what} for user`,
    targets: [
      {
        id: String(user['id']),
        displayName: String(user['displayName']),
        userPrincipalName: String(user['userPrincipalName']),
        type: 'User',
      },
    ],
  })
}

/** Records the event in the world, at the tenant's time, initiated by the application that called. */
export function recordWrite(context: CallContext, write: AuditedWrite): void {
  const { world, memory, caller } = context
  const correlationId = memory.nextId()
  const modifiedProperties = (write.properties ?? []).map(({ displayName, oldValue, newValue }) => ({
    displayName,
    oldValue: asText(oldValue),
    newValue: asText(newValue),
  }))
  const event: Resource = {
    id: `Directory_${correlationId}_${memory.nextId().slice(0, 8)}`,
    category: write.category,
    correlationId,
    result: 'success',
    resultReason: write.resultReason ?? '',
    activityDisplayName: write.activityDisplayName,
    activityDateTime: world.clock.now().toString(),
    loggedByService: write.loggedByService,
    operationType: write.operationType,
    initiatedBy: {
      user: null,
      app: { appId: caller.clientId, displayName: 'Keywave', servicePrincipalId: null, servicePrincipalName: null },
    },
    targetResources: write.targets.map((target, index) => ({
      id: target.id,
      displayName: target.displayName ?? null,
      type: target.type,
      userPrincipalName: target.userPrincipalName ?? null,
      groupType: null,
      modifiedProperties: index === 0 ? modifiedProperties : [],
    })),
    additionalDetails: Object.entries(write.additionalDetails ?? {}).map(([key, value]) => ({ key, value })),
  }
  world.recordAuditEvent(event)
}
