// With what a person signed in, and what each Conditional Access policy made of it: the beta signIn's authenticationDetails and the applied
// policies with their strength results. Method names as the sign-in log shows them.

import { draw } from './chance.ts'
import { isoSecond } from './iso-time.ts'
import type { MethodFact } from './method-facts.ts'
import type { SignInFact } from './sign-ins.ts'
import type { Resource } from './world.ts'

/** The factor used in a sign-in. */
export type Factor = {
  /** The log's word; null when a password was all. */
  readonly name: string | null
  /** Resists phishing, and needed no password. */
  readonly strong: boolean
  /** Whether the person has anything that resists phishing, used or not. */
  readonly couldBeStrong: boolean
}

const weakNames: readonly (readonly [MethodFact['kind'], string])[] = [
  ['authenticator', 'Mobile app notification'],
  ['softwareOath', 'OATH verification code'],
  ['mobilePhone', 'Text message'],
  ['officePhone', 'Phone call approval (Office phone)'],
]

/** The factor of a sign-in: seven in ten sign-ins of those who can use something strong do use it. */
export function secondFactorOf(methods: readonly MethodFact[], fact: SignInFact): Factor {
  const usable = methods.filter(({ createdMs }) => createdMs <= fact.epochMs)
  const strong = usable.findLast(
    ({ kind }) => kind === 'passkey' || kind === 'windowsHello' || kind === 'secureEnclave',
  )
  const weak = weakNames.find(([kind]) => usable.some((method) => method.kind === kind))
  if (strong !== undefined && (weak === undefined || draw(fact.key, 6) < 0.7)) {
    return { name: strongName(strong), strong: true, couldBeStrong: true }
  }
  return { name: weak?.[1] ?? null, strong: false, couldBeStrong: strong !== undefined }
}

function strongName(method: MethodFact): string {
  if (method.kind === 'windowsHello') return 'Windows Hello for Business'
  if (method.kind === 'secureEnclave') return 'Platform credential for macOS'
  return method.passkey?.store === 'synced' ? 'Passkey (synced)' : 'Passkey (device-bound)'
}

/** The steps of a sign-in (beta authenticationDetail). */
export function authenticationDetails(factor: Factor, epochMs: number, failed: boolean): readonly Resource[] {
  const step = (authenticationMethod: string, requirement: string, succeeded: boolean): Resource => ({
    authenticationMethod,
    authenticationMethodDetail: null,
    authenticationStepDateTime: isoSecond(epochMs),
    authenticationStepRequirement: requirement,
    authenticationStepResultDetail: succeeded ? 'Correct password' : 'Incorrect password',
    succeeded,
  })
  if (failed) return [step('Password', 'Primary authentication', false)]
  const done = (name: string, requirement: string) => ({
    ...step(name, requirement, true),
    authenticationStepResultDetail: 'MFA completed in Azure AD',
  })
  if (factor.name === null) return [step('Password', 'Primary authentication', true)]
  if (factor.strong) return [done(factor.name, 'Primary authentication')]
  return [step('Password', 'Primary authentication', true), done(factor.name, 'Multi-factor authentication')]
}

type Conditions = {
  readonly users: { readonly includeUsers: readonly string[] }
  readonly applications: { readonly includeUserActions: readonly string[] }
  readonly clientAppTypes: readonly string[]
}

/**
 * What each policy did. Policies for everyone and for all apps apply, narrow ones do not; a report-only strength would have interrupted
 * whoever signed in another way. User actions are never evaluated here.
 */
export function appliedPolicies(policies: readonly Resource[], factor: Factor): readonly Resource[] {
  return policies.map((policy) => {
    const grant = policy.grantControls as {
      builtInControls: readonly string[]
      authenticationStrength: Resource | null
    } | null
    const conditions = policy.conditions as Conditions
    const everyone = conditions.users.includeUsers.includes('All')
    const applies =
      everyone && conditions.applications.includeUserActions.length === 0 && conditions.clientAppTypes.includes('all')
    const strength = grant?.authenticationStrength ?? null
    return {
      id: policy.id,
      displayName: policy.displayName,
      enforcedGrantControls: applies && grant?.builtInControls.includes('mfa') === true ? ['Mfa'] : [],
      enforcedSessionControls: applies && policy.sessionControls !== null ? ['SignInFrequency'] : [],
      result: resultOf(String(policy.state), applies, factor),
      ...(strength === null ? {} : { authenticationStrength: strengthResult(strength, applies, factor) }),
    }
  })
}

function strengthResult(strength: Resource, applies: boolean, factor: Factor): Resource {
  const missing = factor.couldBeStrong ? 'singleChallengeRequired' : 'singleRegistrationRequired'
  return {
    authenticationStrengthId: strength.id,
    displayName: strength.displayName,
    authenticationStrengthResult: !applies ? 'notSet' : factor.strong ? 'satisfied' : missing,
  }
}

function resultOf(state: string, applies: boolean, factor: Factor): string {
  if (state === 'disabled') return 'notEnabled'
  if (state === 'enabled') return applies ? 'success' : 'notApplied'
  if (!applies) return 'reportOnlyNotApplied'
  return factor.strong ? 'reportOnlySuccess' : 'reportOnlyInterrupted'
}
