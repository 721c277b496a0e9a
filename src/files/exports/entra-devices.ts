// The devices that Entra knows: Entra admin center (Devices > All devices > Download devices), or Get-MgDevice piped to Export-Csv.

import type { Device } from '#domain/people/device.ts'
import { defineExport, told } from '../export-definition.ts'
import { deviceId, ownerId, trustType } from '../device-cells.ts'

// Documented: Microsoft, "Manage device identities" (list of the download's attributes); device (Graph v1.0).
const columns = {
  objectId: { use: 'tells devices apart', documented: ['objectId', 'id'], observed: ['Object Id'] },
  deviceId: { use: 'tells devices apart', documented: ['deviceId'], observed: ['Device ID'] },
  userNames: {
    use: 'whose it is',
    documented: ['userNames'],
    observed: ['User names', 'Owner UPN'],
    assumed: ['Owner'],
  },
  registeredOwners: { use: 'whose it is', documented: ['registeredOwners'], observed: ['Registered owners'] },
  operatingSystem: {
    use: 'which passkeys it can hold',
    needed: true,
    documented: ['operatingSystem'],
    observed: ['OS', 'DeviceOSType'],
  },
  osVersion: {
    use: 'which passkeys it can hold',
    documented: ['operatingSystemVersion'],
    observed: ['OS version', 'DeviceOSVersion'],
  },
  manufacturer: { use: 'which passkeys it can hold', documented: ['manufacturer'] },
  model: { use: 'which passkeys it can hold', documented: ['model'] },
  trustType: {
    use: 'how it is joined',
    documented: ['joinType (trustType)', 'joinType', 'trustType'],
    observed: ['Join type', 'DeviceTrustType'],
  },
  managed: { use: 'whether it is managed', documented: ['isManaged'], observed: ['Managed'] },
  compliant: { use: 'whether it is compliant', documented: ['isCompliant'], observed: ['Compliant'] },
  lastSeenAt: {
    use: 'devices no longer in use',
    isTime: true,
    documented: ['approximateLastSignInDateTime'],
    observed: ['Activity', 'ApproximateLastLogonTimeStamp'],
  },
} as const

export default defineExport({
  kind: 'entra-devices',
  title: 'Entra devices',
  from: 'Entra admin center > Devices > All devices > Download devices',
  stream: 'entra-devices',
  whole: false,
  columns,
  recognisedBy: [
    ['deviceId', 'trustType'],
    ['deviceId', 'lastSeenAt'],
    ['objectId', 'registeredOwners'],
    ['operatingSystem', 'registeredOwners'],
    ['operatingSystem', 'trustType'],
  ],
  row(cells): Device {
    return told<Device>({
      id: deviceId(cells, ['objectId', 'deviceId']),
      source: 'entra',
      ownerId: ownerId(cells, ['userNames', 'registeredOwners']),
      operatingSystem: cells.text('operatingSystem') ?? null,
      osVersion: cells.text('osVersion') ?? null,
      manufacturer: cells.text('manufacturer'),
      model: cells.text('model'),
      trustType: trustType(cells.text('trustType')),
      managed: cells.flag('managed'),
      compliant: cells.flag('compliant'),
      lastSeenAt: cells.time('lastSeenAt'),
    })
  },
})
