// A list with one row per person and sign-in method: Entra admin center (Authentication methods > Activity > Registration, a method's list),
// or Get-MgUserAuthenticationMethod piped to Export-Csv. The rows of a person are brought together, wherever in the file they are.

import type { Registration } from '#domain/people/registration.ts'
import { defineExport, told } from '../export-definition.ts'
import { methodNamed } from '../method-names.ts'
import { UnusableRow, shown } from '../row-cells.ts'

// No export of this kind is documented column by column; the names are those of public scripts.
const columns = {
  id: { use: 'joins the files', observed: ['userId', 'User ID', 'Object Id'] },
  userPrincipalName: {
    use: 'who it is',
    needed: true,
    documented: ['User principal name', 'userPrincipalName'],
    observed: ['UPN', 'User'],
    assumed: ['Username', 'Benutzerprinzipalname'],
  },
  method: {
    use: 'one method of the person',
    needed: true,
    observed: ['Authentication method', 'Method type', 'Method', 'AuthMethod', '@odata.type'],
    assumed: ['Sign-in method', 'Registered method', 'Authentifizierungsmethode'],
  },
} as const

export default defineExport({
  kind: 'sign-in-methods',
  title: 'Sign-in methods, one a row',
  from: 'Entra admin center > Authentication methods > Activity > Registration, or Get-MgUserAuthenticationMethod',
  stream: 'registrations',
  // People without any method have no row here, so that a person is absent does not mean that the person has gone.
  whole: false,
  columns,
  recognisedBy: [['userPrincipalName', 'method']],
  gathersMethods: true,
  row(cells): Registration {
    const userPrincipalName = cells.userPrincipalName('userPrincipalName')
    const text = cells.text('method') ?? ''
    if (text === '') {
      throw new UnusableRow(cells.columnOf('method'), 'The method is missing.', 'Fill it in, or delete the row.')
    }
    const method = methodNamed(text)
    if (method === null) {
      cells.remark(
        'method',
        `${shown(text)} is no method that we know: people who have it are known in part only`,
        'Export with the portal in English, or report the name if Microsoft has added a method.',
      )
    }
    return told<Registration>({
      id: cells.personId('id', userPrincipalName),
      userPrincipalName,
      methodsRegistered: [method ?? text],
    })
  },
})
