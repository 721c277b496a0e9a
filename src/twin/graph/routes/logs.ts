// Audit log and sign-in log, newest first. Source: Microsoft Graph "List directoryAudits", "List signIns", "appliedConditionalAccessPolicy".
import type { Resource } from '../../world/world.ts'
import { call, type Call, type CallContext } from '../call.ts'
import { compileFilter } from '../odata-filter.ts'
import { page, type PageShape } from '../paging.ts'
import { badRequest, GraphProblem } from '../problem.ts'
import { directoryAuditProperties, signInBetaProperties, signInProperties } from '../properties.ts'
import { logSource } from '../source.ts'

const permissions = ['AuditLog.Read.All']
const conditionalAccessReaders = [
  'Policy.Read.All',
  'Policy.Read.ConditionalAccess',
  'Policy.ReadWrite.ConditionalAccess',
]

/** Values behind `unknownFutureValue`: shown only to a caller who asks for them. Source: metadata, order of the enumeration. */
const evolvedResults: ReadonlySet<unknown> = new Set([
  'reportOnlySuccess',
  'reportOnlyFailure',
  'reportOnlyNotApplied',
  'reportOnlyInterrupted',
])

const auditShape = {
  type: 'directoryAudit',
  context: 'auditLogs/directoryAudits',
  properties: directoryAuditProperties,
  topDefault: 1000,
  topMax: 1000,
  orderable: ['activityDateTime'],
} as const satisfies PageShape

/** Newest first is what the log is already; any other order is sorted. */
function inOrder(context: CallContext, property: string): CallContext {
  const { orderby, ...query } = context.query
  if (orderby === undefined || orderby.trim().toLowerCase() !== `${property.toLowerCase()} desc`) return context
  return { ...context, query }
}

function* until(items: Iterable<Resource>, property: string, since: Temporal.Instant | undefined): Iterable<Resource> {
  for (const item of items) {
    if (since !== undefined && Temporal.Instant.compare(Temporal.Instant.from(String(item[property])), since) < 0)
      return
    yield item
  }
}

function listAudits(context: CallContext) {
  const filter = context.query.filter === undefined ? undefined : compileFilter(context.query.filter)
  const since = filter?.notBefore('activityDateTime')
  const source = logSource(() => until(context.world.auditEvents(), 'activityDateTime', since))
  return page(inOrder(context, 'activityDateTime'), source, {
    ...auditShape,
    ...(filter === undefined ? {} : { filter }),
  })
}

function getAudit(context: CallContext) {
  const id = context.parameter('id')
  for (const event of context.world.auditEvents()) if (event['id'] === id) return { status: 200, json: event }
  throw new GraphProblem(404, 'Authentication_ResourceNotFound', `The audit event '${id}' was not found.`)
}

/** The applied policies as this caller may see them, and with the values that the caller's enumeration has. */
function seenPolicies(context: CallContext, policies: unknown): readonly Resource[] {
  if (!Array.isArray(policies) || !context.may(...conditionalAccessReaders)) return []
  const evolved = /include-unknown-enum-members/i.test(context.header('prefer') ?? '')
  return (policies as readonly Resource[]).map((policy) => {
    const { authenticationStrength, ...rest } = policy
    const result = !evolved && evolvedResults.has(policy['result']) ? 'unknownFutureValue' : policy['result']
    return context.version === 'beta' && authenticationStrength !== undefined
      ? { ...rest, authenticationStrength, result }
      : { ...rest, result }
  })
}

/** A sign-in as one version shows it. */
function shownSignIn(context: CallContext): (signIn: Resource) => Resource {
  const hidden = context.version === 'beta' ? [] : signInBetaProperties
  return (signIn) => {
    const shown: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(signIn)) if (!hidden.includes(name)) shown[name] = value
    if ('appliedConditionalAccessPolicies' in shown) {
      shown['appliedConditionalAccessPolicies'] = seenPolicies(context, signIn['appliedConditionalAccessPolicies'])
    }
    return shown
  }
}

function listSignIns(context: CallContext) {
  const { world, version, query } = context
  const filter = query.filter === undefined ? undefined : compileFilter(query.filter)
  if (version === 'v1.0' && filter?.paths.has('signInEventTypes') === true) {
    throw badRequest(
      "Could not find a property named 'signInEventTypes' on type 'microsoft.graph.signIn'.",
      'BadRequest',
    )
  }
  const since = filter?.notBefore('createdDateTime')
  const [userId, second] = filter?.demanded('userId') ?? []
  const wanted = {
    ...(userId !== undefined && second === undefined ? { userId: userId.toLowerCase() } : {}),
    ...(since === undefined ? {} : { since }),
  }
  const shape: PageShape = {
    type: 'signIn',
    context: 'auditLogs/signIns',
    properties: version === 'beta' ? [...signInProperties, ...signInBetaProperties] : signInProperties,
    topDefault: 1000,
    topMax: 1000,
    orderable: ['createdDateTime'],
    decorate: shownSignIn(context),
    ...(filter === undefined ? {} : { filter }),
  }
  return page(
    inOrder(context, 'createdDateTime'),
    logSource(() => world.signIns(wanted)),
    shape,
  )
}

function getSignIn(context: CallContext) {
  const id = context.parameter('id')
  for (const signIn of context.world.signIns({}))
    if (signIn['id'] === id) return { status: 200, json: shownSignIn(context)(signIn) }
  throw new GraphProblem(404, 'Authentication_ResourceNotFound', `The sign-in '${id}' was not found.`)
}

const options = ['$select', '$filter', '$top', '$orderby', '$skiptoken'] as const

/** The calls about logs. */
export const logCalls: readonly Call[] = [
  call('GET /auditLogs/directoryAudits', {
    area: 'audits',
    limit: 'reports',
    permissions,
    options,
    answer: listAudits,
  }),
  call('GET /auditLogs/directoryAudits/{id}', { area: 'audits', limit: 'reports', permissions, answer: getAudit }),
  call('GET /auditLogs/signIns', { area: 'sign-ins', limit: 'reports', permissions, options, answer: listSignIns }),
  call('GET /auditLogs/signIns/{id}', { area: 'sign-ins', limit: 'reports', permissions, answer: getSignIn }),
]
