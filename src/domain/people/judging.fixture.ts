// A tenant in which everybody can register, and a person with SMS only, made anew by functions so that a test changes one thing.

import { known, type Coverage, type Evidence } from '../shared/evidence.ts'
import { authenticationMethodsPolicy } from '../tenant/authentication-methods-policy.ts'
import type {
  AuthenticationMethodsPolicy,
  MethodConfiguration,
  PasskeyConfiguration,
  PasskeyProfile,
  RegistrationCampaign,
} from '../tenant/authentication-methods-policy.ts'
import {
  authenticationStrengths,
  phishingResistantStrengthId,
  type AuthenticationStrength,
} from '../tenant/authentication-strengths.ts'
import {
  conditionalAccessPolicies,
  registerSecurityInfoAction,
  type ConditionalAccessPolicy,
} from '../tenant/conditional-access-policies.ts'
import type { Fact, FactBook, ValueOf } from '../tenant/fact.ts'
import { roleAssignments, type RoleAssignments } from '../tenant/role-assignments.ts'
import { securityDefaults } from '../tenant/security-defaults.ts'
import type { PersonCase } from './person-case.ts'

/** When the good tenant is judged, and when it was read. */
export const now = Temporal.Instant.from('2026-11-23T09:00:00Z')

/** Invented ids. */
export const ids = {
  staff: '11111111-0000-4000-8000-00000000000a',
  frontline: '11111111-0000-4000-8000-00000000000b',
  excluded: '11111111-0000-4000-8000-00000000000c',
  profile: '22222222-0000-4000-8000-000000000001',
  keysOnly: '22222222-0000-4000-8000-000000000002',
  guard: '33333333-0000-4000-8000-000000000001',
  gate: '33333333-0000-4000-8000-000000000002',
  bootstrapStrength: '44444444-0000-4000-8000-000000000001',
  role: '55555555-0000-4000-8000-000000000001',
} as const

/** An open profile: both kinds, no attestation, no key restrictions. */
export const openProfile: PasskeyProfile = {
  id: ids.profile,
  name: 'Everybody',
  passkeyTypes: 'deviceBound,synced',
  attestationEnforcement: 'disabled',
  keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
}

/** A profile for passkeys made in Authenticator, attested, and nothing else. */
export const authenticatorOnly: PasskeyProfile = {
  id: ids.profile,
  name: 'Authenticator only',
  passkeyTypes: 'deviceBound',
  attestationEnforcement: 'registrationOnly',
  keyRestrictions: {
    isEnforced: true,
    enforcementType: 'allow',
    aaGuids: ['90a3ccdf-635c-4729-a248-9b709135078f', 'de1e552d-db1d-4423-a619-566b625cdc84'],
  },
}

/** A target that means a group, or everybody. */
export function target(id: string, ...profiles: readonly string[]) {
  return { id, targetType: 'group' as const, ...(profiles.length > 0 ? { allowedPasskeyProfiles: profiles } : {}) }
}

/** The passkey method: on, self-service, everybody through the open profile. */
export function passkeys(change: Partial<PasskeyConfiguration> = {}): PasskeyConfiguration {
  return {
    id: 'Fido2',
    state: 'enabled',
    isSelfServiceRegistrationAllowed: true,
    includeTargets: [target('all_users', ids.profile)],
    excludeTargets: [],
    passkeyProfiles: [openProfile],
    ...change,
  }
}

/** Any other method: on for everybody. */
export function method(id: string, change: Partial<MethodConfiguration> = {}): MethodConfiguration {
  return { id, state: 'enabled', includeTargets: [target('all_users')], excludeTargets: [], ...change }
}

/** The campaign: off. */
export function campaign(change: Partial<RegistrationCampaign> = {}): RegistrationCampaign {
  return { state: 'disabled', includeTargets: [], excludeTargets: [], ...change }
}

export type PolicyChanges = {
  readonly passkeys?: Partial<PasskeyConfiguration>
  readonly methods?: readonly MethodConfiguration[]
  readonly campaign?: RegistrationCampaign | null
  readonly policyMigrationState?: AuthenticationMethodsPolicy['policyMigrationState']
}

