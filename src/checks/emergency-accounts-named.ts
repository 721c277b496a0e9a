// Check: two or more emergency accounts are named by the owner, found in the tenant and enabled. Nobody named is unknown: they are never guessed.

import { cannotTell, defineCheck, fail, pass, type Concern } from '#domain/readiness/check.ts'
import { isComplete } from '#domain/shared/evidence.ts'
import { emergencyAccounts, nameEmergencyAccounts } from '#domain/tenant/emergency-accounts.ts'
import { accountConcern } from './parts/emergency-findings.ts'
import { usersPage } from './parts/portal.ts'

/** Microsoft: "two or more". Source: security-emergency-access. */
export const accountsMin = 2

export default defineCheck({
  id: 'emergency-accounts-named',
  severity: 'critical',
  title: 'Two or more emergency accounts are named, found and enabled.',
  why: 'When a requirement goes wrong, these accounts let you back in. One can be lost, so Microsoft asks for two; no requirement begins without them.',
  features: ['S6', 'S7', 'P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
  needs: { accounts: emergencyAccounts },
  judge({ accounts }, _now, read) {
    if (accounts.length === 0) return cannotTell('No emergency account is named.', [nameEmergencyAccounts])
    const concerns: Concern[] = accounts.flatMap((account) => {
      if (account.id === null) return [accountConcern(account, 'not found in the tenant')]
      return account.accountEnabled === false ? [accountConcern(account, 'disabled')] : []
    })
    const usable = accounts.length - concerns.length
    const isWhole = isComplete(read.accounts)
    if (usable < accountsMin && isWhole)
      concerns.push({
        kind: 'setting',
        id: 'emergencyAccounts',
        name: 'Emergency accounts',
        detail: `${usable} usable, ${accountsMin} needed`,
      })
    if (concerns.length > 0) return fail('Fewer emergency accounts are usable than named, or than needed.', concerns)
    if (!isWhole)
      return cannotTell('Not every emergency account that is named could be read.', [
        `The other accounts: ${read.accounts.have} of ${read.accounts.of ?? 'an unknown number'} were read.`,
      ])
    const unread = accounts.filter(({ accountEnabled }) => accountEnabled === null)
    if (unread.length > 0)
      return cannotTell(
        'Whether every emergency account is enabled was not read.',
        unread.map(({ userPrincipalName }) => `Whether ${userPrincipalName} is enabled.`),
      )
    return pass(`${accounts.length} emergency accounts are named, found and enabled.`)
  },
  // No request: an account of this power is made by hand, with its key in the room.
  remedy: () => ({
    portal: usersPage('New user', 'Create new user'),
    note: `Make it cloud-only on the onmicrosoft.com domain. ${nameEmergencyAccounts}`,
  }),
})
