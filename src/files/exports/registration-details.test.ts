import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { guid, readText, registrationsExport } from '../exported-file.fixture.ts'

test('the download of the portal is read, its display names as API names', async () => {
  const { rows, rejected } = await readText(
    registrationsExport(['Microsoft Authenticator app (push notification)|Mobile phone']),
    'registrations',
  )
  expect(rejected).toEqual([])
  expect(rows).toEqual([
    {
      id: 'upn:ada0@contoso.com',
      userPrincipalName: 'ada0@contoso.com',
      methodsRegistered: ['microsoftAuthenticatorPush', 'mobilePhone'],
      isMfaCapable: true,
      isPasswordlessCapable: false,
      lastUpdatedDateTime: '2026-11-21T03:16:01.7292271Z',
    },
  ])
})

test('the portal’s column titles are read in any case and order', async () => {
  const text =
    'METHODS REGISTERED;Last updated time;MFA Capable;User principal name;Name\nEmail;22.11.2026 15:04;Not Capable;ada@contoso.com;Ada\n'
  expect((await readText(text, 'registrations')).rows).toEqual([
    {
      id: 'upn:ada@contoso.com',
      userPrincipalName: 'ada@contoso.com',
      methodsRegistered: ['email'],
      isMfaCapable: false,
      lastUpdatedDateTime: '2026-11-22T15:04:00Z',
    },
  ])
})

test('PowerShell’s export with joined methods is read', async () => {
  const text = `#TYPE Selected.Microsoft.Graph\r\n"Id","IsAdmin","MethodsRegistered","UserPrincipalName"\r\n"${guid(1)}","True","passKeySynced;mobilePhone","ada@contoso.com"\r\n`
  expect((await readText(text, 'registrations')).rows).toEqual([
    {
      id: guid(1),
      userPrincipalName: 'ada@contoso.com',
      methodsRegistered: ['passKeySynced', 'mobilePhone'],
      isAdmin: true,
    },
  ])
})

test('a person with a row and no methods has none; that is known', async () => {
  expect((await readText(registrationsExport(['']), 'registrations')).rows[0]?.methodsRegistered).toEqual([])
})

test('methods that PowerShell left out reject the row: they are unknown, not none', async () => {
  const { rows, rejected } = await readText(registrationsExport(['System.String[]', 'Email']), 'registrations')
  expect(rows).toHaveLength(1)
  expect(rejected).toMatchObject([
    { position: 2, field: 'methodsRegistered', problem: /System\.String/, remedy: /-join/ },
  ])
})

test('an unknown method name is kept and told once with its rows', async () => {
  const { rows, rejected } = await readText(
    registrationsExport(['Retina dance', 'Email|Retina dance', 'Email']),
    'registrations',
  )
  expect(rows.map(({ methodsRegistered }) => methodsRegistered)).toEqual([
    ['Retina dance'],
    ['email', 'Retina dance'],
    ['email'],
  ])
  expect(rejected).toMatchObject([{ position: null, problem: /"Retina dance".*2 rows; kept/ }])
})

const liveShape = '../shared/graph/live-shapes/userRegistrationDetails.v1.json'

test.skipIf(!existsSync(liveShape))('every method of a live report survives a journey through CSV', async () => {
  const live = JSON.parse(readFileSync(liveShape, 'utf8')) as {
    value: { userPrincipalName: string; methodsRegistered: string[] }[]
  }
  const rows = live.value.map((user) => `${user.userPrincipalName},"${user.methodsRegistered.join(', ')}"`)
  const read = await readText(`userPrincipalName,methodsRegistered\n${rows.join('\n')}\n`, 'registrations')
  expect(read.rejected).toEqual([])
  expect(read.rows.map(({ methodsRegistered }) => methodsRegistered)).toEqual(
    live.value.map(({ methodsRegistered }) => methodsRegistered),
  )
})
