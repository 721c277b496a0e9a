// The resources of the tiny world, by number. Not used outside tests.
import type { Resource } from '../world/world.ts'

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')

/** The GUID of the thing of a kind with that number. */
export const tinyId = (kind: number, number: number) => `${hex(kind, 8)}-0000-4000-8000-${hex(number, 12)}`

/** The user of the tiny world. */
export function user(number: number): Resource {
  return {
    id: tinyId(1, number),
    accountEnabled: number % 10 !== 9,
    businessPhones: [],
    department: number % 2 === 0 ? 'Sales' : 'R&D',
    displayName: number === 7 ? "Zoë O'Brien" : `Person ${number}`,
    givenName: 'Person',
    jobTitle: null,
    mail: `person${number}@contoso.com`,
    mobilePhone: null,
    officeLocation: 'Berlin',
    preferredLanguage: 'de-DE',
    surname: String(number),
    userPrincipalName: number === 3 ? 'guest_fabrikam.com#EXT#@contoso.onmicrosoft.com' : `person${number}@contoso.com`,
    userType: number === 3 ? 'Guest' : 'Member',
    usageLocation: 'DE',
    createdDateTime: '2020-01-01T00:00:00Z',
    passwordPolicies: null,
  }
}

const fido2Profile = {
  id: '00000000-0000-0000-0000-000000000001',
  name: 'Default passkey profile',
  passkeyTypes: 'deviceBound,synced',
  attestationEnforcement: 'disabled',
  keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
}

/** The methodsPolicy of the tiny world. */
export function methodsPolicy(): Resource {
  return {
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    description: '',
    lastModifiedDateTime: '2026-01-01T00:00:00Z',
    policyMigrationState: null,
    policyVersion: '1.5',
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: {
        state: 'default',
        snoozeDurationInDays: 1,
        includeTargets: [],
        excludeTargets: [],
      },
    },
    authenticationMethodConfigurations: [
      {
        '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
        id: 'Fido2',
        state: 'enabled',
        isAttestationEnforced: false,
        isSelfServiceRegistrationAllowed: true,
        keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
        defaultPasskeyProfile: fido2Profile.id,
        passkeyProfiles: [fido2Profile],
        includeTargets: [
          {
            id: 'all_users',
            targetType: 'group',
            isRegistrationRequired: false,
            allowedPasskeyProfiles: [fido2Profile.id],
          },
        ],
        excludeTargets: [],
      },
      {
        '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
        id: 'TemporaryAccessPass',
        state: 'enabled',
        defaultLength: 8,
        defaultLifetimeInMinutes: 60,
        minimumLifetimeInMinutes: 60,
        maximumLifetimeInMinutes: 480,
        isUsableOnce: false,
        includeTargets: [{ id: tinyId(2, 1), targetType: 'group', isRegistrationRequired: false }],
        excludeTargets: [],
      },
    ],
  }
}

/** The conditionalAccessPolicy of the tiny world. */
export function conditionalAccessPolicy(number: number): Resource {
  return {
    id: tinyId(5, number),
    displayName: `Policy ${number}`,
    state: number === 1 ? 'enabled' : 'enabledForReportingButNotEnforced',
    createdDateTime: '2025-01-01T00:00:00Z',
    modifiedDateTime: null,
    deletedDateTime: null,
    templateId: null,
    sessionControls: null,
    conditions: {
      users: { includeUsers: ['All'], excludeGroups: [] },
      applications: { includeApplications: ['All'] },
      clientAppTypes: ['all'],
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'], authenticationStrength: null },
  }
}

/** The auditEvent with that number. */
export const auditEvent = (number: number): Resource => ({
  id: `Directory_${number}`,
  activityDateTime: Temporal.Instant.from('2026-11-20T00:00:00Z').add({ minutes: number }).toString(),
  activityDisplayName: number % 2 === 0 ? 'User registered security info' : 'Update device',
  category: number % 2 === 0 ? 'UserManagement' : 'Device',
  loggedByService: number % 2 === 0 ? 'Authentication Methods' : 'Core Directory',
  correlationId: tinyId(9, number),
  result: 'success',
  resultReason: '',
  initiatedBy: { user: null, app: null },
  targetResources: [],
  additionalDetails: [],
})

/** The signIn with that number. */
export const signIn = (number: number): Resource => ({
  id: tinyId(8, number),
  createdDateTime: Temporal.Instant.from('2026-11-20T00:00:00Z').add({ minutes: number }).toString(),
  userId: tinyId(1, number % 5),
  userPrincipalName: `person${number % 5}@contoso.com`,
  isInteractive: true,
  authenticationRequirement: 'multiFactorAuthentication',
  appliedConditionalAccessPolicies: [
    {
      id: tinyId(5, 2),
      displayName: 'Policy 2',
      enforcedGrantControls: [],
      enforcedSessionControls: [],
      result: 'reportOnlyInterrupted',
      authenticationStrength: { authenticationStrengthResult: 'singleRegistrationRequired' },
    },
    {
      id: tinyId(5, 1),
      displayName: 'Policy 1',
      enforcedGrantControls: ['Mfa'],
      enforcedSessionControls: [],
      result: 'success',
    },
  ],
})

/** The registration with that number. */
export const registration = (number: number): Resource => ({
  id: tinyId(1, number),
  isAdmin: number < 3,
  isMfaCapable: number % 2 === 0,
  isMfaRegistered: number % 2 === 0,
  isPasswordlessCapable: number % 4 === 0,
  isSsprCapable: true,
  isSsprEnabled: true,
  isSsprRegistered: true,
  isSystemPreferredAuthenticationMethodEnabled: true,
  lastUpdatedDateTime: '2026-11-23T03:16:00Z',
  methodsRegistered:
    number % 4 === 0 ? ['passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator', 'email'] : ['mobilePhone'],
  systemPreferredAuthenticationMethods: ['PhoneAppNotification'],
  userDisplayName: `Person ${number}`,
  userPreferredMethodForSecondaryAuthentication: '',
  userPrincipalName: `person${number}@contoso.com`,
  userType: number === 3 ? 'guest' : 'member',
})
