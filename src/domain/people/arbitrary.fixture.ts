// Any tenant and any person for property tests: every policy, group, role, method and device that a judgement looks at, read or not.

import * as fc from 'fast-check'
import { phishingResistantStrengthId } from '../tenant/authentication-strengths.ts'
import type {
  MethodConfiguration,
  PasskeyConfiguration,
  PasskeyProfile,
} from '../tenant/authentication-methods-policy.ts'
import type { RoleAssignments } from '../tenant/role-assignments.ts'
import { campaign, ids, method, methodsPolicy, policy, target, type TenantChanges } from './judging.fixture.ts'
import { knownMethods } from './methods.ts'
import type { DeviceCapability, PersonCase, PolicyReference } from './person-case.ts'

const groups = [ids.staff, ids.frontline, ids.excluded] as const
const somebody = fc.constantFrom('all_users', ...groups)
const aaGuids = [
  '90a3ccdf-635c-4729-a248-9b709135078f',
  'de1e552d-db1d-4423-a619-566b625cdc84',
  'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
  'dd4ec289-e01d-41c9-bb89-70fa845d4bf2',
  'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
  '53414d53-554e-4700-0000-000000000000',
  '08987058-cadc-4b81-b6e1-30de50dcbe96',
  '2fc0579f-8113-47ea-b116-bb5a8db9202a',
] as const

const often = <T>(value: fc.Arbitrary<T>, rare: T) =>
  fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: fc.constant(rare) })

const anyProfile = (id: string): fc.Arbitrary<PasskeyProfile> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    passkeyTypes: often(fc.constantFrom('deviceBound,synced', 'deviceBound', 'synced'), null),
    attestationEnforcement: often(fc.constantFrom('disabled', 'registrationOnly'), null),
    keyRestrictions: fc.record({
      isEnforced: often(fc.boolean(), null),
      enforcementType: often(fc.constantFrom('allow', 'block'), 'unknownFutureValue'),
      aaGuids: fc.subarray([...aaGuids]),
    }),
  }) as fc.Arbitrary<PasskeyProfile>

const anyPasskeys: fc.Arbitrary<Partial<PasskeyConfiguration>> = fc
  .tuple(
    fc.constantFrom('enabled', 'enabled', 'enabled', 'disabled', null),
    often(fc.constantFrom(true, true, true, false), null),
    anyProfile(ids.profile),
    anyProfile(ids.keysOnly),
    fc.array(fc.tuple(somebody, fc.subarray([ids.profile, ids.keysOnly])), { maxLength: 3 }),
    fc.subarray([...groups], { maxLength: 1 }),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([state, isSelfServiceRegistrationAllowed, one, two, targets, excluded, shape]) => ({
    state: state,
    isSelfServiceRegistrationAllowed,
    passkeyProfiles: [one, two],
    // Mostly everybody has a profile, so that most tenants let somebody register.
    includeTargets:
      shape < 5 ? [target('all_users', ids.profile)] : targets.map(([id, profiles]) => target(id, ...profiles)),
    excludeTargets: excluded.map((id) => target(id)),
  }))

const anyMethod = (id: string): fc.Arbitrary<MethodConfiguration> =>
  fc
    .tuple(
      fc.constantFrom('enabled', 'enabled', 'disabled', null),
      fc.subarray(['all_users', ids.staff]),
      fc.subarray([ids.excluded]),
    )
    .map(([state, includes, excludes]) =>
      method(id, {
        state: state,
        includeTargets: includes.map((group) => target(group)),
        excludeTargets: excludes.map((group) => target(group)),
        ...(id === 'external' ? { '@odata.type': '#microsoft.graph.externalAuthenticationMethodConfiguration' } : {}),
      }),
    )

const anyCampaign = fc
  .tuple(
    fc.constantFrom('disabled', 'enabled', 'default', 'unknownFutureValue'),
    somebody,
    fc.constantFrom('fido2', 'microsoftAuthenticator', null),
  )
  .map(([state, id, targetedAuthenticationMethod]) =>
    campaign({
      state: state as 'enabled',
      includeTargets: [{ id, targetType: 'group', targetedAuthenticationMethod }],
    }),
  )

const anyMethodsPolicy = fc
  .tuple(
    anyPasskeys,
    fc.tuple(
      ...[
        'Sms',
        'Voice',
        'MicrosoftAuthenticator',
        'SoftwareOath',
        'TemporaryAccessPass',
        'X509Certificate',
        'external',
      ].map(anyMethod),
    ),
    often(anyCampaign, null as never),
    fc.constantFrom('migrationComplete', 'migrationInProgress', null),
    fc.boolean(),
  )
  .map(([passkeys, methods, campaignOrNone, policyMigrationState, plain]) =>
    methodsPolicy({
      passkeys,
      campaign: campaignOrNone,
      policyMigrationState: policyMigrationState as 'migrationComplete',
      ...(plain ? {} : { methods }),
    }),
  )

