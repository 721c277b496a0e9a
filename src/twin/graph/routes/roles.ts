// Directory roles: definitions, active assignments and what is eligible by PIM. Source: Microsoft Graph "unifiedRoleAssignment" and its schedule instances.
import type { Resource } from '../../world/world.ts'
import { call, type Call, type CallContext } from '../call.ts'
import { selectCut } from '../odata-select.ts'
import { page } from '../paging.ts'
import { badRequest, notBuilt, notFound } from '../problem.ts'
import { roleAssignmentProperties, roleDefinitionProperties, roleInstanceProperties } from '../properties.ts'
import { arraySource } from '../source.ts'
import { roleDefinitions } from '../role-definitions.ts'

const readers = [
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
  'RoleManagement.Read.All',
  'Directory.Read.All',
]
const assignmentReaders = [
  'RoleAssignmentSchedule.Read.Directory',
  'RoleAssignmentSchedule.ReadWrite.Directory',
  ...readers,
]
const eligibilityReaders = [
  'RoleEligibilitySchedule.Read.Directory',
  'RoleEligibilitySchedule.ReadWrite.Directory',
  ...readers,
]

function principalOf(context: CallContext, id: string): Resource | undefined {
  const user = context.world.users.byId(id)
  if (user !== undefined) return { '@odata.type': '#microsoft.graph.user', ...user }
  const group = context.world.groups.byId(id)
  return group === undefined ? undefined : { '@odata.type': '#microsoft.graph.group', ...group }
}

function expandPrincipal(context: CallContext): ((cut: Resource, item: Resource) => Resource) | undefined {
  const { expand } = context.query
  if (expand === undefined) return undefined
  const names = expand.split(',').map((name) => name.trim())
  if (!names.every((name) => name === 'principal' || name === 'roleDefinition'))
    throw notBuilt(`$expand=${expand} on role assignments`)
  return (cut, item) => {
    const principal = names.includes('principal') ? principalOf(context, String(item['principalId'])) : undefined
    const role = names.includes('roleDefinition')
      ? roleDefinitions.find((known) => known['id'] === item['roleDefinitionId'])
      : undefined
    return {
      ...cut,
      ...(principal === undefined ? {} : { principal }),
      ...(role === undefined ? {} : { roleDefinition: role }),
    }
  }
}

function listAssignments(
  items: (context: CallContext) => readonly Resource[],
  name: string,
  properties: readonly string[],
) {
  return (context: CallContext) => {
    const finish = expandPrincipal(context)
    return page(context, arraySource(items(context)), {
      type: name,
      context: `roleManagement/directory/${name}`,
      properties,
      topDefault: 100,
      topMax: 999,
      ...(finish === undefined ? {} : { finish }),
    })
  }
}

/** What is assigned for good appears as an instance without an end. */
function assignmentInstances(context: CallContext): readonly Resource[] {
  return context.world.roleAssignments.map((assignment) => ({
    id: assignment['id'],
    principalId: assignment['principalId'],
    roleDefinitionId: assignment['roleDefinitionId'],
    directoryScopeId: assignment['directoryScopeId'] ?? '/',
    appScopeId: null,
    startDateTime: null,
    endDateTime: null,
    assignmentType: 'Assigned',
    memberType: 'Direct',
    roleAssignmentOriginId: assignment['id'],
    roleAssignmentScheduleId: assignment['id'],
  }))
}

function listDefinitions(context: CallContext) {
  if (context.query.top !== undefined)
    throw badRequest("The query option '$top' is not allowed on roleDefinitions.", 'BadRequest')
  return page(context, arraySource(roleDefinitions), {
    type: 'unifiedRoleDefinition',
    context: 'roleManagement/directory/roleDefinitions',
    properties: roleDefinitionProperties,
    topDefault: roleDefinitions.length,
    topMax: roleDefinitions.length,
  })
}

function getDefinition(context: CallContext) {
  const id = context.parameter('id').toLowerCase()
  const found = roleDefinitions.find((role) => role['id'] === id)
  if (found === undefined) throw notFound(id)
  const cut = selectCut(context.query.select, { type: 'unifiedRoleDefinition', properties: roleDefinitionProperties })
  return { status: 200, json: cut(found) }
}

const options = ['$select', '$filter', '$top', '$expand', '$count', '$skiptoken'] as const

/** The calls about roles. */
export const roleCalls: readonly Call[] = [
  call('GET /roleManagement/directory/roleAssignments', {
    area: 'roles',
    permissions: readers,
    options,
    answer: listAssignments((context) => context.world.roleAssignments, 'roleAssignments', roleAssignmentProperties),
  }),
  call('GET /roleManagement/directory/roleAssignmentScheduleInstances', {
    area: 'roles',
    permissions: assignmentReaders,
    options,
    answer: listAssignments(assignmentInstances, 'roleAssignmentScheduleInstances', roleInstanceProperties),
  }),
  call('GET /roleManagement/directory/roleEligibilityScheduleInstances', {
    area: 'roles',
    permissions: eligibilityReaders,
    options,
    answer: listAssignments(
      (context) => context.world.roleEligibilities,
      'roleEligibilityScheduleInstances',
      roleInstanceProperties,
    ),
  }),
  call('GET /roleManagement/directory/roleDefinitions', {
    area: 'roles',
    permissions: readers,
    options: ['$select', '$filter', '$top', '$skiptoken'],
    answer: listDefinitions,
  }),
  call('GET /roleManagement/directory/roleDefinitions/{id}', {
    area: 'roles',
    permissions: readers,
    options: ['$select'],
    answer: getDefinition,
  }),
]
