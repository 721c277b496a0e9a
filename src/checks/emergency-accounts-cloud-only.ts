// Check: emergency accounts depend on nothing but the cloud: not synchronised, and on the onmicrosoft.com domain, which is never federated.

import { defineCheck } from '#domain/readiness/check.ts'
import { emergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import { judgeAccounts, type AccountFinding } from './parts/emergency-findings.ts'
import { usersPage } from './parts/portal.ts'

export default defineCheck({
  id: 'emergency-accounts-cloud-only',
  severity: 'high',
  title: 'Emergency accounts are cloud-only, on the onmicrosoft.com domain.',
  why: 'An account that is synchronised or federated fails together with the directory or the identity provider it hangs on, which may be the emergency.',
  features: ['S6', 'P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
  needs: { accounts: emergencyAccounts },
  judge: ({ accounts }) =>
    judgeAccounts(accounts, originFinding, {
      fail: 'An emergency account depends on something outside the cloud.',
      pass: 'Every emergency account is cloud-only and on the onmicrosoft.com domain.',
    }),
  // No request: whoever changes the name of an emergency account has the key at hand.
  remedy: () => ({
    portal: usersPage('New user', 'Create new user'),
    note: 'Make a new account on the onmicrosoft.com domain and prove it before you retire this one.',
  }),
})

/** The initial domains of Microsoft's clouds: worldwide, China, US Government. */
const initialDomain = /\.onmicrosoft\.(?:com|us)$|\.partner\.onmschina\.cn$/i

function originFinding({ cloudOnly, userPrincipalName }: EmergencyAccount): AccountFinding {
  if (cloudOnly === false) return { wrong: 'synchronised from on-premises' }
  if (!initialDomain.test(userPrincipalName)) return { wrong: 'not on the onmicrosoft.com domain' }
  return cloudOnly === null ? { missing: 'Whether it is synchronised was not read.' } : 'fine'
}
