// Registration reports: who registered which methods. Source: Microsoft Graph "List userRegistrationDetails", "usersRegisteredByMethod".
import type { Resource } from '../../world/world.ts'
import { call, type Call, type CallContext } from '../call.ts'
import { compileFilter } from '../odata-filter.ts'
import { selectCut } from '../odata-select.ts'
import { page, type PageShape } from '../paging.ts'
import { badRequest, notFound } from '../problem.ts'
import { registrationProperties } from '../properties.ts'
import { privilegedRoles } from '../role-definitions.ts'
import { arraySource, listSource, type Source } from '../source.ts'

const permissions = ['AuditLog.Read.All']

const shape = {
  type: 'userRegistrationDetails',
  context: 'reports/authenticationMethods/userRegistrationDetails',
  properties: registrationProperties,
  topDefault: 1000,
  topMax: 1000,
  orderable: ['userPrincipalName', 'userDisplayName', 'lastUpdatedDateTime', 'id'],
} as const satisfies PageShape

function listDetails(context: CallContext) {
  const { world, query } = context
  const filter = query.filter === undefined ? undefined : compileFilter(query.filter)
  const ids = filter?.demanded('id')
  let source: Source = listSource(world.registrationDetails)
  if (ids !== undefined) {
    source = arraySource(
      ids.map((id) => world.registrationDetails.byId(id.toLowerCase())).filter((row) => row !== undefined),
    )
  }
  return page(context, source, { ...shape, ...(filter === undefined ? {} : { filter }) })
}

function getDetails(context: CallContext) {
  const id = context.parameter('id').toLowerCase()
  const row = context.world.registrationDetails.byId(id)
  if (row === undefined) throw notFound(id)
  const metadata = `${context.origin}/${context.version}/$metadata#${shape.context}/$entity`
  return { status: 200, json: { '@odata.context': metadata, ...selectCut(context.query.select, shape)(row) } }
}

function privilegedIds(context: CallContext): ReadonlySet<string> {
  const all = [...context.world.roleAssignments, ...context.world.roleEligibilities]
  return new Set(
    all.filter((one) => privilegedRoles.has(String(one['roleDefinitionId']))).map((one) => String(one['principalId'])),
  )
}

/** The rows that a summary counts, by user type and role; 400 for values that the enumerations have not. */
function* counted(context: CallContext): Iterable<Resource> {
  const types = context.parameter('types') || 'all'
  const roles = context.parameter('roles') || 'all'
  if (!['all', 'member', 'guest'].includes(types))
    throw badRequest(`includedUserTypes '${types}' is none of all, member, guest.`, 'BadRequest')
  if (!['all', 'privilegedAdmin', 'admin', 'user'].includes(roles)) {
    throw badRequest(`includedUserRoles '${roles}' is none of all, privilegedAdmin, admin, user.`, 'BadRequest')
  }
  const privileged = roles === 'privilegedAdmin' ? privilegedIds(context) : new Set<string>()
  const { registrationDetails } = context.world
  for (let position = 0; position < registrationDetails.size(); position++) {
    const row = registrationDetails.at(position)
    if (row === undefined || (types !== 'all' && row['userType'] !== types)) continue
    if (roles === 'admin' && row['isAdmin'] !== true) continue
    if (roles === 'user' && row['isAdmin'] === true) continue
    if (roles === 'privilegedAdmin' && !privileged.has(String(row['id']))) continue
    yield row
  }
}

function byMethod(context: CallContext) {
  const counts = new Map<string, number>()
  let totalUserCount = 0
  for (const row of counted(context)) {
    totalUserCount++
    const methods = row['methodsRegistered']
    if (Array.isArray(methods))
      for (const method of new Set(methods.map(String))) counts.set(method, (counts.get(method) ?? 0) + 1)
  }
  const userRegistrationMethodCounts = [...counts]
    .map(([authenticationMethod, userCount]) => ({ authenticationMethod, userCount }))
    .sort((one, other) => other.userCount - one.userCount)
  return summary(context, totalUserCount, { userRegistrationMethodCounts })
}

const features = {
  ssprRegistered: 'isSsprRegistered',
  ssprEnabled: 'isSsprEnabled',
  ssprCapable: 'isSsprCapable',
  passwordlessCapable: 'isPasswordlessCapable',
  mfaCapable: 'isMfaCapable',
} as const

function byFeature(context: CallContext) {
  const counts = Object.entries(features).map(([feature, property]) => ({ feature, property, userCount: 0 }))
  let totalUserCount = 0
  for (const row of counted(context)) {
    totalUserCount++
    for (const count of counts) if (row[count.property] === true) count.userCount++
  }
  return summary(context, totalUserCount, {
    userRegistrationFeatureCounts: counts.map(({ feature, userCount }) => ({ feature, userCount })),
  })
}

function summary(context: CallContext, totalUserCount: number, counts: object) {
  const userTypes = context.parameter('types') || 'all'
  const userRoles = context.parameter('roles') || 'all'
  return { status: 200, json: { totalUserCount, userTypes, userRoles, ...counts } }
}

const report = (path: string, answer: Call['answer'], options: Call['options'] = []): Call =>
  call(`GET /reports/authenticationMethods/${path}`, {
    area: 'registrations',
    limit: 'reports',
    permissions,
    options,
    answer,
  })

const filters = '(includedUserTypes={types},includedUserRoles={roles})'

/** The calls about registration. */
export const registrationReportCalls: readonly Call[] = [
  report('userRegistrationDetails', listDetails, ['$select', '$filter', '$orderby', '$top', '$skiptoken', '$count']),
  report('userRegistrationDetails/{id}', getDetails, ['$select']),
  report(`usersRegisteredByMethod${filters}`, byMethod),
  report('usersRegisteredByMethod', byMethod),
  report(`usersRegisteredByFeature${filters}`, byFeature),
  report('usersRegisteredByFeature', byFeature),
]
