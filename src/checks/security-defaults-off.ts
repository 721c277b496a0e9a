// Check: security defaults do not stand in the way of Conditional Access, which alone can require a passkey.

import { defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import { hasPlan, organization, servicePlans } from '#domain/tenant/organization.ts'
import { securityDefaults } from '#domain/tenant/security-defaults.ts'
import { entraPage } from './parts/portal.ts'

export default defineCheck({
  id: 'security-defaults-off',
  severity: 'high',
  title: 'Security defaults are off, so that Conditional Access can be used.',
  why: 'The two exclude each other, and only Conditional Access can require a passkey, group by group, in report-only first.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/fundamentals/security-defaults',
  needs: { securityDefaults, organization },
  judge({ securityDefaults, organization }) {
    if (!securityDefaults.isEnabled) return pass('Security defaults are off.')
    if (!hasPlan(organization, servicePlans.entraIdP1) && !hasPlan(organization, servicePlans.entraIdP2))
      return notApplicable('Without Microsoft Entra ID P1 there is no Conditional Access: security defaults are right.')
    return fail('Security defaults are on: no Conditional Access policy can be enforced.', [
      { kind: 'setting', id: 'securityDefaults', name: 'Security defaults', detail: 'on' },
    ])
  },
  // Not to be undone in one click: between the two settings nothing asks for MFA.
  remedy: () => ({
    portal: entraPage('Overview', 'Properties', 'Manage security defaults', 'Disabled'),
    requests: [
      {
        method: 'PATCH',
        url: '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
        body: { isEnabled: false },
      },
    ],
    note: 'Prepare policies that ask MFA of everybody and block legacy authentication first, and enable them in the same hour: between the two nothing asks for MFA.',
  }),
})
