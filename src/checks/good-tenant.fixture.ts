// A tenant in which every check passes, made anew by a function so that a test changes one thing. Names are invented (Contoso).

import type { Check } from '#domain/readiness/check.ts'
import { runChecks, type CheckResult } from '#domain/readiness/run-checks.ts'
import { complete, known, unknown, type Coverage, type Evidence } from '#domain/shared/evidence.ts'
import { globalAdministratorRole } from '#domain/shared/ids.ts'
import {
  authenticationMethodsPolicy,
  type AuthenticationMethodsPolicy,
  type MethodConfiguration,
  type PasskeyConfiguration,
  type RegistrationCampaign,
  type TemporaryAccessPassConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import { authenticationStrengths, type AuthenticationStrength } from '#domain/tenant/authentication-strengths.ts'
import {
  conditionalAccessPolicies,
  type ConditionalAccessPolicy,
  type ConditionalAccessUsers,
} from '#domain/tenant/conditional-access-policies.ts'
import { deviceFleet, type DeviceFleet } from '#domain/tenant/device-fleet.ts'
import { domains, passwordNeverExpiresDays, type Domain } from '#domain/tenant/domains.ts'
import { emergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import type { Fact, FactBook } from '#domain/tenant/fact.ts'
import { graphAccess, type CallOutcome } from '#domain/tenant/graph-access.ts'
import { nobody, type NamedPeople } from '#domain/tenant/named-people.ts'
import { organization, servicePlans, type Organization } from '#domain/tenant/organization.ts'
import { peopleDirectory, type PeopleDirectory } from '#domain/tenant/people-directory.ts'
import { perUserMfa, type PerUserMfa } from '#domain/tenant/per-user-mfa.ts'
import { policyChanges, type PolicyChange } from '#domain/tenant/policy-changes.ts'
import { policyGroups, type PolicyGroup } from '#domain/tenant/policy-groups.ts'
import { population, type Population } from '#domain/tenant/population.ts'
import { roleAssignments, type RoleAssignments } from '#domain/tenant/role-assignments.ts'
import { securityDefaults, type SecurityDefaults } from '#domain/tenant/security-defaults.ts'

/** The instant at which the tests judge, and at which the good tenant was read. */
export const now = Temporal.Instant.from('2026-11-20T09:00:00Z')

/** Ids of the good tenant. */
export const ids = {
  staffGroup: '5a0f0000-0000-4000-8000-000000000001',
  emergencyGroup: '5a0f0000-0000-4000-8000-000000000002',
  strictProfile: '00000000-0000-0000-0000-000000000001',
  generalProfile: 'e47a833c-5dfa-45f1-9471-bb0cf0eb425b',
  bootstrapStrength: '7b000000-0000-4000-8000-000000000001',
  adminStrength: '7b000000-0000-4000-8000-000000000002',
  multifactorStrength: '00000000-0000-0000-0000-000000000002',
  phishingResistantStrength: '00000000-0000-0000-0000-000000000004',
  firstEmergency: 'e0000000-0000-4000-8000-000000000001',
  secondEmergency: 'e0000000-0000-4000-8000-000000000002',
  mfaPolicy: 'ca000000-0000-4000-8000-000000000001',
  legacyPolicy: 'ca000000-0000-4000-8000-000000000002',
  securityInfoPolicy: 'ca000000-0000-4000-8000-000000000003',
  adminPolicy: 'ca000000-0000-4000-8000-000000000004',
  gatePolicy: 'ca000000-0000-4000-8000-000000000005',
} as const

/** AAGUID of the security key that the good tenant uses (YubiKey 5 Series with NFC, firmware 5.2 and 5.4). */
export const keyAaGuid = '2fc0579f-8113-47ea-b116-bb5a8db9202a'

const adminAaGuids = [keyAaGuid, '90a3ccdf-635c-4729-a248-9b709135078f', 'de1e552d-db1d-4423-a619-566b625cdc84']

type Editable<Value> = Value extends readonly (infer Item)[]
  ? Editable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Editable<Value[Key]> }
    : Value

/** The good tenant's facts, to be changed in place. `passkeys`, `pass`, `sms`, `voice` and `campaign` are parts of `policy`. */
export type TenantDraft = ReturnType<typeof draftTenant>

/** The facts of a good tenant, all read now and whole, after a change. */
export function goodTenant(change: (tenant: TenantDraft) => void = () => undefined): FactBook {
  const tenant = draftTenant()
  change(tenant)
  const values: readonly [Fact, unknown][] = [
    [authenticationMethodsPolicy, tenant.policy],
    [authenticationStrengths, tenant.strengths],
    [conditionalAccessPolicies, tenant.policies],
    [deviceFleet, tenant.fleet],
    [domains, tenant.domains],
    [emergencyAccounts, tenant.emergency],
    [graphAccess, tenant.access],
    [organization, tenant.organization],
    [peopleDirectory, tenant.directory],
    [perUserMfa, tenant.perUserMfa],
    [policyChanges, tenant.changes],
    [policyGroups, tenant.groups],
    [population, tenant.population],
    [roleAssignments, tenant.roles],
    [securityDefaults, tenant.securityDefaults],
  ]
  return Object.fromEntries(values.map(([fact, value]) => [fact.name, known(value, now, complete)]))
}

/** The same facts with one of them in another state: partial, older, or unknown. */
export function withEvidence(book: FactBook, fact: Fact, change: (evidence: Evidence<unknown>) => Evidence<unknown>) {
  const evidence = book[fact.name] ?? unknown({ kind: 'never-read' })
  return { ...book, [fact.name]: change(evidence) }
}

/** The same facts, one of them read in part. */
export function readInPart(book: FactBook, fact: Fact, coverage: Coverage): FactBook {
  return withEvidence(book, fact, (evidence) => (evidence.state === 'known' ? { ...evidence, coverage } : evidence))
}

/** What one check says of these facts. */
export function judged(check: Check, book: FactBook): CheckResult {
  const [result] = runChecks([check], book, now)
  if (result === undefined) throw new Error('A check gives a result')
  return result
}

/** So many people, the first of them by name. */
export function someone(count: number): Editable<NamedPeople> {
  return {
    count,
    people: [{ id: 'aaaa0000-0000-4000-8000-000000000001', userPrincipalName: 'ada@contoso.com' }].slice(0, count),
  }
}

/** The names of a result's concerns. */
export function concerned(result: CheckResult): readonly string[] {
  return result.concerns.map(({ name }) => name)
}

function draftTenant() {
  const passkeys: Editable<PasskeyConfiguration> = {
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
    id: 'Fido2',
    state: 'enabled',
    isSelfServiceRegistrationAllowed: true,
    defaultPasskeyProfile: ids.strictProfile,
    includeTargets: [
      {
        id: 'all_users',
        targetType: 'group',
        isRegistrationRequired: false,
        allowedPasskeyProfiles: [ids.strictProfile],
      },
      {
        id: ids.staffGroup,
        targetType: 'group',
        isRegistrationRequired: false,
        allowedPasskeyProfiles: [ids.generalProfile],
      },
    ],
    excludeTargets: [],
    passkeyProfiles: [
      {
        id: ids.strictProfile,
        name: 'Administrators',
        passkeyTypes: 'deviceBound',
        attestationEnforcement: 'registrationOnly',
        keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [...adminAaGuids] },
      },
      {
        id: ids.generalProfile,
        name: 'Staff',
        passkeyTypes: 'deviceBound,synced',
        attestationEnforcement: 'disabled',
        keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
      },
    ],
  }
  const pass: Editable<TemporaryAccessPassConfiguration> = {
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
    id: 'TemporaryAccessPass',
    state: 'enabled',
    defaultLength: 8,
    defaultLifetimeInMinutes: 60,
    minimumLifetimeInMinutes: 60,
    maximumLifetimeInMinutes: 480,
    isUsableOnce: false,
    includeTargets: [{ id: 'all_users', targetType: 'group', isRegistrationRequired: false }],
    excludeTargets: [],
  }
  const sms = phoneMethod('Sms')
  const voice = phoneMethod('Voice')
  const campaign: Editable<RegistrationCampaign> = {
    state: 'enabled',
    snoozeDurationInDays: 3,
    includeTargets: [{ id: ids.staffGroup, targetType: 'group', targetedAuthenticationMethod: 'fido2' }],
    excludeTargets: [],
  }
  const policy: Editable<AuthenticationMethodsPolicy> = {
    id: 'authenticationMethodsPolicy',
    policyMigrationState: 'migrationComplete',
    registrationEnforcement: { authenticationMethodsRegistrationCampaign: campaign },
    authenticationMethodConfigurations: [passkeys, pass, sms, voice],
  }
  return { policy, passkeys, pass, sms, voice, campaign, ...draftAccess(), ...draftPeople() }
}

