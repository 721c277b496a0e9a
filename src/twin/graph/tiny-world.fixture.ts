// A world of 250 people written by hand, for tests of the HTTP layer that need to know every item. Not used outside tests.
import type { Resource, ResourceList, UserChange, World } from '../world/world.ts'

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')

/** The GUID of the thing of a kind with that number. */
export const tinyId = (kind: number, number: number) => `${hex(kind, 8)}-0000-4000-8000-${hex(number, 12)}`

const tenantId = tinyId(0xaaaa, 1)

/** People of the tiny world. */
export const tinyPeople = 250

function list(items: (Resource | undefined)[]): ResourceList {
  return {
    size: () => items.length,
    count: () => items.filter((item) => item !== undefined).length,
    at: (position) => items[position],
    byId: (id) => items.find((item) => item?.['id'] === id),
  }
}

function user(number: number): Resource {
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

function methodsPolicy(): Resource {
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

function conditionalAccessPolicy(number: number): Resource {
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

const auditEvent = (number: number): Resource => ({
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

const signIn = (number: number): Resource => ({
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

const registration = (number: number): Resource => ({
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

/** Writes of the tiny world: changes of users are logged with the properties that changed. */
function changeable(users: (Resource | undefined)[]) {
  const changes: UserChange[] = []
  const positionOf = (id: string) => users.findIndex((one) => one?.['id'] === id)
  return {
    *userChanges(since: number) {
      yield* changes.filter((change) => change.at > since)
    },
    lastUserChange: () => changes.length,
    changeUser(id: string, properties: Resource) {
      const position = positionOf(id)
      if (position < 0) return false
      users[position] = { ...users[position], ...properties }
      changes.push({ at: changes.length + 1, id, kind: 'changed', properties: Object.keys(properties) })
      return true
    },
    addUser(properties: Resource) {
      const added: Resource = { ...user(users.length), ...properties }
      users.push(added)
      changes.push({ at: changes.length + 1, id: String(added['id']), kind: 'changed' })
      return added
    },
    removeUser(id: string) {
      const position = positionOf(id)
      if (position < 0) return false
      users[position] = undefined
      changes.push({ at: changes.length + 1, id, kind: 'removed' })
      return true
    },
  }
}

type Member = { id: string; kind: 'user' | 'group' }

function grouping() {
  const group = (number: number, displayName: string): Resource => ({
    id: tinyId(2, number),
    displayName,
    mailEnabled: false,
    mailNickname: `g${number}`,
    securityEnabled: true,
    groupTypes: [],
    membershipRule: null,
  })
  const groups: Resource[] = [group(1, 'Passes'), group(2, 'Everybody'), group(3, 'Ring')]
  const users = (from: number, to: number): Member[] =>
    Array.from({ length: to - from }, (_none, index) => ({ id: tinyId(1, from + index), kind: 'user' }))
  const members = new Map<string, Member[]>([
    [tinyId(2, 1), users(0, 10)],
    [tinyId(2, 2), [...users(5, 20), { id: tinyId(2, 1), kind: 'group' }, { id: tinyId(2, 3), kind: 'group' }]],
    [tinyId(2, 3), [{ id: tinyId(2, 2), kind: 'group' }, ...users(19, 21)]],
  ])
  return { groups, members }
}

/** The tiny world, fresh. Its clock stands at 2026-11-23T08:00Z until it is moved. */
export function createTinyWorld(): World {
  let now = Temporal.Instant.from('2026-11-23T08:00:00Z')
  const users: (Resource | undefined)[] = Array.from({ length: tinyPeople }, (_none, number) => user(number))
  const { groups, members } = grouping()
  const audits = Array.from({ length: 30 }, (_none, number) => auditEvent(29 - number))
  const methods = new Map<string, Resource[]>()
  const devices = [1, 2, 3].map((number) => ({
    id: tinyId(3, number),
    displayName: `Device ${number}`,
    operatingSystem: 'Windows',
    trustType: 'AzureAd',
  }))
  const managed = [1, 2].map((number) => ({
    id: tinyId(4, number),
    deviceName: `Device ${number}`,
    operatingSystem: 'Windows',
    userId: tinyId(1, number),
  }))
  const strength = {
    id: '00000000-0000-0000-0000-000000000004',
    displayName: 'Phishing-resistant MFA',
    policyType: 'builtIn',
    allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
    combinationConfigurations: [],
  }
  return {
    settings: { people: tinyPeople, seed: 1, countries: { DE: 1 }, startsAt: now, organization: 'Contoso' },
    clock: {
      now: () => now,
      advance: (by) => {
        now = now.add(by)
      },
    },
    tenantId,
    users: list(users),
    deletedUsers: list([]),
    managerIdOf: (id) => (id === tinyId(1, 0) ? undefined : tinyId(1, 0)),
    signInActivityOf: (id) => (id === tinyId(1, 1) ? undefined : { lastSignInDateTime: '2026-11-20T00:00:00Z' }),
    registrationDetails: list(Array.from({ length: tinyPeople }, (_none, number) => registration(number))),
    authenticationMethodsOf: (id) => methods.get(id) ?? [],
    authenticationRequirementsOf: () => ({ perUserMfaState: 'disabled' }),
    devices: list(devices),
    ownerIdsOf: (id) => [tinyId(1, Number(id.at(-1)))],
    managedDevices: list(managed),
    groups: list(groups),
    membersOf: (id) => members.get(id) ?? [],
    roleAssignments: [
      {
        id: 'assignment1',
        principalId: tinyId(1, 0),
        roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
        directoryScopeId: '/',
        appScopeId: null,
      },
    ],
    roleEligibilities: [
      {
        id: 'eligible1',
        principalId: tinyId(1, 1),
        roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
        directoryScopeId: '/',
        memberType: 'Direct',
      },
    ],
    auditEvents: () => audits,
    *signIns({ userId, since }) {
      for (let number = 2499; number >= 0; number--) {
        const item = signIn(number)
        if (
          since !== undefined &&
          Temporal.Instant.compare(Temporal.Instant.from(String(item['createdDateTime'])), since) < 0
        )
          return
        if (userId === undefined || item['userId'] === userId) yield item
      }
    },
    organization: { id: tenantId, displayName: 'Contoso', verifiedDomains: [] },
    domains: [
      { id: 'contoso.com', isDefault: true, authenticationType: 'Managed' },
      { id: 'contoso.onmicrosoft.com', isDefault: false, isInitial: true, authenticationType: 'Managed' },
    ],
    authenticationMethodsPolicy: methodsPolicy(),
    conditionalAccessPolicies: [conditionalAccessPolicy(1), conditionalAccessPolicy(2)],
    authenticationStrengths: [strength],
    securityDefaults: {
      id: '00000000-0000-0000-0000-000000000005',
      isEnabled: false,
      displayName: 'Security Defaults',
      description: '',
    },
    optOutSettings: null,
    emergencyAccountUserPrincipalNames: [],
    leaveOf: () => undefined,
    ...changeable(users),
    addMember(groupId, userId) {
      const list = members.get(groupId)
      if (list === undefined || !users.some((one) => one?.['id'] === userId)) return 'unknown'
      if (list.some((member) => member.id === userId)) return 'already'
      list.push({ id: userId, kind: 'user' })
      return 'added'
    },
    removeMember(groupId, userId) {
      const list = members.get(groupId) ?? []
      const position = list.findIndex((member) => member.id === userId)
      if (position >= 0) list.splice(position, 1)
      return position >= 0
    },
    addGroup(properties) {
      const added = { id: tinyId(2, groups.length + 1), ...properties }
      groups.push(added)
      members.set(added.id, [])
      return added
    },
    registerMethod: (userId, method) => void methods.set(userId, [...(methods.get(userId) ?? []), method]),
    removeMethod(userId, methodId) {
      const before = methods.get(userId) ?? []
      const after = before.filter((method) => method['id'] !== methodId)
      methods.set(userId, after)
      return after.length < before.length
    },
    recordAuditEvent: (event) => void audits.unshift(event),
  }
}
