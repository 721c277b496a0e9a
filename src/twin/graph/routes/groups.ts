// Groups and their members. Source: Microsoft Graph "group", "List group members", "Add members".
import type { Resource, World } from '../../world/world.ts'
import { recordWrite } from '../audit-writes.ts'
import { bodyObject, call, type Call, type CallContext } from '../call.ts'
import { compileFilter } from '../odata-filter.ts'
import { selectCut } from '../odata-select.ts'
import { page, type PageShape } from '../paging.ts'
import { badRequest, GraphProblem, notFound } from '../problem.ts'
import { groupProperties, userDefaults, userProperties } from '../properties.ts'
import { listSource, streamSource } from '../source.ts'
import { refuseSimpleQuery } from './users.ts'

/** Members in one PATCH. Source: Microsoft Graph "Add members". */
const bindMax = 20

const groupShape = {
  type: 'group',
  context: 'groups',
  properties: groupProperties,
  topDefault: 100,
  topMax: 999,
  orderable: ['displayName', 'createdDateTime', 'id'],
} as const satisfies PageShape

const groupReaders = [
  'GroupMember.Read.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
]
const memberWriters = ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All']

function groupOf(context: CallContext): Resource {
  const id = context.parameter('id').toLowerCase()
  const group = context.world.groups.byId(id)
  if (group === undefined) throw notFound(id)
  return group
}

function listGroups(context: CallContext) {
  const filter = context.query.filter === undefined ? undefined : compileFilter(context.query.filter)
  refuseSimpleQuery(context, filter)
  return page(context, listSource(context.world.groups), { ...groupShape, ...(filter === undefined ? {} : { filter }) })
}

function getGroup(context: CallContext) {
  const cut = selectCut(context.query.select, groupShape)
  return {
    status: 200,
    json: {
      '@odata.context': `${context.origin}/${context.version}/$metadata#groups/$entity`,
      ...cut(groupOf(context)),
    },
  }
}

type Member = { readonly id: string; readonly kind: 'user' | 'group' }

function resourceOf(world: World, member: Member): Resource | undefined {
  const item = member.kind === 'user' ? world.users.byId(member.id) : world.groups.byId(member.id)
  return item === undefined ? undefined : { '@odata.type': `#microsoft.graph.${member.kind}`, ...item }
}

function* directMembers(world: World, groupId: string, usersOnly: boolean): Iterable<Resource> {
  for (const member of world.membersOf(groupId)) {
    if (usersOnly && member.kind !== 'user') continue
    const item = resourceOf(world, member)
    if (item !== undefined) yield item
  }
}

function holdsGroups(world: World, groupId: string): boolean {
  for (const member of world.membersOf(groupId)) if (member.kind === 'group') return true
  return false
}

/** Members of the group and of the groups in it, each once; a group that contains itself in a ring ends. */
export function* transitiveMembers(world: World, groupId: string): Iterable<Member> {
  if (!holdsGroups(world, groupId)) {
    yield* world.membersOf(groupId)
    return
  }
  const seen = new Set([groupId])
  const open = [groupId]
  for (let group = open.shift(); group !== undefined; group = open.shift()) {
    for (const member of world.membersOf(group)) {
      if (seen.has(member.id)) continue
      seen.add(member.id)
      if (member.kind === 'group') open.push(member.id)
      yield member
    }
  }
}

function* transitiveResources(world: World, groupId: string, usersOnly: boolean): Iterable<Resource> {
  for (const member of transitiveMembers(world, groupId)) {
    if (usersOnly && member.kind !== 'user') continue
    const item = resourceOf(world, member)
    if (item !== undefined) yield item
  }
}

const memberShape = {
  type: 'directoryObject',
  context: 'directoryObjects',
  properties: [...new Set([...userProperties, ...groupProperties])],
  defaults: [...new Set([...userDefaults, 'description', 'securityEnabled'])],
  topDefault: 100,
  topMax: 999,
} as const satisfies PageShape

/** Properties that the member's own type has not are left out, not null. */
function ownProperties(cut: Resource, item: Resource): Resource {
  const own = item['@odata.type'] === '#microsoft.graph.user' ? userProperties : groupProperties
  return Object.fromEntries(Object.entries(cut).filter(([name]) => name.startsWith('@') || own.includes(name)))
}

function listMembers(usersOnly: boolean, transitive: boolean) {
  return (context: CallContext) => {
    const id = String(groupOf(context)['id'])
    const { world } = context
    refuseSimpleQuery(context, undefined)
    const stream = transitive ? transitiveResources : directMembers
    return page(
      context,
      streamSource(() => stream(world, id, usersOnly)),
      { ...memberShape, finish: ownProperties },
    )
  }
}

function createGroup(context: CallContext) {
  const body = bodyObject(context)
  const { displayName, mailNickname, mailEnabled, securityEnabled } = body
  for (const [name, value, kind] of [
    ['displayName', displayName, 'string'],
    ['mailNickname', mailNickname, 'string'],
    ['mailEnabled', mailEnabled, 'boolean'],
    ['securityEnabled', securityEnabled, 'boolean'],
  ] as const) {
    if (typeof value !== kind) throw badRequest(`A value is required for property '${name}' of resource 'Group'.`)
  }
  const unknown = Object.keys(body).find((name) => !name.includes('@') && !groupProperties.includes(name))
  if (unknown !== undefined) throw badRequest(`Invalid property '${unknown}'.`)
  const members = bound(context, body['members@odata.bind'])
  const group = context.world.addGroup(Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('@'))))
  for (const member of members) context.world.addMember(String(group['id']), member)
  recordWrite(context, {
    activityDisplayName: 'Add group',
    category: 'GroupManagement',
    loggedByService: 'Core Directory',
    operationType: 'Add',
    targets: [{ id: String(group['id']), displayName: String(displayName), type: 'Group' }],
  })
  return {
    status: 201,
    json: { '@odata.context': `${context.origin}/${context.version}/$metadata#groups/$entity`, ...group },
  }
}

