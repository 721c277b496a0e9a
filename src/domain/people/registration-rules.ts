// Conditional Access as rules for the moment at which somebody registers a passkey: which enforced policies stand at that door, and what
// each asks. Follows Microsoft's pages on the user action "Register security information" and on how authentication strengths work.

import {
  allowsTemporaryAccessPass,
  phishingResistantCombinations,
  type AuthenticationStrength,
} from '../tenant/authentication-strengths.ts'
import {
  isEnforced,
  registerSecurityInfoAction,
  type ConditionalAccessConditions,
  type ConditionalAccessPolicy,
  type GrantControls,
} from '../tenant/conditional-access-policies.ts'
import type { ReasonCode } from './judgement.ts'
import { conditionalAccessScope, type Scope } from './policy-scope.ts'
import { no, unsure, yes, type Finding } from './told.ts'

/** The platforms on which somebody can register, as Conditional Access spells them. */
export type Platform = 'android' | 'iOS' | 'windows' | 'macOS'

/** One thing that a policy asks for. */
export type Control =
  | { readonly kind: 'block' }
  | { readonly kind: 'mfa' }
  | { readonly kind: 'strength'; readonly strength: StrengthRules | null }
  /** Something that nobody can tell of the person beforehand: a managed device, an app, a custom factor. The code says what. */
  | { readonly kind: 'untellable'; readonly code: ReasonCode }

/** What satisfies an authentication strength. `pins` holds the combinations that further settings narrow to some providers or issuers. */
export type StrengthRules = {
  readonly combinations: ReadonlySet<string>
  readonly pins: ReadonlySet<string>
  readonly allowsPass: boolean
}

/** A policy at the door. */
export type RegistrationRule = {
  readonly id: string
  readonly over: 'user-action' | 'all-resources'
  readonly users: Scope
  readonly platforms: { readonly include: readonly string[]; readonly exclude: readonly string[] } | null
  /** Null when it always stands there; else the code of the circumstance that nobody can tell beforehand. */
  readonly onlyIf: ReasonCode | null
  readonly operator: 'AND' | 'OR'
  readonly controls: readonly Control[]
  /** The code when what it asks is not met. */
  readonly refusal: ReasonCode
}

/**
 * Applications that take part in registering. A policy over all resources that leaves one out may not stand at the door: nobody documents
 * which suffice. In order: My Sign-ins, App Access Panel, Azure Credential Configuration Endpoint Service, Windows Azure Active Directory.
 */
const registrationApplications: readonly string[] = [
  '19db86c3-b2b9-44cc-b339-36da233a3be2',
  '0000000c-0000-0000-c000-000000000000',
  'ea890292-c8c8-4433-b5ea-b09d0668e1a6',
  '00000002-0000-0000-c000-000000000000',
]

/** The policies that stand at the door. Report-only ones do not; those for risky sign-ins are judged as for a person without risk. */
export function registrationRules(
  policies: readonly ConditionalAccessPolicy[],
  strengths: readonly AuthenticationStrength[] | null,
): readonly RegistrationRule[] {
  return policies.flatMap((policy) => {
    const over = overWhat(policy.conditions)
    if (!isEnforced(policy) || over === null || concernsOtherSignIns(policy.conditions)) return []
    const controls = controlsOf(policy, strengths)
    if (controls.length === 0) return []
    const platforms = policy.conditions.platforms
    const rule: RegistrationRule = {
      id: policy.id,
      over,
      users: conditionalAccessScope(policy.conditions.users),
      platforms:
        platforms == null ? null : { include: platforms.includePlatforms, exclude: platforms.excludePlatforms },
      onlyIf: circumstance(policy, over),
      operator: policy.grantControls?.operator === 'AND' ? 'AND' : 'OR',
      controls,
      refusal: controls.some(({ kind }) => kind === 'block')
        ? `policy-blocks-registration:${policy.id}`
        : `policy-strength-not-met:${policy.id}`,
    }
    return [rule]
  })
}

/** The requirement that a rollout ends with: phishing-resistant, for everybody, for all resources, on all platforms. */
export const plannedRequirement: RegistrationRule = {
  id: 'planned',
  over: 'all-resources',
  users: { includes: [{ kind: 'everyone' }], excludes: [] },
  platforms: null,
  onlyIf: null,
  operator: 'OR',
  controls: [
    {
      kind: 'strength',
      strength: { combinations: new Set(phishingResistantCombinations), pins: new Set(), allowsPass: false },
    },
  ],
  refusal: 'planned-requirement-not-met',
}

