import { expect, test } from 'vitest'
import { guid, readText } from '../exported-file.fixture.ts'

const header =
  'displayName,accountEnabled,operatingSystem,operatingSystemVersion,joinType (trustType),registeredOwners,userNames,' +
  'mdmDisplayName,isCompliant,registrationTime,approximateLastSignInDateTime,deviceId,isManaged,objectId,profileType,systemLabels,model'

const row = `PHONE-1,True,IPhone,17.5,Microsoft Entra registered,${guid(3)},Ada@contoso.com,Intune,True,2024-01-02,2026-11-20T10:00:00Z,${guid(1)},Yes,${guid(2).toUpperCase()},RegisteredDevice,,iPhone 15`

test('the download of the Entra admin center is read', async () => {
  const { rows, rejected } = await readText(`${header}\n${row}\n`, 'entra-devices')
  expect(rejected).toEqual([])
  expect(rows).toEqual([
    {
      id: guid(2),
      source: 'entra',
      ownerId: 'upn:ada@contoso.com',
      operatingSystem: 'IPhone',
      osVersion: '17.5',
      model: 'iPhone 15',
      trustType: 'Workplace',
      managed: true,
      compliant: true,
      lastSeenAt: '2026-11-20T10:00:00Z',
    },
  ])
})

test('an owner known by object id only is named by it, several owners by the first, and a display name names nobody', async () => {
  const owner = async (registered: string, names: string) => {
    const text = `${header}\n${row.replace(`${guid(3)},Ada@contoso.com`, `${registered},${names}`)}\n`
    return (await readText(text, 'entra-devices')).rows[0]?.ownerId
  }
  expect(await owner(guid(3), '')).toBe(guid(3))
  expect(await owner('', '"grace@contoso.com; ada@contoso.com"')).toBe('upn:grace@contoso.com')
  expect(await owner('Ada Lovelace', '')).toBeNull()
  expect(await owner('', '')).toBeNull()
})

test.each([
  ['Microsoft Entra joined', 'AzureAd'],
  ['Azure AD joined', 'AzureAd'],
  ['Microsoft Entra hybrid joined', 'ServerAd'],
  ['Hybrid Azure AD joined', 'ServerAd'],
  ['Azure AD registered', 'Workplace'],
  ['ServerAd', 'ServerAd'],
])('joined as "%s" is trustType %s', async (shown, trustType) => {
  const { rows } = await readText(`${header}\n${row.replace('Microsoft Entra registered', shown)}\n`, 'entra-devices')
  expect(rows[0]?.trustType).toBe(trustType)
})

test('a device without any id is rejected: it cannot be told from others', async () => {
  const { rows, rejected } = await readText(
    `${header}\n${row.replace(guid(1), '').replace(guid(2).toUpperCase(), '')}\n`,
    'entra-devices',
  )
  expect(rows).toEqual([])
  expect(rejected).toMatchObject([{ position: 2, field: 'objectId', problem: /no id/ }])
})
