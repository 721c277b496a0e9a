// Fact: the tenant's domains with their password expiry. Names are Microsoft's (domain, Graph v1.0).

import { defineFact } from './fact.ts'

export type Domain = {
  readonly id: string
  readonly isVerified: boolean | null
  readonly isDefault?: boolean | null
  readonly isInitial?: boolean | null
  /** Managed or Federated: the passwords of a federated domain are kept and expire elsewhere. */
  readonly authenticationType: string | null
  readonly passwordValidityPeriodInDays: number | null
  readonly passwordNotificationWindowInDays?: number | null
}

export const domains = defineFact<readonly Domain[]>()({
  name: 'domains',
  title: 'Domains and password expiry',
  requirement: {
    call: 'GET /domains',
    permission: 'Domain.Read.All',
    licence: null,
    why: 'Whether passwords expire during the rollout.',
  },
  maxAgeHours: 168,
})

/** Microsoft's value for "passwords never expire". Seen on a live tenant. */
export const passwordNeverExpiresDays = 2147483647
