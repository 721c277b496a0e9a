// Check: the tenant has Microsoft Entra ID P1 (or P2): without it neither Conditional Access nor the registration report exists.

import { defineCheck, fail, pass } from '#domain/readiness/check.ts'
import { hasPlan, organization, servicePlans } from '#domain/tenant/organization.ts'

export default defineCheck({
  id: 'licence-p1',
  severity: 'high',
  title: 'The tenant has Microsoft Entra ID P1 or P2.',
  why: 'Passkeys need no licence. Requiring them needs Conditional Access, and seeing who has one needs the registration report: both need P1.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/fundamentals/licensing',
  needs: { organization },
  judge({ organization }) {
    if (hasPlan(organization, servicePlans.entraIdP2)) return pass('The tenant has Microsoft Entra ID P2.')
    if (hasPlan(organization, servicePlans.entraIdP1)) return pass('The tenant has Microsoft Entra ID P1.')
    return fail('The tenant has neither Microsoft Entra ID P1 nor P2.', [
      { kind: 'setting', id: servicePlans.entraIdP1, name: 'Microsoft Entra ID P1', detail: 'no active plan' },
    ])
  },
  remedy: () => ({
    portal: ['Microsoft 365 admin center', 'Billing', 'Purchase services'],
    note: 'P1 is part of Microsoft 365 Business Premium, E3 and E5. Without it Keywave still works from the CSV exports.',
  }),
})
