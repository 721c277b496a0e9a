// Check: methods are managed in one place. Microsoft Graph: authenticationMethodsPolicy.policyMigrationState; null was seen live and means unknown.

import { cannotTell, defineCheck, fail, pass } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import { entraPage } from './parts/portal.ts'

export default defineCheck({
  id: 'legacy-migration-complete',
  severity: 'high',
  title: 'The move from the legacy MFA and password reset policies is complete.',
  why: 'Until it is, a method allowed in any of the three policies stays usable, so switching SMS off in one place does not switch it off.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const state = policy.policyMigrationState
    if (state === 'migrationComplete') return pass('The move is complete.')
    if (state === null || state === 'unknownFutureValue')
      return cannotTell('Microsoft does not say how far the move is. That is not "complete".', [
        'The state shown under Manage migration in the admin center.',
      ])
    return fail(state === 'preMigration' ? 'The move has not begun.' : 'The move has begun and is not complete.', [
      { kind: 'setting', id: 'policyMigrationState', name: 'Manage migration', detail: state },
    ])
  },
  // No request: completing the move takes away every method that only a legacy policy allows.
  remedy: () => ({
    portal: entraPage('Authentication methods', 'Policies', 'Manage migration', 'Migration Complete'),
    note: 'First allow in the authentication methods policy each method that people still use; what only a legacy policy allows ends at once.',
  }),
})
