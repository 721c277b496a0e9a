// Licences and the service plans they bring. Sku and service plan ids: Microsoft Learn, product names and service plan identifiers.

import type { Resource } from './world.ts'

/** Sku ids by the name people use. */
export const skus = {
  e3: '05e9a617-0261-4cee-bb44-138d3ef5d965',
  e5: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
  f3: '66b55226-6b4f-492c-910c-a3b7a3c9d993',
} as const

const assignedDateTime = '2024-02-01T00:00:00Z'
const plan = (service: string, servicePlanId: string): Resource =>
  Object.freeze({ assignedDateTime, capabilityStatus: 'Enabled', service, servicePlanId })

const entraP1 = plan('AADPremiumService', '41781fb2-bc02-4b7c-bd55-b576c07bb09d')
const entraP2 = plan('AADPremiumService', 'eec0eb4f-6444-4f95-aba0-50c24d67f998')
const intune = plan('SCO', 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5')
const exchange = plan('exchange', 'efb87545-963c-4e0d-99df-69c6916d9eb0')
const teams = plan('TeamspaceAPI', '57ff2da0-773e-42df-b2af-ffb7a2317929')

/** What a licence puts on a user: `assignedLicenses` and `assignedPlans`, shared by all who have it. */
export type Licence = { readonly assignedLicenses: readonly Resource[]; readonly assignedPlans: readonly Resource[] }

const licence = (skuId: string, ...plans: readonly Resource[]): Licence => ({
  assignedLicenses: [{ disabledPlans: [], skuId }],
  assignedPlans: plans,
})

/** The licences of the company, and none. */
export const licences = {
  e3: licence(skus.e3, exchange, teams, intune, entraP1),
  e5: licence(skus.e5, exchange, teams, intune, entraP1, entraP2),
  f3: licence(skus.f3, exchange, teams, intune, entraP1),
  none: { assignedLicenses: [], assignedPlans: [] },
} as const

/** The plans of the tenant: Entra ID P1 and P2 are there. */
export const tenantPlans: readonly Resource[] = [exchange, teams, intune, entraP1, entraP2]
