// Fact: the legacy per-user MFA setting, read person by person (Microsoft has no report of it), so it often covers a sample only.

import { defineFact } from './fact.ts'
import type { NamedPeople } from './named-people.ts'

/** People by state. `enabled` and `enforced` carry names. Coverage of the evidence: people asked of all enabled members. */
export type PerUserMfa = { readonly disabled: number; readonly enabled: NamedPeople; readonly enforced: NamedPeople }

export const perUserMfa = defineFact<PerUserMfa>()({
  name: 'per-user-mfa',
  title: 'Per-user MFA (legacy)',
  requirement: {
    call: 'GET /users/{id}/authentication/requirements',
    permission: 'Policy.Read.All',
    licence: null,
    why: 'The legacy per-user setting competes with Conditional Access and keeps asking for the weaker method.',
  },
  maxAgeHours: 168,
})