/** Whether the policy covers a sign-in on this platform. */
export function coversPlatform(rule: RegistrationRule, platform: Platform): Finding {
  if (rule.platforms === null) return yes
  const lists = (names: readonly string[]) =>
    names.some((name) => name === 'all' || name.toLowerCase() === platform.toLowerCase())
  const { include, exclude } = rule.platforms
  if (lists(exclude)) return no()
  if (include.includes('unknownFutureValue')) return unsure('scope-unreadable')
  return lists(include) ? yes : no()
}

function overWhat(conditions: ConditionalAccessConditions): RegistrationRule['over'] | null {
  const applications = conditions.applications
  if (applications == null) return null
  if (applications.includeUserActions.includes(registerSecurityInfoAction)) return 'user-action'
  const named = applications.includeApplications.map((id) => id.toLowerCase())
  return named.includes('all') || named.some((id) => registrationApplications.includes(id)) ? 'all-resources' : null
}

/** Old protocols, device code flow and risk: none of them is how somebody opens the page to register. */
function concernsOtherSignIns(conditions: ConditionalAccessConditions): boolean {
  const clients = conditions.clientAppTypes ?? []
  const modern =
    clients.length === 0 || clients.some((type) => ['all', 'browser', 'mobileAppsAndDesktopClients'].includes(type))
  const flows = conditions.authenticationFlows?.transferMethods ?? null
  const risks = [conditions.userRiskLevels, conditions.signInRiskLevels].some((levels) => (levels ?? []).length > 0)
  return !modern || (flows !== null && flows !== 'none') || risks || conditions.insiderRiskLevels != null
}

/** The circumstance on which the policy depends and which nobody can tell of the person beforehand. */
function circumstance(policy: ConditionalAccessPolicy, over: RegistrationRule['over']): ReasonCode | null {
  const { clientAppTypes, locations, devices, applications } = policy.conditions
  if (locations != null && !isEverywhere(locations)) return `policy-needs-place:${policy.id}`
  if (devices?.deviceFilter != null) return `policy-needs-managed-device:${policy.id}`
  const left = (applications?.excludeApplications ?? []).map((id) => id.toLowerCase())
  const clients = clientAppTypes ?? []
  const browserToo = clients.length === 0 || clients.includes('all') || clients.includes('browser')
  const reachUnclear =
    !browserToo || (over === 'all-resources' && left.some((id) => registrationApplications.includes(id)))
  return reachUnclear ? `policy-reach-unclear:${policy.id}` : null
}

function isEverywhere(locations: NonNullable<ConditionalAccessConditions['locations']>): boolean {
  return locations.includeLocations.includes('All') && locations.excludeLocations.length === 0
}

function controlsOf(
  policy: ConditionalAccessPolicy,
  strengths: readonly AuthenticationStrength[] | null,
): readonly Control[] {
  const grant = policy.grantControls
  if (grant == null) return []
  const controls = grant.builtInControls.map((control) => builtInControl(control, policy.id))
  if (grant.authenticationStrength != null) controls.push(strengthControl(grant.authenticationStrength, strengths))
  if ((grant.customAuthenticationFactors ?? []).length > 0) {
    controls.push({ kind: 'untellable', code: `policy-needs-other-factor:${policy.id}` })
  }
  // Terms of use are accepted on the way: with OR they are a way in of their own, with AND they add nothing that keeps a person out.
  return controls.length > 0 && grant.operator !== 'AND' && (grant.termsOfUse ?? []).length > 0 ? [] : controls
}

function builtInControl(control: GrantControls['builtInControls'][number], policyId: string): Control {
  switch (control) {
    case 'block':
    case 'mfa':
      return { kind: control }
    case 'compliantDevice':
    case 'domainJoinedDevice':
      return { kind: 'untellable', code: `policy-needs-managed-device:${policyId}` }
    case 'approvedApplication':
    case 'compliantApplication':
      return { kind: 'untellable', code: `policy-needs-managed-app:${policyId}` }
    default:
      return { kind: 'untellable', code: `policy-needs-other-factor:${policyId}` }
  }
}

/** Policies carry the strength whole or by id only; then it is looked up. */
function strengthControl(named: AuthenticationStrength, strengths: readonly AuthenticationStrength[] | null): Control {
  const whole = (named.allowedCombinations ?? []).length > 0 ? named : strengths?.find(({ id }) => id === named.id)
  if (whole === undefined) return { kind: 'strength', strength: null }
  const narrowing =
    (strengths?.find(({ id }) => id === named.id) ?? whole).combinationConfigurations ?? whole.combinationConfigurations
  return {
    kind: 'strength',
    strength: {
      combinations: new Set(whole.allowedCombinations),
      pins: new Set((narrowing ?? []).flatMap(({ appliesToCombinations }) => appliesToCombinations ?? ['fido2'])),
      allowsPass: allowsTemporaryAccessPass(whole),
    },
  }
}
