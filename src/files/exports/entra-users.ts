// The list of users: Entra admin center (Users > Download users), Microsoft 365 admin center (Active users > Export), Get-MgUser piped to
// Export-Csv, and keywave export people.

import type { Person } from '#domain/people/person.ts'
import { isGuid } from '#domain/shared/ids.ts'
import { defineExport, told } from '../export-definition.ts'
import { personIdOf, shown, type RowCells } from '../row-cells.ts'

// Documented: Microsoft, "Download a list of users in Microsoft Entra"; user (Graph v1.0). Observed: exports published with the CSV
// injection report of 2021 and in public scripts. The Microsoft 365 admin center's names are assumed: no export of it was seen.
const columns = {
  id: {
    use: 'joins the files; without it people are known by name',
    documented: ['id', 'objectId'],
    observed: ['Object Id', 'User ID'],
    assumed: ['Objekt-ID'],
  },
  userPrincipalName: {
    use: 'who it is',
    needed: true,
    documented: ['userPrincipalName'],
    observed: ['User principal name', 'UPN'],
    assumed: ['Username', 'Benutzerprinzipalname', "Nom d'utilisateur principal", 'Sign-in name'],
  },
  displayName: {
    use: 'the name',
    documented: ['displayName'],
    observed: ['Display name'],
    assumed: ['Name', 'Anzeigename'],
  },
  mail: { use: 'where messages go', documented: ['mail'], observed: ['Email', 'Email address'], assumed: ['E-Mail'] },
  userType: { use: 'members and guests', documented: ['userType'], assumed: ['Benutzertyp'] },
  accountEnabled: {
    use: 'only enabled accounts count',
    documented: ['accountEnabled'],
    observed: ['Account enabled', 'Enabled'],
    assumed: ['Konto aktiviert'],
  },
  blockCredential: {
    use: 'blocked accounts do not count',
    assumed: ['Block credential', 'Blocked', 'Sign-in blocked'],
  },
  createdDateTime: {
    use: 'newcomers',
    isTime: true,
    documented: ['createdDateTime'],
    observed: ['Created date time', 'Creation time'],
    assumed: ['When created'],
  },
  department: { use: 'waves and lists', documented: ['department'], assumed: ['Abteilung'] },
  jobTitle: { use: 'lists', documented: ['jobTitle'], observed: ['Title'] },
  officeLocation: {
    use: 'waves by place',
    documented: ['officeLocation', 'physicalDeliveryOfficeName'],
    assumed: ['Office'],
  },
  city: { use: 'waves by place', documented: ['city'] },
  country: { use: 'waves by place', documented: ['country'], assumed: ['Country/Region', 'Country or region'] },
  usageLocation: { use: 'waves by country', documented: ['usageLocation'], observed: ['Usage location'] },
  preferredLanguage: {
    use: 'language of messages',
    documented: ['preferredLanguage'],
    assumed: ['Preferred language'],
  },
  employeeType: { use: 'waves by employment', documented: ['employeeType'] },
  employeeHireDate: { use: 'newcomers', isTime: true, documented: ['employeeHireDate'] },
  onPremisesSyncEnabled: {
    use: 'accounts kept on-premises',
    documented: ['onPremisesSyncEnabled', 'directorySynced'],
    observed: ['DirSyncEnabled', 'On-premises sync enabled'],
  },
  manager: { use: 'whom to tell', observed: ['managerId', 'managerUserPrincipalName', 'Manager UPN', 'Manager'] },
  passwordPolicies: { use: 'passwords that never expire', documented: ['passwordPolicies'] },
  passwordNeverExpires: { use: 'passwords that never expire', assumed: ['Password never expires'] },
  lastPasswordChangeDateTime: {
    use: 'age of passwords',
    isTime: true,
    documented: ['lastPasswordChangeDateTime'],
    assumed: ['Last password change time stamp', 'Last password change'],
  },
  licences: { use: 'accounts without any licence', observed: ['isLicensed', 'Licenses', 'assignedLicenses'] },
} as const

type Cells = RowCells<keyof typeof columns>

export default defineExport({
  kind: 'entra-users',
  title: 'Users',
  from: 'Entra admin center > Users > All users > Download users',
  stream: 'people',
  whole: true,
  columns,
  recognisedBy: [
    ['userPrincipalName', 'displayName'],
    ['userPrincipalName', 'accountEnabled'],
    ['userPrincipalName', 'userType'],
    ['displayName', 'accountEnabled', 'userType'],
  ],
  row(cells): Person {
    const userPrincipalName = cells.userPrincipalName('userPrincipalName')
    return told<Person>({
      id: cells.personId('id', userPrincipalName),
      userPrincipalName,
      displayName: cells.text('displayName'),
      mail: cells.text('mail'),
      userType: userType(cells),
      accountEnabled: accountEnabled(cells),
      createdDateTime: cells.time('createdDateTime'),
      department: cells.text('department'),
      jobTitle: cells.text('jobTitle'),
      officeLocation: cells.text('officeLocation'),
      city: cells.text('city'),
      country: cells.text('country'),
      usageLocation: cells.text('usageLocation'),
      preferredLanguage: cells.text('preferredLanguage'),
      employeeType: cells.text('employeeType'),
      employeeHireDate: cells.time('employeeHireDate'),
      // Empty is how the directory says "made in the cloud"; the portal writes Yes, No or nothing.
      onPremisesSyncEnabled: cells.text('onPremisesSyncEnabled') === null ? null : cells.flag('onPremisesSyncEnabled'),
      managerId: managerId(cells),
      passwordPolicies: passwordPolicies(cells),
      lastPasswordChangeDateTime: cells.time('lastPasswordChangeDateTime'),
      licensed: licensed(cells),
    })
  },
})

function userType(cells: Cells): Person['userType'] | undefined {
  const text = cells.text('userType')
  if (text === null || text === undefined) return text
  if (/^(?:member|mitglied|membre|miembro|membro)$/i.test(text)) return 'Member'
  if (/^(?:guest|gast|invité|invitado|convidado|ospite)$/i.test(text)) return 'Guest'
  cells.remark('userType', `${shown(text)} is neither Member nor Guest, so the type is unknown`, 'Use Member or Guest.')
  return null
}

function accountEnabled(cells: Cells): boolean | null | undefined {
  const enabled = cells.flag('accountEnabled')
  if (enabled !== undefined) return enabled
  const blocked = cells.flag('blockCredential')
  return typeof blocked === 'boolean' ? !blocked : blocked
}

function managerId(cells: Cells): string | null | undefined {
  const text = cells.text('manager')
  if (text === null || text === undefined) return text
  if (/^upn:/i.test(text)) return text.toLowerCase()
  if (isGuid(text)) return text.toLowerCase()
  // A display name names nobody for certain.
  return /^[^@\s]+@[^@\s]+$/.test(text) ? personIdOf(text) : undefined
}

function passwordPolicies(cells: Cells): string | null | undefined {
  const text = cells.text('passwordPolicies')
  if (text !== undefined) return text === 'None' ? null : text
  const neverExpires = cells.flag('passwordNeverExpires')
  if (typeof neverExpires !== 'boolean') return undefined
  return neverExpires ? 'DisablePasswordExpiration' : null
}

/** Names of licences mean yes, and "Unlicensed" no. PowerShell's unexpanded list ("System.Object[]") says neither. */
function licensed(cells: Cells): boolean | undefined {
  const text = cells.text('licences')
  if (text === undefined || (text !== null && /microsoft\.graph|system\./i.test(text))) return undefined
  if (text === null || /^(?:unlicensed|false|no|none|\[\]|\{\})$/i.test(text)) return false
  return true
}
