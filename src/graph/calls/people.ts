// Stream: the people of the directory with their managers. Microsoft Graph v1.0, "List users"; names are Microsoft's.

import { z } from 'zod'
import type { Person } from '#domain/people/person.ts'
import { peopleDirectory } from '#domain/tenant/people-directory.ts'
import { defineCall } from '../call.ts'
import { present } from '../decode.ts'
import { maybeBoolean, maybeInstant, maybeText, text } from '../field.ts'

/** A user as we select it. Without `userPrincipalName` in minimal delta rows only. */
export const userSchema = z.looseObject({
  id: text,
  userPrincipalName: text,
  displayName: maybeText,
  mail: maybeText,
  userType: maybeText,
  accountEnabled: maybeBoolean,
  createdDateTime: maybeInstant,
  department: maybeText,
  jobTitle: maybeText,
  officeLocation: maybeText,
  city: maybeText,
  country: maybeText,
  usageLocation: maybeText,
  preferredLanguage: maybeText,
  employeeType: maybeText,
  employeeHireDate: maybeInstant,
  onPremisesSyncEnabled: maybeBoolean,
  passwordPolicies: maybeText,
  lastPasswordChangeDateTime: maybeInstant,
  assignedLicenses: z.array(z.looseObject({ skuId: maybeText })).nullish(),
  manager: z.looseObject({ id: text }).nullish(),
})

/** What is selected of a user: the properties of the schema without the manager, which is expanded. */
export const userSelect = Object.keys(userSchema.shape)
  .filter((name) => name !== 'manager')
  .join(',')

export const peopleCall = defineCall({
  call: peopleDirectory.requirement.call ?? 'GET /users',
  permission: peopleDirectory.requirement.permission,
  licence: peopleDirectory.requirement.licence,
  fact: 'people',
  path: `/v1.0/users?$select=${userSelect}&$expand=manager($select=id)&$top=999`,
  probe: '/v1.0/users?$select=id,passwordPolicies&$top=1',
  budget: 'directory',
  units: 2,
  graphType: 'user',
  version: 'v1.0',
  schema: userSchema,
})

/** The same list where $expand is refused. */
export const peopleWithoutManagersPath = `/v1.0/users?$select=${userSelect}&$top=999`

/** How many people there are, as text. */
export const peopleCountPath = '/v1.0/users/$count'

const plainProperties = [
  'userPrincipalName',
  'displayName',
  'mail',
  'accountEnabled',
  'createdDateTime',
  'department',
  'jobTitle',
  'officeLocation',
  'city',
  'country',
  'usageLocation',
  'preferredLanguage',
  'employeeType',
  'employeeHireDate',
  'onPremisesSyncEnabled',
  'passwordPolicies',
  'lastPasswordChangeDateTime',
] as const

/** What is read of a user, in a full row and in a change alike. */
type User = Pick<Person, 'id'> & { readonly [Name in (typeof plainProperties)[number]]?: Person[Name] | undefined } & {
  readonly userType?: string | null | undefined
  readonly assignedLicenses?: readonly unknown[] | null | undefined
}

/** What a user tells of a person; absent properties stay absent. */
export function personProperties(user: User): Partial<Person> & { readonly id: string } {
  const { userType, assignedLicenses } = user
  return {
    id: user.id.toLowerCase(),
    ...present(user, plainProperties),
    ...(userType === undefined ? {} : { userType: userTypeOf(userType) }),
    ...(assignedLicenses === undefined
      ? {}
      : { licensed: assignedLicenses === null ? null : assignedLicenses.length > 0 }),
  }
}

function userTypeOf(text: string | null): 'Member' | 'Guest' | null {
  const type = text?.toLowerCase()
  return type === 'member' ? 'Member' : type === 'guest' ? 'Guest' : null
}

/**
 * A person. Where managers were asked for and none came, the person has none; where they were not, that is not told.
 */
export function personFrom(user: z.infer<typeof userSchema>, managersAsked: boolean): Person {
  const person = { ...personProperties(user), userPrincipalName: user.userPrincipalName }
  return managersAsked ? { ...person, managerId: user.manager?.id.toLowerCase() ?? null } : person
}
