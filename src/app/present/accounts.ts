// Named accounts as JSON, the same for the command line and the API.

import type { NamedAccount } from '../ports.ts'

export type AccountsJson = { tenant: string; accounts: { upn: string; namedAs: NamedAccount['namedAs'] }[] }

/** The accounts that the owner of a tenant named. */
export function presentAccounts(tenant: string, accounts: readonly NamedAccount[]): AccountsJson {
  return { tenant, accounts: accounts.map(({ userPrincipalName, namedAs }) => ({ upn: userPrincipalName, namedAs })) }
}
