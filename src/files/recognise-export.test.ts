import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { keyOf, namesOf } from './export-columns.ts'
import { fileForTest, registrationsExport, usersExport } from './exported-file.fixture.ts'
import { openExport } from './file-source.ts'
import { exportDefinitions, recogniseExport } from './recognise-export.ts'

const open = async (text: string, name?: string) => await openExport(await fileForTest(text, name))

describe('headers', () => {
  test.each([
    ['entra-users', usersExport().split('\r\n')[0]],
    ['entra-users', 'Id,DisplayName,UserPrincipalName'],
    ['entra-users', 'Block credential,City,Display name,Licenses,Object Id,User principal name,Title'],
    ['registration-details', registrationsExport().split('\r\n')[0]],
    ['registration-details', 'User principal name,Name,MFA Capable,Passwordless Capable,Methods registered'],
    ['registration-details', 'id,userPrincipalName,methodsRegistered,isAdmin,lastUpdatedDateTime'],
    ['sign-in-methods', 'UserPrincipalName,MethodType'],
    [
      'intune-devices',
      'Device ID,Device name,Managed by,Ownership,Compliance,OS,OS version,Last check-in,Primary user UPN',
    ],
    ['intune-devices', 'Id,DeviceName,UserPrincipalName,OperatingSystem,LastSyncDateTime'],
    [
      'entra-devices',
      'displayName,accountEnabled,operatingSystem,joinType (trustType),registeredOwners,userNames,deviceId,objectId',
    ],
    ['entra-devices', 'AccountEnabled,DeviceId,OperatingSystem,ApproximateLastSignInDateTime,DisplayName,TrustType,Id'],
    [
      'keywave-devices',
      'id,source,ownerId,operatingSystem,osVersion,manufacturer,model,trustType,managed,compliant,lastSeenAt',
    ],
  ])('%s: %s', (kind, header) => {
    expect(recogniseExport((header ?? '').split(','))).toBe(kind)
  })

  test('match in any order, case and punctuation', () => {
    expect(recogniseExport(['METHODS_REGISTERED', ' user-principal.name '])).toBe('registration-details')
  })

  test('of something else are none', () => {
    expect(recogniseExport(['Ticket', 'Opened', 'Closed'])).toBeNull()
    expect(recogniseExport([])).toBeNull()
  })
})

test.each(exportDefinitions.map((definition) => [definition.kind, definition] as const))(
  'no column name of %s stands for two fields',
  (_, { columns }) => {
    const names = Object.values(columns).flatMap((column) => [...new Set(namesOf(column).map(keyOf))])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  },
)

describe('separators', () => {
  test.each([',', ';', '\t', '|'])('"%s" is found from the header', async (separator) => {
    const file = await open(`userPrincipalName${separator}displayName\nada@contoso.com${separator}Ada\n`)
    expect(file.kind).toBe('entra-users')
  })

  test('a first line sep= says it, and the header comes after it', async () => {
    const file = await open('sep=;\r\nuserPrincipalName;displayName\r\nada@contoso.com;"A; B, C"\r\n')
    const pages = []
    for await (const page of file.pages()) pages.push(page)
    expect(pages[0]?.rows).toMatchObject([{ displayName: 'A; B, C' }])
  })
})

describe('files that are no export that we know', () => {
  test('say which columns they have', async () => {
    await expect(open('Ticket,Opened\n1,2\n', 'tickets.csv')).rejects.toMatchObject({
      code: 'file-not-csv',
      message: '"tickets.csv" has the columns "Ticket", "Opened": no export that we know.',
    })
    await expect(open('just a letter\n')).rejects.toMatchObject({ code: 'file-not-csv', message: /no header/ })
  })

  test('and lists of our own judgements, which may hold a part of the people only', async () => {
    const own = 'id,upn,displayName,department,tier,exposure,date,destination,nextAction,methods\n'
    await expect(open(own)).rejects.toMatchObject({ code: 'file-not-csv', message: /judgements/ })
  })
})

describe('a missing column', () => {
  test('is named with the nearest one that is there', async () => {
    await expect(open('userPrincipal,displayName,accountEnabled,userType,id\n', 'users.csv')).rejects.toMatchObject({
      code: 'file-column-missing',
      message:
        '"users.csv" looks like "Users" but lacks the column "userPrincipalName" (who it is). The nearest column it has is "userPrincipal".',
    })
  })

  test('of methods makes a registration report unusable, not a report of people without methods', async () => {
    await expect(open('userPrincipalName,isMfaCapable,isMfaRegistered\n')).rejects.toMatchObject({
      code: 'file-column-missing',
      message: /"Methods registered"/,
    })
  })
})

test('docs/files.md tells every export: its name, where it is downloaded, its needed columns', () => {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
  const docs = readFileSync(join(root, 'docs', 'files.md'), 'utf8')
  for (const { title, from, columns } of exportDefinitions) {
    expect(docs).toContain(title)
    expect(docs).toContain(from)
    for (const column of Object.values(columns)) {
      for (const name of column.needed === true ? namesOf(column).slice(0, 1) : [])
        expect(docs).toContain(`\`${name}\``)
    }
  }
})
