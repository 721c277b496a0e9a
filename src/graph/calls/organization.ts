// Fact: the organisation, its domains and its service plans. Microsoft Graph v1.0, "List organizations": always one.

import { z } from 'zod'
import { organization as fact, type Organization } from '#domain/tenant/organization.ts'
import { defineCall } from '../call.ts'
import { maybeBoolean, maybeText, text } from '../field.ts'

export const organizationSchema = z.looseObject({
  id: text,
  displayName: maybeText,
  verifiedDomains: z.array(z.looseObject({ name: text, isDefault: maybeBoolean, isInitial: maybeBoolean })),
  assignedPlans: z.array(z.looseObject({ servicePlanId: maybeText, service: maybeText, capabilityStatus: maybeText })),
  onPremisesSyncEnabled: maybeBoolean,
  countryLetterCode: maybeText,
})

export const organizationCall = defineCall({
  call: fact.requirement.call ?? 'GET /organization',
  permission: fact.requirement.permission,
  licence: fact.requirement.licence,
  fact: fact.name,
  path: '/v1.0/organization',
  probe: '/v1.0/organization?$select=id',
  budget: 'directory',
  units: 1,
  graphType: 'organization',
  version: 'v1.0',
  schema: organizationSchema,
})

/** What we keep of it: contacts and addresses of the organisation are nobody's business here. */
export function organizationFrom(tenant: z.infer<typeof organizationSchema>): Organization {
  return {
    id: tenant.id,
    displayName: tenant.displayName ?? null,
    verifiedDomains: tenant.verifiedDomains.map(({ name, isDefault, isInitial }) => ({
      name,
      isDefault: isDefault ?? null,
      isInitial: isInitial ?? null,
    })),
    assignedPlans: tenant.assignedPlans.map(({ servicePlanId, service, capabilityStatus }) => ({
      servicePlanId: servicePlanId?.toLowerCase() ?? null,
      service: service ?? null,
      capabilityStatus: capabilityStatus ?? null,
    })),
    onPremisesSyncEnabled: tenant.onPremisesSyncEnabled ?? null,
    countryLetterCode: tenant.countryLetterCode ?? null,
  }
}
