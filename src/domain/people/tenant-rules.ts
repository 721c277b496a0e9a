// The tenant's policies as rules, prepared once so that each of a few thousand cases is judged against them in microseconds. A policy that
// was not read, was read in part or too long ago is null here, and whatever rests on it is unknown.

import { isComplete, type Evidence } from '../shared/evidence.ts'
import {
  authenticationMethodsPolicy,
  type AuthenticationMethodsPolicy,
} from '../tenant/authentication-methods-policy.ts'
import { authenticationStrengths } from '../tenant/authentication-strengths.ts'
import { conditionalAccessPolicies } from '../tenant/conditional-access-policies.ts'
import type { Fact, FactBook, ValueOf } from '../tenant/fact.ts'
import { roleAssignments } from '../tenant/role-assignments.ts'
import { securityDefaults } from '../tenant/security-defaults.ts'
import { campaignRules, type CampaignRules } from './campaign-rules.ts'
import { passkeyRules, type PasskeyRules } from './passkey-rules.ts'
import { methodScope, type RolesRead, type Scope } from './policy-scope.ts'
import { registrationRules, type RegistrationRule } from './registration-rules.ts'
import type { Told } from './told.ts'

export { policyReferences, type NamedByPolicies } from './policy-references.ts'

/** One method of the methods policy. `on` is null where its state was not told. */
export type MethodRules = {
  readonly id: string
  readonly type: string
  readonly on: Told
  readonly scope: Scope
  readonly offersCodes: boolean
}

/** What the tenant's policies say, or null where they were not read. */
export type TenantRules = {
  readonly passkeys: PasskeyRules | null
  readonly campaign: CampaignRules | null
  /** The methods, by Microsoft's id in lower case. */
  readonly methods: ReadonlyMap<string, MethodRules> | null
  /** Whether the legacy MFA and password reset policies are out of force; null where Microsoft does not say (seen live). */
  readonly legacyPoliciesRetired: Told
  /** The Conditional Access policies that stand at the door of registration. */
  readonly registration: readonly RegistrationRule[] | null
  /** Whether all of them were read; false means that one more may stand there. */
  readonly registrationWhole: boolean
  readonly roles: RolesRead
}

/** Prepares the rules from what is known at `now`. */
export function tenantRules(facts: FactBook, now: Temporal.Instant): TenantRules {
  const methods = believed(authenticationMethodsPolicy, facts, now)
  const policy = methods?.whole === true ? methods.value : null
  const passkeys = policy === null ? null : passkeyRules(policy)
  const conditionalAccess = believed(conditionalAccessPolicies, facts, now)
  const strengths = believed(authenticationStrengths, facts, now)
  // Security defaults and Conditional Access exclude each other: with the former on no policy is enforced.
  const defaultsOn = believed(securityDefaults, facts, now)?.value.isEnabled === true
  const policies = conditionalAccess?.value ?? (defaultsOn ? [] : null)
  return {
    passkeys,
    campaign: policy === null || passkeys === null ? null : campaignRules(policy, passkeys),
    methods: policy === null ? null : methodRules(policy),
    legacyPoliciesRetired: policy === null ? null : legacyPoliciesRetired(policy),
    registration: policies === null ? null : registrationRules(policies, strengths?.value ?? null),
    registrationWhole: conditionalAccess?.whole ?? defaultsOn,
    roles: rolesRead(facts, now),
  }
}

/** A fact that is known and not too old; null when it may not be believed. */
function believed<F extends Fact>(
  fact: F,
  facts: FactBook,
  now: Temporal.Instant,
): { readonly value: NonNullable<ValueOf<F>>; readonly whole: boolean } | null {
  const evidence = facts[fact.name] as Evidence<NonNullable<ValueOf<F>>> | undefined
  if (evidence?.state !== 'known') return null
  if (now.since(evidence.takenAt).total('hours') > fact.maxAgeHours) return null
  return { value: evidence.value, whole: isComplete(evidence.coverage) }
}

function methodRules(policy: AuthenticationMethodsPolicy): ReadonlyMap<string, MethodRules> {
  return new Map(
    policy.authenticationMethodConfigurations.map((method) => [
      method.id.toLowerCase(),
      {
        id: method.id,
        type: (method['@odata.type'] ?? '').toLowerCase(),
        on: method.state === null ? null : method.state === 'enabled',
        scope: methodScope(method),
        offersCodes: 'isSoftwareOathEnabled' in method && method.isSoftwareOathEnabled === true,
      },
    ]),
  )
}

function legacyPoliciesRetired(policy: AuthenticationMethodsPolicy): Told {
  if (policy.policyMigrationState === 'migrationComplete') return true
  return policy.policyMigrationState === 'preMigration' || policy.policyMigrationState === 'migrationInProgress'
    ? false
    : null
}

/** Whoever may activate a role and does not hold it: a policy that leaves the role out does not always leave them out. */
function rolesRead(facts: FactBook, now: Temporal.Instant): RolesRead {
  const roles = believed(roleAssignments, facts, now)
  if (roles?.whole !== true) return { read: false, withEligible: new Set() }
  const held = new Set(roles.value.assignments.filter(({ kind }) => kind === 'active').map(keyOf))
  const onlyEligible = roles.value.assignments.filter(
    (assignment) => assignment.kind === 'eligible' && !held.has(keyOf(assignment)),
  )
  return {
    read: true,
    withEligible: new Set(onlyEligible.map(({ roleTemplateId }) => `role:${roleTemplateId.toLowerCase()}`)),
  }
}

function keyOf({
  principalId,
  roleTemplateId,
}: {
  readonly principalId: string
  readonly roleTemplateId: string
}): string {
  return `${roleTemplateId} ${principalId}`
}
