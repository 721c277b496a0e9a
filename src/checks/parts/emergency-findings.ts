// Verdicts on the emergency accounts: each is fine, wrong, or cannot be told. Nobody named is unknown: accounts are never guessed from a name.

import { cannotTell, fail, pass, type Concern, type Outcome } from '#domain/readiness/check.ts'
import { nameEmergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'

/** What was found of one account: what is wrong with it, or what is missing to tell. */
export type AccountFinding = 'fine' | { readonly wrong: string } | { readonly missing: string }

/** An emergency account as a concern. */
export function accountConcern(account: EmergencyAccount, detail: string): Concern {
  return { kind: 'person', id: account.id ?? account.userPrincipalName, name: account.userPrincipalName, detail }
}

/** Judges every account. One that is wrong fails; else one that cannot be told, or was not found, is unknown. */
export function judgeAccounts(
  accounts: readonly EmergencyAccount[],
  find: (account: EmergencyAccount) => AccountFinding,
  says: { readonly fail: string; readonly pass: string },
): Outcome {
  if (accounts.length === 0) return cannotTell('No emergency account is named.', [nameEmergencyAccounts])
  const wrong: Concern[] = []
  const missing: string[] = []
  for (const account of accounts) {
    const finding = account.id === null ? { missing: 'No such account was found in the tenant.' } : find(account)
    if (finding === 'fine') continue
    if ('wrong' in finding) wrong.push(accountConcern(account, finding.wrong))
    else missing.push(`${account.userPrincipalName}: ${finding.missing}`)
  }
  if (wrong.length > 0) return fail(says.fail, wrong)
  return missing.length > 0 ? cannotTell('Not every emergency account could be judged.', missing) : pass(says.pass)
}

/** The ids of the accounts that were found. */
export function accountIds(accounts: readonly EmergencyAccount[] | undefined): readonly string[] {
  return (accounts ?? []).flatMap(({ id }) => (id === null ? [] : [id]))
}

/** Whether an account is in one of these groups; null when its groups were not read. */
export function isInGroup(account: EmergencyAccount, groups: readonly string[]): boolean | null {
  if (groups.length === 0) return false
  if (account.groupIds === undefined || account.groupIds === null) return null
  const wanted = groups.map((id) => id.toLowerCase())
  return account.groupIds.some((id) => wanted.includes(id.toLowerCase()))
}