/** The methods policy: everything on for everybody. `methods` replace those of the same id. */
export function methodsPolicy(change: PolicyChanges = {}): AuthenticationMethodsPolicy {
  const others = [
    'Sms',
    'Voice',
    'MicrosoftAuthenticator',
    'SoftwareOath',
    'HardwareOath',
    'TemporaryAccessPass',
    'X509Certificate',
  ]
  const replaced = (change.methods ?? []).map(({ id }) => id)
  return {
    id: 'authenticationMethodsPolicy',
    policyMigrationState: change.policyMigrationState === undefined ? 'migrationComplete' : change.policyMigrationState,
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: change.campaign === undefined ? campaign() : change.campaign,
    },
    authenticationMethodConfigurations: [
      passkeys(change.passkeys),
      ...others.filter((id) => !replaced.includes(id)).map((id) => method(id)),
      ...(change.methods ?? []),
    ],
  }
}

/** The built-in phishing-resistant strength, and one that lets a pass in. */
export const strengths: readonly AuthenticationStrength[] = [
  {
    id: phishingResistantStrengthId,
    allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
  },
  {
    id: ids.bootstrapStrength,
    allowedCombinations: [
      'fido2',
      'windowsHelloForBusiness',
      'temporaryAccessPassOneTime',
      'temporaryAccessPassMultiUse',
    ],
  },
]

type PolicyShape = {
  readonly id?: string
  readonly state?: ConditionalAccessPolicy['state']
  readonly userAction?: boolean
  readonly strength?: string
  readonly controls?: readonly string[]
  readonly operator?: 'AND' | 'OR'
  readonly users?: Partial<NonNullable<ConditionalAccessPolicy['conditions']['users']>>
  readonly conditions?: ConditionalAccessPolicy['conditions']
}

/** A Conditional Access policy for everybody over all resources, or over registering security information; it asks for what is given. */
export function policy(shape: PolicyShape = {}): ConditionalAccessPolicy {
  const userAction = shape.userAction === true
  return {
    id: shape.id ?? (userAction ? ids.guard : ids.gate),
    displayName: userAction ? 'Guard registration' : 'Gate',
    state: shape.state ?? 'enabled',
    conditions: {
      users: {
        includeUsers: ['All'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        ...shape.users,
      },
      applications: {
        includeApplications: userAction ? [] : ['All'],
        excludeApplications: [],
        includeUserActions: userAction ? [registerSecurityInfoAction] : [],
      },
      ...shape.conditions,
    },
    grantControls: {
      operator: shape.operator ?? 'OR',
      builtInControls: shape.controls ?? [],
      authenticationStrength: shape.strength === undefined ? null : { id: shape.strength, allowedCombinations: [] },
    },
  }
}

export type TenantChanges = {
  readonly methods?: AuthenticationMethodsPolicy | null
  readonly policies?: readonly ConditionalAccessPolicy[] | null
  readonly policiesCoverage?: Coverage
  readonly strengths?: readonly AuthenticationStrength[] | null
  readonly roles?: RoleAssignments | null
  readonly securityDefaults?: boolean | null
  /** When everything was read; `now` when absent. */
  readonly readAt?: Temporal.Instant
}

/** The facts of the good tenant. Null leaves a fact unread. */
export function facts(change: TenantChanges = {}): FactBook {
  const at = change.readAt ?? now
  const book: Record<string, Evidence<unknown>> = {}
  const put = <F extends Fact>(
    fact: F,
    value: ValueOf<F> | null | undefined,
    otherwise: ValueOf<F>,
    coverage?: Coverage,
  ) => {
    if (value !== null) book[fact.name] = known(value ?? otherwise, at, coverage)
  }
  put(authenticationMethodsPolicy, change.methods, methodsPolicy())
  put(conditionalAccessPolicies, change.policies, [], change.policiesCoverage)
  put(authenticationStrengths, change.strengths, strengths)
  put(roleAssignments, change.roles, { assignments: [], eligibleRead: true })
  const defaults = change.securityDefaults === undefined ? false : change.securityDefaults
  put(securityDefaults, defaults === null ? null : { isEnabled: defaults }, { isEnabled: false })
  return book
}

/** An enabled member with SMS only and an iPhone. */
export function person(change: Partial<PersonCase> = {}): PersonCase {
  return {
    accountEnabled: true,
    kind: 'member',
    namedAs: null,
    isGlobalAdministrator: false,
    isAdministrator: false,
    methods: ['mobilePhone'],
    references: [],
    devices: ['authenticator'],
    ...change,
  }
}