/** The object ids that references name; 400 for what is no reference. */
function idFrom(reference: unknown): string {
  const match =
    typeof reference === 'string' ? /\/(?:directoryObjects|users|groups)\/([0-9a-f-]{36})$/i.exec(reference) : null
  if (match?.[1] === undefined) throw badRequest('Invalid URL format specified in @odata.bind or @odata.id.')
  return match[1].toLowerCase()
}

/** Users that a bind names, all known, at most 20: nothing is done unless all can be. */
function bound(context: CallContext, references: unknown): readonly string[] {
  if (references === undefined) return []
  if (!Array.isArray(references)) throw badRequest('members@odata.bind must be a list.')
  if (references.length > bindMax)
    throw badRequest(`The request exceeds the maximum of ${bindMax} references in members@odata.bind.`)
  const ids = references.map(idFrom)
  for (const id of ids) if (context.world.users.byId(id) === undefined) throw notFound(id)
  return ids
}

const alreadyMember = () =>
  badRequest("One or more added object references already exist for the following modified properties: 'members'.")

function auditMember(context: CallContext, group: Resource, userId: string, added: boolean): void {
  const user = context.world.users.byId(userId)
  recordWrite(context, {
    activityDisplayName: added ? 'Add member to group' : 'Remove member from group',
    category: 'GroupManagement',
    loggedByService: 'Core Directory',
    operationType: added ? 'Assign' : 'Unassign',
    targets: [
      {
        id: userId,
        type: 'User',
        ...(user === undefined ? {} : { userPrincipalName: String(user['userPrincipalName']) }),
      },
      { id: String(group['id']), displayName: String(group['displayName']), type: 'Group' },
    ],
  })
}

function isMember(world: World, groupId: string, userId: string): boolean {
  for (const member of world.membersOf(groupId)) if (member.id === userId) return true
  return false
}

function addMembers(context: CallContext, group: Resource, ids: readonly string[]): void {
  const groupId = String(group['id'])
  if (group['membershipRule'] !== undefined && group['membershipRule'] !== null) {
    throw new GraphProblem(
      403,
      'Authorization_RequestDenied',
      'Members of a group with dynamic membership cannot be changed.',
    )
  }
  if (new Set(ids).size < ids.length || ids.some((id) => isMember(context.world, groupId, id))) throw alreadyMember()
  for (const id of ids) {
    if (context.world.addMember(groupId, id) === 'unknown') throw notFound(id)
    auditMember(context, group, id, true)
  }
}

function postMember(context: CallContext) {
  const group = groupOf(context)
  const id = idFrom(bodyObject(context)['@odata.id'])
  if (context.world.users.byId(id) === undefined) throw notFound(id)
  addMembers(context, group, [id])
  return { status: 204 }
}

function patchGroup(context: CallContext) {
  const group = groupOf(context)
  const body = bodyObject(context)
  const other = Object.keys(body).find((name) => name !== 'members@odata.bind')
  if (other !== undefined)
    throw new GraphProblem(501, 'TwinNotBuilt', `The simulated tenant changes members of groups only, not '${other}'.`)
  addMembers(context, group, bound(context, body['members@odata.bind']))
  return { status: 204 }
}

function deleteMember(context: CallContext) {
  const group = groupOf(context)
  const member = context.parameter('member').toLowerCase()
  if (!context.world.removeMember(String(group['id']), member)) throw notFound(member)
  auditMember(context, group, member, false)
  return { status: 204 }
}

const listOptions = ['$select', '$filter', '$top', '$orderby', '$count', '$skiptoken'] as const
const memberOptions = ['$select', '$top', '$count', '$skiptoken'] as const

const members = (path: string, cost: number, usersOnly: boolean, transitive: boolean): Call =>
  call(`GET /groups/{id}/${path}`, {
    area: 'groups',
    cost,
    permissions: groupReaders,
    options: memberOptions,
    answer: listMembers(usersOnly, transitive),
  })

/** The calls about groups. */
export const groupCalls: readonly Call[] = [
  call('GET /groups', {
    area: 'groups',
    cost: 2,
    permissions: ['Group.ReadBasic.All', ...groupReaders],
    options: listOptions,
    answer: listGroups,
  }),
  call('POST /groups', {
    area: 'groups',
    permissions: ['Group.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    answer: createGroup,
  }),
  call('GET /groups/{id}', {
    area: 'groups',
    permissions: ['Group.ReadBasic.All', ...groupReaders],
    options: ['$select'],
    answer: getGroup,
  }),
  call('PATCH /groups/{id}', { area: 'groups', permissions: memberWriters, answer: patchGroup }),
  members('members', 3, false, false),
  members('members/microsoft.graph.user', 3, true, false),
  members('transitiveMembers', 5, false, true),
  members('transitiveMembers/microsoft.graph.user', 5, true, true),
  call('POST /groups/{id}/members/$ref', { area: 'groups', permissions: memberWriters, answer: postMember }),
  call('DELETE /groups/{id}/members/{member}/$ref', {
    area: 'groups',
    permissions: memberWriters,
    answer: deleteMember,
  }),
]
