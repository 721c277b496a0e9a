import { expect, test } from 'vitest'
import type { Device } from '#domain/people/device.ts'
import { guid, readText } from '../exported-file.fixture.ts'
import { csvText } from '../write-csv.ts'

const columns = ['id', 'source', 'ownerId', 'operatingSystem', 'osVersion', 'model', 'managed', 'lastSeenAt'] as const

test('what keywave export devices writes is read back, of both sources', async () => {
  const devices: Device[] = [
    {
      id: guid(1),
      source: 'intune',
      ownerId: 'upn:ada@contoso.com',
      operatingSystem: 'iOS',
      osVersion: '18',
      model: 'iPhone',
      managed: true,
      lastSeenAt: '2026-11-22T10:00:00Z',
    },
    {
      id: guid(2),
      source: 'entra',
      ownerId: guid(5),
      operatingSystem: 'Windows',
      osVersion: '10.0',
      model: '=Book',
      managed: false,
      lastSeenAt: '2026-11-21T10:00:00Z',
    },
  ]
  const text = csvText(
    columns,
    devices.map((device) => columns.map((column) => device[column])),
  )
  expect(await readText(text, 'intune-devices')).toEqual({ rows: devices, rejected: [] })
})

test('a source that is none rejects the row', async () => {
  const { rows, rejected } = await readText(
    csvText(columns, [[guid(1), 'jamf', '', 'iOS', '18', '', '', '']]),
    'intune-devices',
  )
  expect(rows).toEqual([])
  expect(rejected).toMatchObject([{ position: 2, field: 'source', problem: /"jamf"/ }])
})
