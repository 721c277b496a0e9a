// Fact: the organisation itself: its name, verified domains, licences (service plans) and whether it is synchronised from on-premises.

import { defineFact } from './fact.ts'

export type VerifiedDomain = {
  readonly name: string
  readonly isDefault: boolean | null
  readonly isInitial: boolean | null
}

export type AssignedPlan = {
  readonly servicePlanId: string | null
  readonly service: string | null
  /** Enabled, Warning, Suspended, Deleted, LockedOut. */
  readonly capabilityStatus: string | null
}

export type Organization = {
  readonly id: string
  readonly displayName: string | null
  readonly verifiedDomains: readonly VerifiedDomain[]
  readonly assignedPlans: readonly AssignedPlan[]
  readonly onPremisesSyncEnabled?: boolean | null
  readonly countryLetterCode?: string | null
}

export const organization = defineFact<Organization>()({
  name: 'organization',
  title: 'Organisation and licences',
  requirement: {
    call: 'GET /organization',
    permission: 'Organization.Read.All',
    licence: null,
    why: "The tenant's name, its domains and the licences that decide which reports exist.",
  },
  maxAgeHours: 168,
})

/** Service plan ids. Source: Microsoft, product names and service plan identifiers for licensing. */
export const servicePlans = {
  entraIdP1: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  entraIdP2: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
  intune: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5',
} as const

/** Whether a service plan is bought and active (Enabled, or in its grace period: Warning). */
export function hasPlan(tenant: Organization, servicePlanId: string): boolean {
  return tenant.assignedPlans.some(
    (plan) =>
      plan.servicePlanId === servicePlanId &&
      (plan.capabilityStatus === 'Enabled' || plan.capabilityStatus === 'Warning'),
  )
}
