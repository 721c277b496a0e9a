import { expect, test } from 'vitest'
import { guid, readText } from '../exported-file.fixture.ts'

const good: { readonly [column: string]: string } = {
  'Device ID': guid(1),
  'Device name': 'LAPTOP-1',
  'Enrollment date': '11/01/2026 08:00:00 AM',
  'Last check-in': '11/22/2026 3:04:05 PM',
  'Azure AD Device ID': guid(9),
  'OS version': '10.0.26100.1',
  'Serial number': 'SN1',
  Manufacturer: 'Contoso',
  Model: 'Book 3',
  UserId: guid(5),
  'Primary user UPN': 'Ada@contoso.com',
  'Primary user display name': 'Ada',
  Compliance: 'Compliant',
  'Managed by': 'Intune',
  Ownership: 'Corporate',
  OS: 'Windows',
  JoinType: 'azureADJoined',
}

function intuneExport(change: { readonly [column: string]: string } = {}): string {
  const row = { ...good, ...change }
  return `"${Object.keys(row).join('","')}"\r\n"${Object.values(row).join('","')}"\r\n`
}

test('the export of the Intune admin center is read', async () => {
  const { rows, rejected } = await readText(intuneExport(), 'intune-devices')
  expect(rejected).toEqual([])
  expect(rows).toEqual([
    {
      id: guid(1),
      source: 'intune',
      ownerId: 'upn:ada@contoso.com',
      operatingSystem: 'Windows',
      osVersion: '10.0.26100.1',
      manufacturer: 'Contoso',
      model: 'Book 3',
      trustType: 'AzureAd',
      managed: true,
      compliant: true,
      lastSeenAt: '2026-11-22T15:04:05Z',
    },
  ])
})

test('PowerShell’s export of managed devices is read', async () => {
  const text = `Id,DeviceName,UserPrincipalName,OperatingSystem,OsVersion,ComplianceState,LastSyncDateTime\n${guid(1)},PHONE,ada@contoso.com,iOS,18.1,noncompliant,2026-11-22T10:00:00Z\n`
  expect((await readText(text, 'intune-devices')).rows).toEqual([
    {
      id: guid(1),
      source: 'intune',
      ownerId: 'upn:ada@contoso.com',
      operatingSystem: 'iOS',
      osVersion: '18.1',
      compliant: false,
      lastSeenAt: '2026-11-22T10:00:00Z',
    },
  ])
})

test('a device that is neither compliant nor not is unknown, and one that Exchange alone lists is not managed', async () => {
  const read = async (change: { readonly [column: string]: string }) =>
    (await readText(intuneExport(change), 'intune-devices')).rows[0]
  expect((await read({ Compliance: 'In grace period' }))?.compliant).toBeNull()
  expect((await read({ Compliance: 'Noncompliant' }))?.compliant).toBe(false)
  expect((await read({ 'Managed by': 'EAS' }))?.managed).toBe(false)
})

test('without a primary user the owner is the user id, and the empty id is nobody', async () => {
  const owner = async (change: { readonly [column: string]: string }) =>
    (await readText(intuneExport({ 'Primary user UPN': '', ...change }), 'intune-devices')).rows[0]?.ownerId
  expect(await owner({})).toBe(guid(5))
  expect(await owner({ UserId: '00000000-0000-0000-0000-000000000000' })).toBeNull()
})
