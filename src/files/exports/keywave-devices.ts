// The devices as keywave export devices writes them: both sources in one table, told apart by the column source.

import type { Device } from '#domain/people/device.ts'
import { defineExport, told } from '../export-definition.ts'
import { deviceId, ownerId } from '../device-cells.ts'
import { UnusableRow, shown } from '../row-cells.ts'

const columns = {
  id: { use: 'tells devices apart', needed: true, documented: ['id'] },
  source: { use: 'Intune or Entra', needed: true, documented: ['source'] },
  ownerId: { use: 'whose it is', needed: true, documented: ['ownerId'] },
  operatingSystem: { use: 'which passkeys it can hold', needed: true, documented: ['operatingSystem'] },
  osVersion: { use: 'which passkeys it can hold', documented: ['osVersion'] },
  manufacturer: { use: 'which passkeys it can hold', documented: ['manufacturer'] },
  model: { use: 'which passkeys it can hold', documented: ['model'] },
  trustType: { use: 'how it is joined', documented: ['trustType'] },
  managed: { use: 'whether it is managed', documented: ['managed'] },
  compliant: { use: 'whether it is compliant', documented: ['compliant'] },
  lastSeenAt: { use: 'devices no longer in use', isTime: true, documented: ['lastSeenAt'] },
} as const

export default defineExport({
  kind: 'keywave-devices',
  title: 'Devices exported by Keywave',
  from: 'keywave export devices',
  stream: 'intune-devices',
  whole: false,
  columns,
  recognisedBy: [['id', 'source', 'ownerId']],
  row(cells): Device {
    const source = cells.text('source')
    if (source !== 'intune' && source !== 'entra') {
      throw new UnusableRow(cells.columnOf('source'), `${shown(source ?? '')} is no source.`, 'Use intune or entra.')
    }
    return told<Device>({
      id: deviceId(cells, ['id']),
      source,
      ownerId: ownerId(cells, ['ownerId']),
      operatingSystem: cells.text('operatingSystem') ?? null,
      osVersion: cells.text('osVersion') ?? null,
      manufacturer: cells.text('manufacturer'),
      model: cells.text('model'),
      trustType: cells.text('trustType'),
      managed: cells.flag('managed'),
      compliant: cells.flag('compliant'),
      lastSeenAt: cells.time('lastSeenAt'),
    })
  },
})