function phoneMethod(id: string): Editable<MethodConfiguration> {
  return { id, state: 'disabled', includeTargets: [{ id: 'all_users', targetType: 'group' }], excludeTargets: [] }
}

function draftAccess() {
  const strengths: Editable<AuthenticationStrength>[] = [
    {
      id: ids.multifactorStrength,
      displayName: 'Multifactor authentication',
      policyType: 'builtIn',
      allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'temporaryAccessPassOneTime', 'password,sms'],
      combinationConfigurations: [],
    },
    {
      id: ids.phishingResistantStrength,
      displayName: 'Phishing-resistant MFA',
      policyType: 'builtIn',
      allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
      combinationConfigurations: [],
    },
    {
      id: ids.bootstrapStrength,
      displayName: 'Bootstrap and recovery',
      policyType: 'custom',
      allowedCombinations: [
        'windowsHelloForBusiness',
        'fido2',
        'x509CertificateMultiFactor',
        'temporaryAccessPassOneTime',
        'temporaryAccessPassMultiUse',
      ],
      combinationConfigurations: [],
    },
    {
      id: ids.adminStrength,
      displayName: 'Keys of administrators',
      policyType: 'custom',
      allowedCombinations: ['fido2'],
      combinationConfigurations: [{ id: 'c1', appliesToCombinations: ['fido2'], allowedAAGUIDs: [...adminAaGuids] }],
    },
  ]
  const policies: Editable<ConditionalAccessPolicy>[] = [
    conditionalAccess(ids.mfaPolicy, 'MFA for everybody', { builtInControls: ['mfa'] }),
    {
      ...conditionalAccess(ids.legacyPolicy, 'Block legacy authentication', { builtInControls: ['block'] }),
      conditions: { ...everybody(), clientAppTypes: ['exchangeActiveSync', 'other'] },
    },
    {
      ...conditionalAccess(ids.securityInfoPolicy, 'Security information', { strength: ids.bootstrapStrength }),
      conditions: {
        ...everybody(),
        applications: {
          includeApplications: [],
          excludeApplications: [],
          includeUserActions: ['urn:user:registersecurityinfo'],
        },
      },
    },
    {
      ...conditionalAccess(ids.adminPolicy, 'Keys for administrators', { strength: ids.adminStrength }),
      conditions: { ...everybody(), users: users({ includeUsers: [], includeRoles: [globalAdministratorRole] }) },
    },
    {
      ...conditionalAccess(ids.gatePolicy, 'Passkeys for everybody', { strength: ids.phishingResistantStrength }),
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        ...everybody(),
        users: users({
          excludeUsers: [],
          excludeGroups: [ids.emergencyGroup],
          excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest' },
        }),
      },
    },
  ]
  const groups: Editable<PolicyGroup>[] = [
    { id: ids.staffGroup, displayName: 'Staff without admin roles', exists: true, people: 1180 },
    { id: ids.emergencyGroup, displayName: 'Emergency accounts', exists: true, people: 2 },
  ]
  const emergency: Editable<EmergencyAccount>[] = [
    emergencyAccount(ids.firstEmergency, 'emergency-1@contoso.onmicrosoft.com'),
    emergencyAccount(ids.secondEmergency, 'emergency-2@contoso.onmicrosoft.com'),
  ]
  const roles: Editable<RoleAssignments> = {
    eligibleRead: true,
    assignments: [ids.firstEmergency, ids.secondEmergency].map((principalId) => ({
      principalId,
      roleTemplateId: globalAdministratorRole,
      kind: 'active' as const,
    })),
  }
  const defaults: Editable<SecurityDefaults> = { isEnabled: false }
  return { strengths, policies, groups, emergency, roles, securityDefaults: defaults }
}

