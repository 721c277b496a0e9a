import { expect, test } from 'vitest'
import { guid, readText, usersExport } from '../exported-file.fixture.ts'

test('the download of the Entra admin center is read whole', async () => {
  const { rows, rejected } = await readText(usersExport(), 'people')
  expect(rejected).toEqual([])
  expect(rows).toEqual([
    {
      id: guid(0),
      userPrincipalName: 'ada0@contoso.com',
      displayName: 'Ada 0',
      mail: 'ada0@contoso.com',
      userType: 'Member',
      accountEnabled: true,
      createdDateTime: '2021-08-19T13:25:31Z',
      department: 'Sales',
      jobTitle: null,
      officeLocation: null,
      city: 'Köln',
      country: null,
      usageLocation: 'DE',
      onPremisesSyncEnabled: null,
    },
  ])
})

test('the names of older downloads, of PowerShell and of the Microsoft 365 admin center are read too', async () => {
  const older = `userPrincipalName,displayName,objectId,userType,accountEnabled,physicalDeliveryOfficeName\nada@contoso.com,Ada,${guid(1).toUpperCase()},Guest,False,HQ\n`
  expect((await readText(older, 'people')).rows[0]).toEqual({
    id: guid(1),
    userPrincipalName: 'ada@contoso.com',
    displayName: 'Ada',
    userType: 'Guest',
    accountEnabled: false,
    officeLocation: 'HQ',
  })
  const office = `Block credential,City,Display name,Licenses,Object Id,Password never expires,User principal name,When created\nTrue,Bonn,Ada,Microsoft 365 E3,${guid(1)},True,ada@contoso.com,2021-08-19 13:25:31Z\n`
  expect((await readText(office, 'people')).rows[0]).toEqual({
    id: guid(1),
    userPrincipalName: 'ada@contoso.com',
    displayName: 'Ada',
    accountEnabled: false,
    createdDateTime: '2021-08-19T13:25:31Z',
    city: 'Bonn',
    passwordPolicies: 'DisablePasswordExpiration',
    licensed: true,
  })
})

test('a person without an object id is known by the UPN in lower case', async () => {
  const { rows } = await readText('UPN;Display Name\nAda@Contoso.com;Ada\n', 'people')
  expect(rows[0]).toMatchObject({ id: 'upn:ada@contoso.com', userPrincipalName: 'Ada@Contoso.com' })
})

test('what the file does not tell is absent, so that nothing known is overwritten', async () => {
  const { rows } = await readText('userPrincipalName,displayName\nada@contoso.com,\n', 'people')
  expect(rows).toEqual([{ id: 'upn:ada@contoso.com', userPrincipalName: 'ada@contoso.com', displayName: null }])
})

test('an enabled flag that is neither yes nor no is unknown, never enabled', async () => {
  const { rows, rejected } = await readText(
    usersExport([{ accountEnabled: 'perhaps' }, { accountEnabled: 'perhaps' }]),
    'people',
  )
  expect(rows.map(({ accountEnabled }) => accountEnabled)).toEqual([null, null])
  expect(rejected).toMatchObject([{ position: null, field: 'accountEnabled', problem: /"perhaps".*2 rows; kept/ }])
})

test.each([
  ['a missing UPN', { userPrincipalName: '' }, 'userPrincipalName', /missing/],
  ['a UPN without @', { userPrincipalName: 'Sales' }, 'userPrincipalName', /"Sales" is not a user principal name/],
  ['an object id that is none', { id: 'DE' }, 'id', /"DE" is not an object id/],
])('%s rejects its row with line and column, and no other row', async (_, change, field, problem) => {
  const { rows, rejected } = await readText(usersExport([{}, change, {}]), 'people')
  expect(rows.map(({ userPrincipalName }) => userPrincipalName)).toEqual(['ada0@contoso.com', 'ada2@contoso.com'])
  expect(rejected).toMatchObject([{ origin: 'export.csv', position: 3, field, problem, remedy: /./ }])
})

test('a manager counts when the file names the account, not when it shows a name', async () => {
  const read = async (manager: string) =>
    (await readText(`userPrincipalName,displayName,Manager\nada@contoso.com,Ada,${manager}\n`, 'people')).rows[0]
  expect(await read('Grace@contoso.com')).toMatchObject({ managerId: 'upn:grace@contoso.com' })
  expect(await read(guid(7))).toMatchObject({ managerId: guid(7) })
  expect(await read('')).toMatchObject({ managerId: null })
  expect(await read('Grace Hopper')).not.toHaveProperty('managerId')
})

test.each([
  ['Unlicensed', false],
  ['', false],
  ['Microsoft 365 E3+Intune', true],
  ['Microsoft.Graph.PowerShell.Models.IMicrosoftGraphAssignedLicense[]', undefined],
])('licences "%s" mean %s', async (cell, licensed) => {
  const { rows } = await readText(
    `userPrincipalName,displayName,assignedLicenses\nada@contoso.com,Ada,${cell}\n`,
    'people',
  )
  expect(rows[0]?.licensed).toBe(licensed)
})