const anyConditionalAccess = fc
  .record({
    id: fc.constantFrom('p1', 'p2', 'p3'),
    state: fc.constantFrom('enabled', 'enabled', 'enabled', 'disabled', 'enabledForReportingButNotEnforced'),
    userAction: fc.boolean(),
    strength: fc.option(fc.constantFrom<string>(phishingResistantStrengthId, ids.bootstrapStrength, 'unlisted'), {
      nil: undefined,
    }),
    controls: fc.subarray(['block', 'mfa', 'compliantDevice', 'compliantApplication', 'passwordChange'], {
      maxLength: 2,
    }),
    operator: fc.constantFrom('AND', 'OR'),
    users: fc.record({
      includeUsers: fc.constantFrom(['All'], [], ['GuestsOrExternalUsers'], ['odd']),
      includeGroups: fc.subarray([...groups], { maxLength: 1 }),
      excludeGroups: fc.subarray([...groups], { maxLength: 1 }),
      includeRoles: fc.subarray([ids.role]),
      excludeRoles: fc.subarray([ids.role]),
    }),
    conditions: fc.constantFrom(
      {},
      {},
      { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      { platforms: { includePlatforms: ['android', 'iOS'], excludePlatforms: [] } },
      { platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS', 'windows'] } },
      { clientAppTypes: ['mobileAppsAndDesktopClients'] },
    ),
  })
  .map(({ strength, ...shape }) =>
    policy({ ...(shape as Parameters<typeof policy>[0]), ...(strength === undefined ? {} : { strength }) }),
  )

const anyRoles: fc.Arbitrary<RoleAssignments> = fc.constantFrom<RoleAssignments>(
  { assignments: [], eligibleRead: true },
  { assignments: [{ principalId: 'p', roleTemplateId: ids.role, kind: 'eligible' }], eligibleRead: true },
)

/** A tenant whose policies were all read. */
export const anyTenant: fc.Arbitrary<TenantChanges> = fc.record({
  methods: anyMethodsPolicy,
  policies: fc.array(anyConditionalAccess, { maxLength: 3 }),
  roles: anyRoles,
})

const allReferences: readonly PolicyReference[] = [
  ...groups.map((id): PolicyReference => `group:${id}`),
  `role:${ids.role}`,
]
const allDevices: readonly DeviceCapability[] = [
  'authenticator',
  'phone-vault',
  'samsung-vault',
  'windows',
  'mac',
  'none',
]

/** A person of whom everything was read. */
export const anyPerson: fc.Arbitrary<PersonCase> = fc.record({
  accountEnabled: fc.constantFrom(true, true, true, false),
  kind: fc.constantFrom('member', 'member', 'member', 'internal-guest', 'external'),
  namedAs: fc.constantFrom(null, null, null, null, 'emergency', 'service', 'shared'),
  isGlobalAdministrator: fc.boolean(),
  isAdministrator: fc.boolean(),
  methods: fc.subarray([...knownMethods], { maxLength: 4 }).map((names) => names.toSorted()),
  references: fc.subarray([...allReferences]),
  devices: fc.subarray([...allDevices], { minLength: 1, maxLength: 3 }),
})

/** What of a tenant and a person is hidden: each is a fact that was not read. */
export type Hidden = {
  readonly methodsPolicy: boolean
  readonly conditionalAccess: boolean
  readonly strengths: boolean
  readonly roles: boolean
  readonly groups: boolean
  readonly methods: boolean
  readonly devices: boolean
}

/** Any set of unread facts. */
export const anyHidden: fc.Arbitrary<Hidden> = fc.record({
  methodsPolicy: fc.boolean(),
  conditionalAccess: fc.boolean(),
  strengths: fc.boolean(),
  roles: fc.boolean(),
  groups: fc.boolean(),
  methods: fc.boolean(),
  devices: fc.boolean(),
})

/** The same tenant and person with less read. */
export function hide(
  tenant: TenantChanges,
  whole: PersonCase,
  hidden: Hidden,
): { readonly tenant: TenantChanges; readonly person: PersonCase } {
  const known = hidden.roles
    ? (whole.references?.filter((reference) => !reference.startsWith('role:')) ?? null)
    : whole.references
  return {
    tenant: {
      ...tenant,
      ...(hidden.methodsPolicy ? { methods: null } : {}),
      ...(hidden.conditionalAccess ? { policies: null } : {}),
      ...(hidden.strengths ? { strengths: null } : {}),
      ...(hidden.roles ? { roles: null } : {}),
    },
    person: {
      ...whole,
      references: hidden.groups ? null : known,
      ...(hidden.roles ? { isGlobalAdministrator: null } : {}),
      ...(hidden.methods ? { methods: null } : {}),
      ...(hidden.devices ? { devices: null } : {}),
    },
  }
}
