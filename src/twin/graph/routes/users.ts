// Users: list, count, one, manager, devices, sign-in revocation. Source: Microsoft Graph "List users", "Get a user".
import type { Resource } from '../../world/world.ts'
import { call, type Call, type CallContext } from '../call.ts'
import { compileFilter, type CompiledFilter } from '../odata-filter.ts'
import { selectCut } from '../odata-select.ts'
import { matching, page, pageSize, type PageShape } from '../paging.ts'
import { authorizationDenied, badRequest, GraphProblem, notBuilt, notFound, unsupportedQuery } from '../problem.ts'
import {
  basicUserProperties,
  deviceProperties,
  singleUserProperties,
  userDefaults,
  userProperties,
} from '../properties.ts'
import { arraySource, listSource, type Source } from '../source.ts'
import { findUser } from '../find-user.ts'
import { recordWrite } from '../audit-writes.ts'

/** Pages with signInActivity hold at most so many. Source: Microsoft Graph "List users". */
const signInActivityTopMax = 120

const userShape = {
  type: 'user',
  context: 'users',
  properties: userProperties,
  defaults: userDefaults,
  topDefault: 100,
  topMax: 999,
  orderable: ['displayName', 'userPrincipalName', 'createdDateTime', 'id'],
} as const satisfies PageShape

const userReaders = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']
const basicReaders = ['User.ReadBasic.All', ...userReaders]

/** Whether an advanced query was asked for: the header, and $count=true beside a filter. */
export function isEventual(context: CallContext): boolean {
  return context.header('consistencylevel')?.toLowerCase() === 'eventual'
}

/** 400 for what the directory answers only as an advanced query. */
export function refuseSimpleQuery(context: CallContext, filter: CompiledFilter | undefined): void {
  const { query } = context
  if (query.count && !isEventual(context))
    throw unsupportedQuery("$count is supported only with the header 'ConsistencyLevel: eventual'.")
  if (filter === undefined) return
  const advanced = query.count && isEventual(context)
  if (filter.advanced && !advanced) throw unsupportedQuery('Unsupported or invalid query filter clause specified.')
  if (query.orderby !== undefined && !advanced) throw unsupportedQuery('Sorting not supported for current query.')
}

function refuseBeyondRights(context: CallContext, select: readonly string[] | undefined): void {
  if (select?.includes('signInActivity') === true && !context.may('AuditLog.Read.All')) throw authorizationDenied()
  if (context.may(...userReaders)) return
  if (context.query.expand !== undefined) throw authorizationDenied()
  if (select?.some((name) => !basicUserProperties.includes(name)) === true) throw authorizationDenied()
}

function candidates(context: CallContext, filter: CompiledFilter | undefined): Source {
  const { users } = context.world
  const ids = filter?.demanded('id')
  const names = filter?.demanded('userPrincipalName')
  if (ids === undefined && names === undefined) return listSource(users)
  const keys = [...new Set((ids ?? names ?? []).map((key) => key.toLowerCase()))]
  return arraySource(keys.map((key) => findUser(context.world, key)).filter((user) => user !== undefined))
}

/** Adds signInActivity where it is selected or filtered on. */
function withSignInActivity(context: CallContext): (user: Resource) => Resource {
  return (user) => ({ ...user, signInActivity: context.world.signInActivityOf(String(user['id'])) ?? null })
}

/** `manager`, `manager($select=id,displayName)`: the manager beside the user, absent at the top. */
function expandManager(context: CallContext): ((cut: Resource, user: Resource) => Resource) | undefined {
  const { expand } = context.query
  if (expand === undefined) return undefined
  const match = /^manager(?:\(\$select=([^;)]*)\))?$/i.exec(expand.trim())
  if (match === null) throw notBuilt(`$expand=${expand} on users`)
  const selected = match[1]?.split(',').map((name) => name.trim())
  const cutManager = selectCut(selected, userShape)
  return (cut, user) => {
    const managerId = context.world.managerIdOf(String(user['id']))
    const manager = managerId === undefined ? undefined : context.world.users.byId(managerId)
    if (manager === undefined) return cut
    return { ...cut, manager: { '@odata.type': '#microsoft.graph.user', ...cutManager(manager) } }
  }
}

