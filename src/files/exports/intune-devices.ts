// The devices that Intune manages: Intune admin center (Devices > All devices > Export), or Get-MgDeviceManagementManagedDevice piped to Export-Csv.

import type { Device } from '#domain/people/device.ts'
import { defineExport, told } from '../export-definition.ts'
import { deviceId, ownerId, trustType } from '../device-cells.ts'
import type { RowCells } from '../row-cells.ts'

// Documented: managedDevice (Graph v1.0). Observed: the portal's header as public tools list it ("Device ID", "Device name",
// "Enrollment date", "Last check-in", … "Primary user UPN", … "JoinType").
const columns = {
  deviceId: { use: 'tells devices apart', documented: ['id'], observed: ['Device ID', 'IntuneDeviceID'] },
  serialNumber: {
    use: 'tells devices apart where the id is missing',
    documented: ['serialNumber'],
    observed: ['Serial number'],
  },
  deviceName: { use: 'recognises the file', documented: ['deviceName'], observed: ['Device name'] },
  ownerUserPrincipalName: {
    use: 'whose it is',
    documented: ['userPrincipalName'],
    observed: ['Primary user UPN', 'UPN'],
    assumed: ['UPN des primären Benutzers'],
  },
  userId: { use: 'whose it is', documented: ['userId'], observed: ['UserId'] },
  operatingSystem: {
    use: 'which passkeys it can hold',
    needed: true,
    documented: ['operatingSystem'],
    observed: ['OS'],
    assumed: ['Betriebssystem'],
  },
  osVersion: { use: 'which passkeys it can hold', documented: ['osVersion'], observed: ['OS version'] },
  manufacturer: { use: 'which passkeys it can hold', documented: ['manufacturer'] },
  model: { use: 'which passkeys it can hold', documented: ['model'] },
  joinType: { use: 'how it is joined', documented: ['joinType'], observed: ['JoinType', 'Join type'] },
  managedBy: { use: 'whether it is managed', documented: ['managementAgent'], observed: ['Managed by'] },
  compliant: { use: 'whether it is compliant', documented: ['complianceState'], observed: ['Compliance'] },
  lastSeenAt: {
    use: 'devices no longer in use',
    isTime: true,
    documented: ['lastSyncDateTime'],
    observed: ['Last check-in', 'Last contact'],
  },
} as const

export default defineExport({
  kind: 'intune-devices',
  title: 'Intune devices',
  from: 'Intune admin center > Devices > All devices > Export',
  stream: 'intune-devices',
  whole: false,
  columns,
  recognisedBy: [
    ['deviceName', 'lastSeenAt'],
    ['deviceName', 'ownerUserPrincipalName', 'operatingSystem'],
    ['deviceName', 'managedBy'],
    ['deviceName', 'compliant', 'operatingSystem'],
  ],
  row(cells): Device {
    const compliance = cells.text('compliant')
    return told<Device>({
      id: deviceId(cells, ['deviceId', 'serialNumber']),
      source: 'intune',
      ownerId: ownerId(cells, ['ownerUserPrincipalName', 'userId']),
      operatingSystem: cells.text('operatingSystem') ?? null,
      osVersion: cells.text('osVersion') ?? null,
      manufacturer: cells.text('manufacturer'),
      model: cells.text('model'),
      trustType: trustType(cells.text('joinType')),
      managed: isManaged(cells),
      compliant: compliance === undefined ? undefined : complianceOf(compliance),
      lastSeenAt: cells.time('lastSeenAt'),
    })
  },
})

/** Exchange ActiveSync alone lists a device without managing it. */
function isManaged(cells: RowCells<keyof typeof columns>): boolean | null | undefined {
  const agent = cells.text('managedBy')
  if (agent === undefined || agent === null) return agent
  return !/^(?:eas|exchange activesync|unknown)$/i.test(agent)
}

/** complianceState: a device in its grace period or in conflict is neither, so it is unknown. */
function complianceOf(text: string | null): boolean | null {
  if (text === null) return null
  if (/^(?:compliant|konform|conforme)$/i.test(text)) return true
  return /^(?:non-?compliant|not compliant|nicht konform|non conforme)$/i.test(text) ? false : null
}
