// Check: each emergency account has proved itself lately: a successful sign-in with a phishing-resistant method. A key that nobody has tried is a hope.

import { defineCheck } from '#domain/readiness/check.ts'
import { emergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import { judgeAccounts, type AccountFinding } from './parts/emergency-findings.ts'
import { entraPage } from './parts/portal.ts'

/** How long a proof holds, in days. Microsoft: validate at regular intervals, at least every 90 days. */
export const proofDays = 90

export default defineCheck({
  id: 'emergency-accounts-proven',
  severity: 'high',
  title: `Each emergency account has signed in with its key in the last ${proofDays} days.`,
  why: 'Keys get lost, PINs forgotten, accounts disabled. A drill shows it while there is time, and shows that the alarm on these sign-ins rings.',
  features: ['S6', 'P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
  needs: { accounts: emergencyAccounts },
  judge: ({ accounts }, now) =>
    judgeAccounts(accounts, (account) => proofFinding(account, now), {
      fail: `An emergency account has not proved itself in the last ${proofDays} days.`,
      pass: `Each emergency account has signed in with its key in the last ${proofDays} days.`,
    }),
  remedy: () => ({
    portal: entraPage('Monitoring & health', 'Sign-in logs'),
    note: 'Sign in with the key in a private window, see that the alarm rings, note who was there, and run a sync within 30 days: the log keeps no longer.',
  }),
})

function proofFinding(account: EmergencyAccount, now: Temporal.Instant): AccountFinding {
  const at = account.lastSuccessfulSignInAt
  if (at === undefined) return { missing: 'Its sign-ins were not read.' }
  if (at === null) return { wrong: 'no successful sign-in is recorded' }
  const days = Math.floor(now.since(Temporal.Instant.from(at)).total('hours') / 24)
  if (days > proofDays) return { wrong: `last sign-in ${days} days ago` }
  if (account.lastSignInPhishingResistant === false) return { wrong: 'last sign-in without the key' }
  if (account.lastSignInPhishingResistant === true) return 'fine'
  return { missing: `It signed in ${days} days ago, and the log does not say by which method.` }
}
