// Check: each emergency account has a passkey or a certificate, as Microsoft recommends. Mandatory MFA for the admin portals applies to them too.

import { defineCheck } from '#domain/readiness/check.ts'
import { emergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import { judgeAccounts, type AccountFinding } from './parts/emergency-findings.ts'
import { securityInfoPage } from './parts/portal.ts'

export default defineCheck({
  id: 'emergency-accounts-phishing-resistant',
  severity: 'critical',
  title: 'Each emergency account has a security key or a certificate.',
  why: 'The admin portals demand MFA of these accounts too, with no exclusion. A password in a safe no longer opens them; a security key in a safe does.',
  features: ['S6', 'P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
  needs: { accounts: emergencyAccounts },
  judge: ({ accounts }) =>
    judgeAccounts(accounts, methodFinding, {
      fail: 'An emergency account has neither a passkey nor a certificate.',
      pass: 'Each emergency account has a passkey or a certificate.',
    }),
  // No request: a key is registered with the key in hand.
  remedy: () => ({
    portal: [...securityInfoPage, 'Add sign-in method', 'Passkey'],
    note: 'Register two keys for each account and keep them in two places. A Temporary Access Pass from another administrator lets the account in to do it.',
  }),
})

function methodFinding({ passkeys, methodsRegistered }: EmergencyAccount): AccountFinding {
  if ((passkeys ?? []).length > 0) return 'fine'
  if ((methodsRegistered ?? []).some(isKeyOrCertificate)) return 'fine'
  // The report is hours late and the list of keys is not: only the report knows of certificates, so both are needed to say "none".
  if (passkeys === null || methodsRegistered === null)
    return { missing: 'Its passkeys and methods were not both read.' }
  return { wrong: 'no passkey, no certificate' }
}

function isKeyOrCertificate(method: string): boolean {
  return /^(?:fido2|passkey|x509)/i.test(method)
}
