// What there is once per tenant: organization, domains, security defaults, role assignments (Microsoft Graph v1.0).

import { type Admins, roles } from './admins.ts'
import type { Guids } from './guid.ts'
import type { Domains } from './identity.ts'
import { dayMs, isoSecond } from './iso-time.ts'
import { tenantPlans } from './licences.ts'
import type { People } from './person.ts'
import { tenantMadeDay } from './user-resource.ts'
import type { Resource } from './world.ts'

// passwordValidityPeriodInDays of a password that never expires. Source: domain resource; seen in a real tenant.
const never = 2_147_483_647

/** The organization resource. */
export function organizationResource(tenantId: string, name: string, domains: Domains, people: People): Resource {
  const domain = (fields: Resource) => ({
    capabilities: 'Email, OfficeCommunicationsOnline',
    type: 'Managed',
    ...fields,
  })
  return {
    id: tenantId,
    deletedDateTime: null,
    assignedPlans: tenantPlans,
    businessPhones: [],
    city: 'München',
    country: null,
    countryLetterCode: 'DE',
    createdDateTime: isoSecond(tenantMadeDay * dayMs),
    defaultUsageLocation: null,
    displayName: name,
    marketingNotificationEmails: [],
    mobileDeviceManagementAuthority: 'intune',
    onPremisesLastSyncDateTime: isoSecond(people.startMs - 25 * 60_000),
    onPremisesSyncEnabled: true,
    partnerTenantType: null,
    postalCode: null,
    preferredLanguage: 'en',
    privacyProfile: null,
    provisionedPlans: [],
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    state: null,
    street: null,
    technicalNotificationMails: [`it@${domains.primary}`],
    tenantType: 'AAD',
    verifiedDomains: [
      domain({ name: domains.primary, isDefault: true, isInitial: false }),
      domain({ name: domains.initial, isDefault: false, isInitial: true }),
      domain({ name: domains.federated, isDefault: false, isInitial: false, type: 'Federated' }),
    ],
  }
}

/** The domains: passwords of the primary one expire every 90 days (a pitfall), the federated one keeps its policy elsewhere. */
export function domainResources(domains: Domains): readonly Resource[] {
  const domain = (id: string, fields: Resource): Resource => ({
    id,
    authenticationType: 'Managed',
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: false,
    isInitial: false,
    isRoot: true,
    isVerified: true,
    manufacturer: null,
    model: null,
    passwordNotificationWindowInDays: 14,
    passwordValidityPeriodInDays: never,
    state: null,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    ...fields,
  })
  return [
    domain(domains.primary, { isDefault: true, passwordValidityPeriodInDays: 90 }),
    domain(domains.initial, { isInitial: true }),
    domain(domains.federated, {
      authenticationType: 'Federated',
      isRoot: false,
      passwordNotificationWindowInDays: null,
      passwordValidityPeriodInDays: null,
    }),
  ]
}

/** Security defaults, off: they and Conditional Access exclude each other. */
export function securityDefaultsResource(): Resource {
  return {
    id: '00000000-0000-0000-0000-000000000005',
    deletedDateTime: null,
    displayName: 'Security Defaults',
    description: 'Basic protection for every account of the tenant.',
    isEnabled: false,
  }
}

/** Active assignments: unifiedRoleAssignment. */
export function roleAssignmentResources(people: People, admins: Admins, ids: Guids): readonly Resource[] {
  return admins.holdings
    .filter(({ how }) => how === 'active')
    .map(({ rank, role }) => ({
      id: ids.at(rank * 2),
      appScopeId: null,
      condition: null,
      directoryScopeId: '/',
      principalId: people.roster.idOf(rank),
      principalOrganizationId: null,
      roleDefinitionId: roles[role],
    }))
}

/** Eligible ones of Privileged Identity Management: unifiedRoleEligibilityScheduleInstance. */
export function roleEligibilityResources(people: People, admins: Admins, ids: Guids): readonly Resource[] {
  return admins.holdings
    .filter(({ how }) => how === 'eligible')
    .map(({ rank, role }) => ({
      id: ids.at(rank * 2 + 1),
      appScopeId: null,
      directoryScopeId: '/',
      endDateTime: null,
      memberType: 'Direct',
      principalId: people.roster.idOf(rank),
      roleDefinitionId: roles[role],
      roleEligibilityScheduleId: ids.at(rank * 2 + 1),
      startDateTime: isoSecond(people.startMs - 200 * dayMs),
    }))
}