function users(change: Partial<Editable<ConditionalAccessUsers>> = {}): Editable<ConditionalAccessUsers> {
  return {
    includeUsers: ['All'],
    excludeUsers: [ids.firstEmergency, ids.secondEmergency],
    includeGroups: [],
    excludeGroups: [],
    includeRoles: [],
    excludeRoles: [],
    includeGuestsOrExternalUsers: null,
    excludeGuestsOrExternalUsers: null,
    ...change,
  }
}

function everybody(): Editable<ConditionalAccessPolicy['conditions']> {
  return {
    users: users(),
    applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
    clientAppTypes: ['all'],
    platforms: null,
    locations: null,
  }
}

function conditionalAccess(
  id: string,
  displayName: string,
  grant: { readonly builtInControls?: string[]; readonly strength?: string },
): Editable<ConditionalAccessPolicy> {
  return {
    id,
    displayName,
    state: 'enabled',
    conditions: everybody(),
    grantControls: {
      operator: 'OR',
      builtInControls: grant.builtInControls ?? [],
      authenticationStrength: grant.strength === undefined ? null : { id: grant.strength, allowedCombinations: [] },
    },
  }
}

function emergencyAccount(id: string, userPrincipalName: string): Editable<EmergencyAccount> {
  return {
    userPrincipalName,
    id,
    accountEnabled: true,
    cloudOnly: true,
    isGlobalAdministrator: true,
    groupIds: [ids.emergencyGroup],
    methodsRegistered: ['fido2SecurityKey'],
    passkeys: [{ aaGuid: keyAaGuid, createdDateTime: '2026-01-10T08:00:00Z', attested: true }],
    lastSuccessfulSignInAt: '2026-10-30T08:00:00Z',
    lastSignInPhishingResistant: true,
  }
}

