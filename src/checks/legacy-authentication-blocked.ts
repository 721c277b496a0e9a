// Check: clients that cannot do MFA are blocked. They take a password and nothing else, whatever is required elsewhere.

import { defineCheck, pass } from '#domain/readiness/check.ts'
import { conditionalAccessPolicies, isEnforced } from '#domain/tenant/conditional-access-policies.ts'
import { securityDefaults } from '#domain/tenant/security-defaults.ts'
import { failForWant } from './parts/absence.ts'
import { includesAllResources, includesEverybody, policyConcern } from './parts/conditional-access-reach.ts'
import { policyPage } from './parts/portal.ts'

const legacyClients = ['exchangeActiveSync', 'other']

export default defineCheck({
  id: 'legacy-authentication-blocked',
  severity: 'high',
  title: 'Clients that cannot do MFA are blocked.',
  why: 'Legacy authentication takes the password alone, so no passkey protects against it and the password cannot be retired.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication',
  needs: { policies: conditionalAccessPolicies, securityDefaults },
  judge({ policies, securityDefaults }, _now, read) {
    if (securityDefaults.isEnabled) return pass('Security defaults block legacy authentication.')
    const blocking = policies.filter(
      ({ conditions, grantControls }) =>
        grantControls?.builtInControls.includes('block') === true &&
        legacyClients.every((client) => (conditions.clientAppTypes ?? []).includes(client)),
    )
    const enforced = blocking.find(
      (policy) => isEnforced(policy) && includesEverybody(policy) && includesAllResources(policy),
    )
    if (enforced !== undefined) return pass(`Policy "${enforced.displayName}" blocks legacy authentication.`)
    if (blocking.length === 0)
      return failForWant(
        'Nothing blocks legacy authentication.',
        [{ kind: 'setting', id: 'legacyAuthentication', name: 'Legacy authentication', detail: 'no policy' }],
        read.policies,
        'Conditional Access policies',
      )
    return failForWant(
      'Legacy authentication is blocked for some, or not in earnest.',
      blocking.map((policy) =>
        policyConcern(policy, isEnforced(policy) ? 'not for all users and all resources' : 'not enforced'),
      ),
      read.policies,
      'Conditional Access policies',
    )
  },
  remedy: () => ({
    portal: policyPage('New policy from template', 'Block legacy authentication'),
    note: 'Begin in report-only and look for printers, scanners and old mail clients in the sign-in log before you enforce it.',
  }),
})
