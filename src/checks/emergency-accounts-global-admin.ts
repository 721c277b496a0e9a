// Check: emergency accounts are Global Administrators at once, not after an activation that may itself be what failed.

import { defineCheck } from '#domain/readiness/check.ts'
import { globalAdministratorRole } from '#domain/shared/ids.ts'
import { emergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import { roleAssignments, type RoleAssignments } from '#domain/tenant/role-assignments.ts'
import { judgeAccounts, type AccountFinding } from './parts/emergency-findings.ts'
import { entraPage } from './parts/portal.ts'

export default defineCheck({
  id: 'emergency-accounts-global-admin',
  severity: 'high',
  title: 'Emergency accounts are Global Administrators, active and not merely eligible.',
  why: 'They must be able to undo anything at once. An eligible role needs an activation, and perhaps an approval, that may be out of reach just then.',
  features: ['S6', 'P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
  needs: { accounts: emergencyAccounts, roles: roleAssignments },
  judge: ({ accounts, roles }) =>
    judgeAccounts(accounts, (account) => roleFinding(account, roles), {
      fail: 'An emergency account is not an active Global Administrator.',
      pass: 'Every emergency account is an active Global Administrator.',
    }),
  remedy({ accounts, roles }) {
    const lacking = (accounts ?? []).filter(
      (account) => account.id !== null && roles !== undefined && isWrong(roleFinding(account, roles)),
    )
    const requests = lacking.map(({ id }) => ({
      method: 'POST' as const,
      url: '/v1.0/roleManagement/directory/roleAssignments',
      body: { principalId: id, roleDefinitionId: globalAdministratorRole, directoryScopeId: '/' },
    }))
    return {
      portal: entraPage('Roles & admins', 'Global Administrator', 'Add assignments', 'Active'),
      ...(requests.length > 0 && { requests }),
      note: 'Only for accounts whose key is in a safe and whose sign-ins ring an alarm.',
    }
  },
})

function roleFinding(account: EmergencyAccount, { assignments }: RoleAssignments): AccountFinding {
  const kinds = assignments
    .filter(
      ({ principalId, roleTemplateId }) => principalId === account.id && roleTemplateId === globalAdministratorRole,
    )
    .map(({ kind }) => kind)
  if (kinds.includes('active')) return 'fine'
  if (kinds.includes('eligible')) return { wrong: 'eligible only' }
  // A role that is held through a group is not among the account's own assignments.
  if (account.isGlobalAdministrator === true) return 'fine'
  if (account.isGlobalAdministrator === false) return { wrong: 'not a Global Administrator' }
  return { missing: 'Whether it is a Global Administrator was not read.' }
}

function isWrong(finding: AccountFinding): boolean {
  return finding !== 'fine' && 'wrong' in finding
}