function usesSignInActivity(filter: CompiledFilter | undefined): boolean {
  return [...(filter?.paths ?? [])].some((path) => path.startsWith('signInActivity'))
}

function listUsers(context: CallContext) {
  const { query } = context
  if (query.search !== undefined) throw notBuilt('$search on users')
  const filter = query.filter === undefined ? undefined : compileFilter(query.filter)
  refuseSimpleQuery(context, filter)
  refuseBeyondRights(context, query.select)
  const single = query.select?.find((name) => singleUserProperties.includes(name))
  if (single !== undefined)
    throw new GraphProblem(501, 'NotImplemented', `The property '${single}' can be asked of a single user only.`)
  const filtersActivity = usesSignInActivity(filter)
  if (
    filtersActivity &&
    (filter?.paths.size ?? 0) > 1 &&
    [...(filter?.paths ?? [])].some((path) => !path.startsWith('signInActivity'))
  ) {
    throw unsupportedQuery('Filtering by signInActivity cannot be combined with other properties.')
  }
  const selectsActivity = query.select?.includes('signInActivity') === true
  const finish = expandManager(context)
  const shape: PageShape = {
    ...userShape,
    ...(filter === undefined ? {} : { filter }),
    ...(finish === undefined ? {} : { finish }),
    ...(selectsActivity || filtersActivity
      ? { decorate: withSignInActivity(context), filterNeedsDecoration: filtersActivity }
      : {}),
  }
  if (!selectsActivity) return page(context, candidates(context, filter), shape)
  pageSize(query.top, userShape)
  const top = Math.min(query.top ?? userShape.topDefault, signInActivityTopMax)
  const select = query.select.includes('id') ? query.select : ['id', ...query.select]
  return page({ ...context, query: { ...query, top, select } }, candidates(context, filter), shape)
}

function countUsers(context: CallContext) {
  const accept = context.header('accept')
  if (accept !== null && /application\/json/i.test(accept) && !/text\/plain|\*\/\*/i.test(accept)) {
    throw new GraphProblem(
      415,
      'Request_UnsupportedMediaType',
      'A supported MIME type could not be found that matches the acceptable MIME types for the request.',
    )
  }
  if (!isEventual(context)) throw badRequest('$count is not currently supported.')
  const filter = context.query.filter === undefined ? undefined : compileFilter(context.query.filter)
  if (usesSignInActivity(filter)) throw new GraphProblem(502, 'BadGateway', 'The gateway received an invalid response.')
  return { status: 200, text: String(matching(candidates(context, filter), filter)) }
}

/** The user that `{id}` names, by id or user principal name; 404 otherwise. */
export function userOf(context: CallContext): Resource {
  const key = context.parameter('id')
  const user = findUser(context.world, key)
  if (user === undefined) throw notFound(key)
  return user
}

function getUser(context: CallContext) {
  const { query, origin, version } = context
  refuseBeyondRights(context, query.select)
  const user = userOf(context)
  const unbuilt = query.select?.find((name) => singleUserProperties.includes(name))
  if (unbuilt !== undefined) throw notBuilt(`the property ${unbuilt} of a user`)
  const whole = query.select?.includes('signInActivity') === true ? withSignInActivity(context)(user) : user
  const cut = selectCut(query.select, userShape)(whole)
  const finish = expandManager(context)
  const selected = query.select === undefined ? '' : `(${query.select.join(',')})`
  const json = finish === undefined ? cut : finish(cut, whole)
  return { status: 200, json: { '@odata.context': `${origin}/${version}/$metadata#users${selected}/$entity`, ...json } }
}

