// Files as the admin centres write them, for the tests of this folder.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FileStreamName, RejectedItem, StreamRows } from '#app/ports.ts'
import { readExport } from './read-export.ts'

/** A folder that is gone after the test. */
export async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keywave-files-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a file that is gone after the test and returns its path. */
export async function fileForTest(content: string | Uint8Array, name = 'export.csv'): Promise<string> {
  const path = join(await folderForTest(), name)
  await writeFile(path, content)
  return path
}

/** An object id that ends in a number. */
export function guid(number: number): string {
  return `11111111-0000-4000-8000-${String(number).padStart(12, '0')}`
}

/** The download of users of the Entra admin center: its header as published, and one row for each change to a good one. */
export function usersExport(changes: readonly { readonly [column: string]: string }[] = [{}]): string {
  const header =
    'userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,' +
    'streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,' +
    'consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,' +
    'identityIssuer,createdDateTime'
  const rows = changes.map((change, index) => {
    const good: { readonly [column: string]: string } = {
      userPrincipalName: `ada${index}@contoso.com`,
      displayName: `Ada ${index}`,
      mail: `ada${index}@contoso.com`,
      id: guid(index),
      userType: 'Member',
      department: 'Sales',
      accountEnabled: 'True',
      usageLocation: 'DE',
      city: 'Köln',
      createdDateTime: '8/19/2021 1:25:31 PM',
      ...change,
    }
    return header
      .split(',')
      .map((column) => good[column] ?? '')
      .join(',')
  })
  return `${[header, ...rows].join('\r\n')}\r\n`
}

/** The download of user registration details: API names as headers, methods separated by |. */
export function registrationsExport(methods: readonly string[] = ['Mobile phone|Email']): string {
  const rows = methods.map(
    (cell, index) => `ada${index}@contoso.com,Ada ${index},Capable,Not Capable,"${cell}",2026-11-21T03:16:01.7292271Z`,
  )
  return `userPrincipalName,userDisplayName,isMfaCapable,isPasswordlessCapable,methodsRegistered,lastUpdatedDateTime\r\n${rows.join('\r\n')}\r\n`
}

/** Reads a text as an export to its end. */
export async function readText<Name extends FileStreamName>(
  content: string | Uint8Array,
  _stream: Name,
): Promise<{ rows: StreamRows[Name][]; rejected: RejectedItem[] }> {
  const rows: StreamRows[Name][] = []
  const rejected: RejectedItem[] = []
  for await (const page of readExport(await fileForTest(content))) {
    rows.push(...(page.rows as StreamRows[Name][]))
    rejected.push(...page.rejected)
  }
  return { rows, rejected }
}
