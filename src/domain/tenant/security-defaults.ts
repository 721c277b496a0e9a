// Fact: whether security defaults are on. They and Conditional Access exclude each other.

import { defineFact } from './fact.ts'

export type SecurityDefaults = { readonly isEnabled: boolean }

export const securityDefaults = defineFact<SecurityDefaults>()({
  name: 'security-defaults',
  title: 'Security defaults',
  requirement: {
    call: 'GET /policies/identitySecurityDefaultsEnforcementPolicy',
    permission: 'Policy.Read.All',
    licence: null,
    why: 'Security defaults and Conditional Access exclude each other.',
  },
  maxAgeHours: 24,
})
