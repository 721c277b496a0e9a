// Entra devices and Intune managed devices. Source: Microsoft Graph "List devices", "List managedDevices".
import type { Resource } from '../../world/world.ts'
import { call, type Call, type CallContext } from '../call.ts'
import { compileFilter } from '../odata-filter.ts'
import { selectCut } from '../odata-select.ts'
import { page, type PageShape } from '../paging.ts'
import { badRequest, notBuilt, notFound } from '../problem.ts'
import { deviceProperties, managedDeviceProperties, userDefaults, userProperties } from '../properties.ts'
import { arraySource, listSource } from '../source.ts'
import { refuseSimpleQuery } from './users.ts'

const deviceShape = {
  type: 'device',
  context: 'devices',
  properties: deviceProperties,
  topDefault: 100,
  topMax: 999,
  orderable: ['displayName', 'id'],
} as const satisfies PageShape

const ownerShape = { type: 'user', properties: userProperties, defaults: userDefaults } as const

const managedDeviceShape = {
  type: 'managedDevice',
  context: 'deviceManagement/managedDevices',
  properties: managedDeviceProperties,
  topDefault: 1000,
  topMax: 1000,
} as const satisfies PageShape

const readers = ['Device.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All']
const intuneReaders = ['DeviceManagementManagedDevices.Read.All', 'DeviceManagementManagedDevices.ReadWrite.All']

function ownersOf(context: CallContext, deviceId: string, select: readonly string[] | undefined): readonly Resource[] {
  const cut = selectCut(select, ownerShape)
  return context.world
    .ownerIdsOf(deviceId)
    .map((id) => context.world.users.byId(id))
    .filter((user) => user !== undefined)
    .map((user) => ({ '@odata.type': '#microsoft.graph.user', ...cut(user) }))
}

function expandOwners(context: CallContext): ((cut: Resource, device: Resource) => Resource) | undefined {
  const { expand } = context.query
  if (expand === undefined) return undefined
  const match = /^(registeredOwners|registeredUsers)(?:\(\$select=([^;)]*)\))?$/i.exec(expand.trim())
  if (match === null) throw notBuilt(`$expand=${expand} on devices`)
  const name = match[1]?.toLowerCase() === 'registeredowners' ? 'registeredOwners' : 'registeredUsers'
  const selected = match[2]?.split(',').map((property) => property.trim())
  return (cut, device) => ({ ...cut, [name]: ownersOf(context, String(device['id']), selected) })
}

function listDevices(context: CallContext) {
  const filter = context.query.filter === undefined ? undefined : compileFilter(context.query.filter)
  refuseSimpleQuery(context, filter)
  const finish = expandOwners(context)
  return page(context, listSource(context.world.devices), {
    ...deviceShape,
    ...(filter === undefined ? {} : { filter }),
    ...(finish === undefined ? {} : { finish }),
  })
}

function deviceOf(context: CallContext): Resource {
  const id = context.parameter('id').toLowerCase()
  const device = context.world.devices.byId(id)
  if (device === undefined) throw notFound(id)
  return device
}

function getDevice(context: CallContext) {
  const device = deviceOf(context)
  const cut = selectCut(context.query.select, deviceShape)(device)
  const json = expandOwners(context)?.(cut, device) ?? cut
  return {
    status: 200,
    json: { '@odata.context': `${context.origin}/${context.version}/$metadata#devices/$entity`, ...json },
  }
}

function listOwners(context: CallContext) {
  const { world } = context
  const owners = world
    .ownerIdsOf(String(deviceOf(context)['id']))
    .map((id) => world.users.byId(id))
    .filter((user) => user !== undefined)
    .map((user) => ({ '@odata.type': '#microsoft.graph.user', ...user }))
  return page(context, arraySource(owners), {
    ...ownerShape,
    context: 'directoryObjects',
    topDefault: 100,
    topMax: 999,
  })
}

function listManagedDevices(context: CallContext) {
  const { filter } = context.query
  if (filter !== undefined && compileFilter(filter).paths.has('operatingSystem')) {
    throw badRequest('Filtering by operatingSystem is not supported.', 'BadRequest')
  }
  return page(context, listSource(context.world.managedDevices), managedDeviceShape)
}

function getManagedDevice(context: CallContext) {
  const id = context.parameter('id')
  const device = context.world.managedDevices.byId(id)
  if (device === undefined) throw notFound(id)
  return { status: 200, json: selectCut(context.query.select, managedDeviceShape)(device) }
}

const listOptions = ['$select', '$filter', '$top', '$orderby', '$expand', '$count', '$skiptoken'] as const

/** The calls about devices. */
export const deviceCalls: readonly Call[] = [
  call('GET /devices', { area: 'devices', cost: 2, permissions: readers, options: listOptions, answer: listDevices }),
  call('GET /devices/{id}', {
    area: 'devices',
    permissions: readers,
    options: ['$select', '$expand'],
    answer: getDevice,
  }),
  call('GET /devices/{id}/registeredOwners', {
    area: 'devices',
    permissions: readers,
    options: ['$select', '$top', '$skiptoken'],
    answer: listOwners,
  }),
  call('GET /devices/{id}/registeredUsers', {
    area: 'devices',
    permissions: readers,
    options: ['$select', '$top', '$skiptoken'],
    answer: listOwners,
  }),
  call('GET /deviceManagement/managedDevices/$count', {
    area: 'intune',
    limit: 'intune',
    permissions: intuneReaders,
    answer: () => {
      throw badRequest("Resource not found for the segment '$count'.", 'BadRequest')
    },
  }),
  call('GET /deviceManagement/managedDevices', {
    area: 'intune',
    limit: 'intune',
    permissions: intuneReaders,
    options: ['$select', '$filter', '$top', '$skiptoken'],
    answer: listManagedDevices,
  }),
  call('GET /deviceManagement/managedDevices/{id}', {
    area: 'intune',
    limit: 'intune',
    permissions: intuneReaders,
    options: ['$select'],
    answer: getManagedDevice,
  }),
]