function draftPeople() {
  const counts: Editable<Population> = {
    enabledMembers: 1200,
    enabledGuests: 20,
    disabled: 15,
    withRegistration: 1200,
    withoutRegistration: { ...nobody, people: [] },
    withUnplacedMethods: { ...nobody, people: [] },
    phoneOnly: { ...nobody, people: [] },
    noMfaMethod: { ...nobody, people: [] },
    phishingResistant: 1200,
    withPasskey: 1200,
    computerBoundOnly: 0,
    authenticatorOnly: { ...nobody, people: [] },
    singlePasskey: 0,
    withoutDevice: 10,
    withExpiringPassword: 0,
    administrators: { count: 20, people: [] },
    administratorsPhoneOnly: { ...nobody, people: [] },
    administratorsWithoutPhishingResistant: { ...nobody, people: [] },
    administratorsWithSyncedPasskey: { ...nobody, people: [] },
  }
  const fleet: Editable<DeviceFleet> = {
    intuneDevices: 1800,
    entraDevices: 2100,
    peopleWithDevice: 1190,
    peopleInAll: 1200,
    byOperatingSystem: { iOS: 700, Windows: 1100 },
  }
  const allDomains: Editable<Domain>[] = [
    {
      id: 'contoso.com',
      isVerified: true,
      isDefault: true,
      authenticationType: 'Managed',
      passwordValidityPeriodInDays: passwordNeverExpiresDays,
      passwordNotificationWindowInDays: 14,
    },
  ]
  const company: Editable<Organization> = {
    id: '0c000000-0000-4000-8000-000000000001',
    displayName: 'Contoso',
    verifiedDomains: [{ name: 'contoso.com', isDefault: true, isInitial: false }],
    assignedPlans: [
      { servicePlanId: servicePlans.entraIdP1, service: 'AADPremiumService', capabilityStatus: 'Enabled' },
    ],
  }
  const access: Editable<CallOutcome>[] = [
    {
      call: 'GET /users',
      outcome: 'answered',
      permission: 'User.Read.All',
      licence: null,
      errorCode: null,
      fact: 'people-directory',
    },
  ]
  const changes: Editable<PolicyChange>[] = [
    {
      id: 'change-1',
      at: '2026-11-01T08:00:00Z',
      activity: 'Update conditional access policy',
      target: 'MFA for everybody',
      targetId: ids.mfaPolicy,
      by: 'ada@contoso.com',
    },
  ]
  const directory: Editable<PeopleDirectory> = { people: 1235, managersKnown: 1150, signInActivityKnown: 1235 }
  const legacyMfa: Editable<PerUserMfa> = {
    disabled: 1200,
    enabled: { ...nobody, people: [] },
    enforced: { ...nobody, people: [] },
  }
  return {
    population: counts,
    fleet,
    domains: allDomains,
    organization: company,
    access,
    changes,
    directory,
    perUserMfa: legacyMfa,
  }
}
