// How ready a person is (P2.2) and what happens next: ready, capable of registering today with their own device, in need of a step that
// somebody else takes, blocked, excluded from the rollout, or unknown. Windows Hello alone is not ready: it passes on one computer only.

import type { DestinationFinding } from './destination.ts'
import type { ReasonCode, RegistrationPath, Tier } from './judgement.ts'
import { describeMethods, type MethodSummary } from './methods.ts'
import type { PersonCase } from './person-case.ts'
import { actionAgainst } from './reasons.ts'
import type { PathFinding, Way } from './registration-path.ts'
import type { TenantRules } from './tenant-rules.ts'
import { anyOf, no, type Finding } from './told.ts'
import { keysOf } from './usable-keys.ts'

/** A person's tier, the next action, and the reasons that the tier adds to those of exposure and destination. */
export type TierFinding = {
  readonly tier: Tier
  readonly nextAction: ReasonCode
  readonly reasons: readonly ReasonCode[]
}

/** Judges one person from what was found of their destination and of their path under today's policies. */
export function tierOf(
  person: PersonCase,
  rules: TenantRules,
  destination: DestinationFinding,
  today: PathFinding,
): TierFinding {
  const excluded = exclusion(person)
  if (excluded !== null) return excluded
  if (person.methods === null) return { tier: 'unknown', nextAction: 'read-registrations', reasons: ['methods-unread'] }
  const methods = describeMethods(person.methods)
  const passes = passesGate(person, rules)
  // What is registered was read; a policy that was not read is said, and does not take the passkey away.
  if (passes.told !== false) return { tier: 'ready', nextAction: 'nothing-to-do', reasons: passes.codes }
  const refused: readonly ReasonCode[] = holdsPortable(methods, person.methods)
    ? ['passkey-refused-by-policy', ...passes.codes]
    : []
  if (methods.unknownMethods.length > 0) {
    const reasons = [...refused, ...methods.unknownMethods.map((name) => `unknown-method:${name}`)]
    return { tier: 'unknown', nextAction: 'look-up-method', reasons }
  }
  const bound: readonly ReasonCode[] = methods.computerBoundOnly === true ? ['computer-bound-only'] : []
  const found = byPath(today, destination, bound.length > 0)
  return { ...found, reasons: [...refused, ...bound, ...found.reasons] }
}

/** Whether a passkey or certificate that works on any device is accepted; no where there is none. */
function passesGate(person: PersonCase, rules: TenantRules): Finding {
  const portable = keysOf(person, rules).filter(
    ({ bootstrap, platform }) => bootstrap === 'phishing-resistant' && platform === null,
  )
  return portable.length === 0 ? no() : anyOf(portable.map(({ usable }) => usable))
}

function holdsPortable(methods: MethodSummary, names: readonly string[]): boolean {
  return methods.hasPasskey === true || names.includes('x509CertificateMultiFactor')
}

/** Disabled accounts, accounts that the owner named, and guests are outside the rollout; what is left to do for them is said all the same. */
function exclusion(person: PersonCase): TierFinding | null {
  if (person.accountEnabled === false) {
    return { tier: 'excluded', nextAction: 'nothing-to-do', reasons: ['account-disabled'] }
  }
  const resistant = person.methods === null ? null : describeMethods(person.methods).isPhishingResistant
  const unless = (action: ReasonCode): ReasonCode => (resistant === true ? 'nothing-to-do' : action)
  if (person.namedAs === 'emergency') {
    return { tier: 'excluded', nextAction: unless('give-emergency-account-a-key'), reasons: ['named-emergency'] }
  }
  if (person.namedAs !== null) {
    return { tier: 'excluded', nextAction: unless('review-named-account'), reasons: [`named-${person.namedAs}`] }
  }
  if (person.kind === 'member') return null
  return { tier: 'excluded', nextAction: unless('settle-guests'), reasons: ['guest-account'] }
}

function byPath({ path, ways }: PathFinding, destination: DestinationFinding, bound: boolean): TierFinding {
  if (path.state !== 'open') return withoutPath(path)
  const onDevice = ways.filter(({ route }) => route !== 'security-key')
  if (onDevice.some(unaided)) {
    return { tier: 'capable', nextAction: bound ? 'register-portable-passkey' : 'register-passkey', reasons: [] }
  }
  if (onDevice.length > 0) return { tier: 'needs-step', nextAction: 'issue-temporary-access-pass', reasons: [] }
  // A key would do; whether one is needed hangs on devices or policies that nobody has told us of.
  if (destination.destination === 'unknown') {
    return { tier: 'unknown', nextAction: actionAgainst(destination.reasons), reasons: destination.reasons }
  }
  const nextAction = ways.some(unaided) ? 'give-security-key' : 'give-key-and-pass'
  return { tier: 'needs-step', nextAction, reasons: ['security-key-only'] }
}

function withoutPath(path: Exclude<RegistrationPath, { readonly state: 'open' }>): TierFinding {
  const codes = path.state === 'closed' ? path.closedBy : path.because
  return { tier: path.state === 'closed' ? 'blocked' : 'unknown', nextAction: actionAgainst(codes), reasons: codes }
}

/** Whether the person needs nobody's help: everything but a pass is in their own hands. */
function unaided({ bootstrap }: Way): boolean {
  return bootstrap !== 'temporary-access-pass'
}
