// The report of what each person has registered: Entra admin center (Authentication methods > User registration details > Download),
// Get-MgReportAuthenticationMethodUserRegistrationDetail piped to Export-Csv, and keywave export registrations.

import type { Registration } from '#domain/people/registration.ts'
import { defineExport, told } from '../export-definition.ts'
import { readMethods } from '../method-names.ts'
import { UnusableRow, shown, type RowCells } from '../row-cells.ts'

// Documented: Microsoft, authentication methods activity (03/2025); userRegistrationDetails (Graph v1.0). Observed: the portal's download
// as public scripts read it: API names as headers, methods separated by |.
const columns = {
  id: { use: 'joins the files', documented: ['id'], observed: ['Object Id', 'User ID', 'userId'] },
  userPrincipalName: {
    use: 'who it is',
    needed: true,
    documented: ['User principal name', 'userPrincipalName'],
    observed: ['UPN'],
    assumed: ['Username', 'Benutzerprinzipalname'],
  },
  methodsRegistered: {
    use: 'what the person has registered',
    needed: true,
    documented: ['Methods registered', 'methodsRegistered'],
    observed: ['Registered methods', 'authMethods', 'Authentication methods'],
    assumed: ['Registrierte Methoden', 'Méthodes inscrites'],
  },
  isAdmin: { use: 'administrators, where roles were not read', documented: ['isAdmin'], observed: ['Is admin'] },
  isMfaCapable: {
    use: 'kept',
    documented: ['MFA Capable', 'isMfaCapable'],
    observed: ['Multifactor authentication capable'],
  },
  isMfaRegistered: {
    use: 'kept',
    documented: ['isMfaRegistered'],
    observed: ['MFA Registered', 'Multifactor authentication registered'],
  },
  isPasswordlessCapable: { use: 'kept', documented: ['Passwordless Capable', 'isPasswordlessCapable'] },
  isSsprRegistered: { use: 'kept', documented: ['SSPR Registered', 'isSsprRegistered'] },
  userType: { use: 'kept', documented: ['userType'], observed: ['User type'] },
  lastUpdatedDateTime: {
    use: 'age of the row',
    isTime: true,
    documented: ['Last Updated Time', 'lastUpdatedDateTime'],
    observed: ['Last updated'],
  },
} as const

export default defineExport({
  kind: 'registration-details',
  title: 'User registration details',
  from: 'Entra admin center > Authentication methods > User registration details > Download',
  stream: 'registrations',
  whole: true,
  columns,
  recognisedBy: [
    ['userPrincipalName', 'methodsRegistered'],
    ['methodsRegistered', 'isMfaCapable'],
    ['userPrincipalName', 'isMfaCapable'],
    ['userPrincipalName', 'isMfaRegistered'],
  ],
  row(cells): Registration {
    const userPrincipalName = cells.userPrincipalName('userPrincipalName')
    return told<Registration>({
      id: cells.personId('id', userPrincipalName),
      userPrincipalName,
      methodsRegistered: methodsRegistered(cells),
      isAdmin: cells.flag('isAdmin'),
      isMfaCapable: cells.flag('isMfaCapable'),
      isMfaRegistered: cells.flag('isMfaRegistered'),
      isPasswordlessCapable: cells.flag('isPasswordlessCapable'),
      isSsprRegistered: cells.flag('isSsprRegistered'),
      userType: cells.text('userType')?.toLowerCase(),
      lastUpdatedDateTime: cells.time('lastUpdatedDateTime'),
    })
  },
})

function methodsRegistered(cells: RowCells<keyof typeof columns>): readonly string[] {
  const list = readMethods(cells.text('methodsRegistered') ?? '')
  if (list.kind === 'cut') {
    throw new UnusableRow(
      cells.columnOf('methodsRegistered'),
      `The methods are not in the file: ${list.why}.`,
      "Join them before exporting: @{n='methodsRegistered';e={$_.MethodsRegistered -join ';'}}.",
    )
  }
  for (const name of list.unplaced) {
    cells.remark(
      'methodsRegistered',
      `${shown(name)} is no method that we know: people who have it are known in part only`,
      'Export with the portal in English, or report the name if Microsoft has added a method.',
    )
  }
  return list.methods
}