function getManager(context: CallContext) {
  const user = userOf(context)
  const managerId = context.world.managerIdOf(String(user['id']))
  const manager = managerId === undefined ? undefined : context.world.users.byId(managerId)
  if (manager === undefined)
    throw new GraphProblem(
      404,
      'Request_ResourceNotFound',
      "Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
    )
  const cut = selectCut(context.query.select, userShape)(manager)
  return {
    status: 200,
    json: {
      '@odata.context': `${context.origin}/${context.version}/$metadata#directoryObjects/$entity`,
      '@odata.type': '#microsoft.graph.user',
      ...cut,
    },
  }
}

function devicesOf(context: CallContext): readonly Resource[] {
  const { world } = context
  const userId = String(userOf(context)['id'])
  const ids = world.deviceIdsOf?.(userId)
  const found: Resource[] = []
  if (ids === undefined) {
    for (let position = 0; position < world.devices.size(); position++) {
      const device = world.devices.at(position)
      if (device !== undefined && world.ownerIdsOf(String(device['id'])).includes(userId)) found.push(device)
    }
  } else {
    for (const id of ids) {
      const device = world.devices.byId(id)
      if (device !== undefined) found.push(device)
    }
  }
  return found.map((device) => ({ '@odata.type': '#microsoft.graph.device', ...device }))
}

const listDevicesOf = (context: CallContext) =>
  page(context, arraySource(devicesOf(context)), {
    type: 'device',
    context: 'directoryObjects',
    properties: deviceProperties,
    topDefault: 100,
    topMax: 999,
  })

function revokeSessions(context: CallContext) {
  const user = userOf(context)
  const id = String(user['id'])
  context.world.changeUser(id, { signInSessionsValidFromDateTime: context.world.clock.now().toString() })
  recordWrite(context, {
    activityDisplayName: 'Update StsRefreshTokenValidFrom Timestamp',
    category: 'UserManagement',
    loggedByService: 'Core Directory',
    operationType: 'Update',
    targets: [{ id, type: 'User', userPrincipalName: String(user['userPrincipalName']) }],
  })
  return {
    status: 200,
    json: { '@odata.context': `${context.origin}/${context.version}/$metadata#Edm.Boolean`, value: true },
  }
}

const listOptions = ['$select', '$filter', '$top', '$orderby', '$expand', '$count', '$skiptoken', '$search'] as const
const memberOptions = ['$select', '$top', '$skiptoken'] as const

/** The calls about users. */
export const userCalls: readonly Call[] = [
  call('GET /users', { area: 'users', cost: 2, permissions: basicReaders, options: listOptions, answer: listUsers }),
  call('GET /users/$count', {
    area: 'users',
    cost: 2,
    permissions: basicReaders,
    options: ['$filter'],
    answer: countUsers,
  }),
  call('GET /users/{id}', {
    area: 'users',
    permissions: basicReaders,
    options: ['$select', '$expand'],
    answer: getUser,
  }),
  call('GET /users/{id}/manager', {
    area: 'users',
    permissions: userReaders,
    options: ['$select'],
    answer: getManager,
  }),
  call('GET /users/{id}/ownedDevices', {
    area: 'devices',
    permissions: userReaders,
    options: memberOptions,
    answer: listDevicesOf,
  }),
  call('GET /users/{id}/registeredDevices', {
    area: 'devices',
    permissions: userReaders,
    options: memberOptions,
    answer: listDevicesOf,
  }),
  call('POST /users/{id}/revokeSignInSessions', {
    area: 'users',
    permissions: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    answer: revokeSessions,
  }),
  call('GET /directory/deletedItems/microsoft.graph.user', {
    area: 'users',
    permissions: userReaders,
    options: memberOptions,
    answer: (context) =>
      page(context, listSource(context.world.deletedUsers), {
        ...userShape,
        defaults: [...userDefaults, 'deletedDateTime'],
      }),
  }),
]
