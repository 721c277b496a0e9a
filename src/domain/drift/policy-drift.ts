// Finds what changed in the sign-in policies between two moments, by whom, and what it breaks for a rollout (P1.6). A policy that was read
// at one of the moments only is said to be untold, never unchanged.

import { explainUnknown, type Evidence } from '../shared/evidence.ts'
import {
  authenticationMethodsPolicy,
  type AuthenticationMethodsPolicy,
} from '../tenant/authentication-methods-policy.ts'
import { authenticationStrengths, type AuthenticationStrength } from '../tenant/authentication-strengths.ts'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../tenant/conditional-access-policies.ts'
import { domains } from '../tenant/domains.ts'
import { emergencyAccounts, type EmergencyAccount } from '../tenant/emergency-accounts.ts'
import type { Fact, FactBook } from '../tenant/fact.ts'
import type { PolicyChange } from '../tenant/policy-changes.ts'
import { securityDefaults, type SecurityDefaults } from '../tenant/security-defaults.ts'
import {
  accessMeaning,
  domainMeaning,
  securityDefaultsMeaning,
  strengthMeaning,
  type EmergencyIds,
} from './access-drift.ts'
import { lost, type Drift, type DriftSubject, type Meaning } from './drift.ts'
import { jsonDifference, type Difference } from './json-difference.ts'
import { methodsMeaning } from './methods-drift.ts'

export type { Drift } from './drift.ts'

/** How one fact is compared. `activity` is the word of Microsoft's audit activity names that marks its changes; null where none does. */
type Watched = {
  readonly fact: Fact
  readonly activity: string | null
  /** What differs, with the part of the value that is compared. */
  compared(value: unknown): unknown
  subject(change: Difference, before: unknown, after: unknown): DriftSubject
  meaning(change: Difference, before: unknown, after: unknown, emergency: EmergencyIds): Meaning
}

/** All changes, worst first and then in order of fact and path. `changes` are what the audit log recorded. */
export function policyDrift(before: FactBook, after: FactBook, changes: readonly PolicyChange[]): readonly Drift[] {
  const emergency = emergencyIds(before, after)
  const drift = watched.flatMap((watch) =>
    driftOf(watch, before[watch.fact.name], after[watch.fact.name], changes, emergency),
  )
  return drift.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity))
}

const severities = ['critical', 'high', 'medium', 'low'] as const

function driftOf(
  watch: Watched,
  before: Evidence<unknown> | undefined,
  after: Evidence<unknown> | undefined,
  changes: readonly PolicyChange[],
  emergency: EmergencyIds,
): readonly Drift[] {
  if (before?.state !== 'known' || after?.state !== 'known') return untold(watch, before, after)
  const differences = jsonDifference(watch.compared(before.value), watch.compared(after.value))
  return differences.map((change): Drift => {
    const subject = watch.subject(change, before.value, after.value)
    const { severity, breaks } = watch.meaning(change, before.value, after.value, emergency)
    const says = [sentence(change, subject), breaks].filter((text) => text !== null).join(' ')
    const window = { from: before.takenAt, to: after.takenAt }
    const path = change.path.join('/')
    return {
      fact: watch.fact.name,
      path,
      subject,
      before: change.before,
      after: change.after,
      severity,
      says,
      breaks,
      ...whoChanged(watch, subject, changes, window),
    }
  })
}

function untold(
  watch: Watched,
  before: Evidence<unknown> | undefined,
  after: Evidence<unknown> | undefined,
): readonly Drift[] {
  if (before?.state !== 'known' && after?.state !== 'known') return []
  const missing = before?.state === 'known' ? after : before
  const why = missing?.state === 'unknown' ? explainUnknown(missing.reason) : explainUnknown({ kind: 'never-read' })
  const when = before?.state === 'known' ? 'now' : 'at the earlier moment'
  const breaks = 'A change may have gone unseen.'
  const says = `Whether this changed cannot be told, it was not read ${when}: ${watch.fact.title}. ${why} ${breaks}`
  const subject: DriftSubject = { kind: 'setting', id: watch.fact.name, name: watch.fact.title }
  return [
    {
      fact: watch.fact.name,
      path: '',
      subject,
      before: null,
      after: null,
      severity: 'medium',
      says,
      breaks,
      by: null,
      at: null,
    },
  ]
}

/** How many members of a list are named in a sentence. */
const namedMax = 3

/** What changed, with values as far as they fit a line. */
function sentence({ path, before, after }: Difference, subject: DriftSubject): string {
  const own = path.findLastIndex((part) => part.toLowerCase() === subject.id.toLowerCase())
  const field = path
    .slice(own + 1)
    .filter((part) => part !== 'authenticationMethodsRegistrationCampaign')
    .join(' > ')
  const what = field === '' || (path.length === 1 && own === 0) ? subject.name : `${subject.name}: ${field}`
  if (Array.isArray(before) || Array.isArray(after))
    return `${what} ${membersMoved(lost(before, after), lost(after, before))}.`
  if (before === null) return `${what} was added.`
  if (after === null) return `${what} was removed.`
  if (typeof before === 'object' || typeof after === 'object') return `${what} changed.`
  return `${what} changed from ${plain(before)} to ${plain(after)}.`
}

function membersMoved(gone: readonly string[], come: readonly string[]): string {
  const list = (members: readonly string[]) =>
    members.length > namedMax
      ? `${members.slice(0, namedMax).join(', ')} and ${members.length - namedMax} more`
      : members.join(', ')
  const moved = [gone.length > 0 ? `lost ${list(gone)}` : null, come.length > 0 ? `gained ${list(come)}` : null]
  return moved.filter((part) => part !== null).join(' and ') || 'changed'
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * Matches the audit log: an event of this kind of policy, between the two readings, about this very policy where the log names one.
 * Several people in that time leave open who made this change; then nobody is named.
 */
function whoChanged(
  watch: Watched,
  subject: DriftSubject,
  changes: readonly PolicyChange[],
  window: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): Pick<Drift, 'by' | 'at'> {
  const { activity } = watch
  if (activity === null) return { by: null, at: null }
  const isAbout = ({ targetId, target }: PolicyChange) =>
    subject.kind !== 'policy' && subject.kind !== 'strength'
      ? true
      : targetId === null && target === null
        ? true
        : targetId?.toLowerCase() === subject.id.toLowerCase() || (targetId === null && target === subject.name)
  const inWindow = (at: Temporal.Instant) =>
    Temporal.Instant.compare(at, window.from) >= 0 && Temporal.Instant.compare(at, window.to) <= 0
  const matching = changes
    .filter((change) => change.activity.toLowerCase().includes(activity) && isAbout(change))
    .map((change) => ({ ...change, instant: Temporal.Instant.from(change.at) }))
    .filter(({ instant }) => inWindow(instant))
    .toSorted((one, other) => Temporal.Instant.compare(other.instant, one.instant))
  const newest = matching[0]
  if (newest === undefined) return { by: null, at: null }
  return { by: new Set(matching.map(({ by }) => by)).size === 1 ? newest.by : null, at: newest.at }
}

function emergencyIds(...books: readonly FactBook[]): EmergencyIds {
  const accounts = books.flatMap((book) => {
    const evidence = book[emergencyAccounts.name]
    return evidence?.state === 'known' ? (evidence.value as readonly EmergencyAccount[]) : []
  })
  return new Set(accounts.flatMap(({ id }) => (id === null ? [] : [id.toLowerCase()])))
}

type Item = { readonly id: string; readonly displayName?: string | null; readonly name?: string | null }

type MethodItem = Item & { readonly passkeyProfiles?: readonly Item[] }

/** The item that has this id. */
function itemOf<T extends Item>(items: readonly T[], id: string | undefined): T | null {
  return items.find((item) => item.id.toLowerCase() === id) ?? null
}

function namedItem(kind: DriftSubject['kind']) {
  return ({ path: [id = ''] }: Difference, before: unknown, after: unknown): DriftSubject => {
    const item = itemOf(after as readonly Item[], id) ?? itemOf(before as readonly Item[], id)
    return { kind, id: item?.id ?? id, name: item?.displayName ?? item?.id ?? id }
  }
}

function methodsSubject(
  { path: [area = '', id = '', field, inner] }: Difference,
  before: unknown,
  after: unknown,
): DriftSubject {
  if (area === 'registrationEnforcement') return { kind: 'campaign', id: area, name: 'Registration campaign' }
  if (area !== 'authenticationMethodConfigurations')
    return { kind: 'setting', id: area, name: 'Authentication methods policy' }
  const inReading = (value: unknown): MethodItem | null =>
    itemOf((value as AuthenticationMethodsPolicy).authenticationMethodConfigurations, id)
  const method = inReading(after) ?? inReading(before)
  if (field !== 'passkeyProfiles' || inner === undefined)
    return { kind: 'method', id: method?.id ?? id, name: `Method ${method?.id ?? id}` }
  const profile =
    itemOf<Item>(inReading(after)?.passkeyProfiles ?? [], inner) ??
    itemOf<Item>(inReading(before)?.passkeyProfiles ?? [], inner)
  return { kind: 'profile', id: inner, name: `Passkey profile ${profile?.name ?? inner}` }
}

/** A strength that a policy carries is compared where it is kept, once, and not in each policy that names it. */
function withoutStrengths(value: unknown): unknown {
  return (
    value as readonly { readonly grantControls?: { readonly authenticationStrength?: Item | null } | null }[]
  ).map((policy) => {
    const strength = policy.grantControls?.authenticationStrength
    return strength == null
      ? policy
      : { ...policy, grantControls: { ...policy.grantControls, authenticationStrength: { id: strength.id } } }
  })
}

const policyIn = (value: unknown, { path }: Difference) => itemOf(value as readonly ConditionalAccessPolicy[], path[0])

const strengthIn = (value: unknown, { path }: Difference) => itemOf(value as readonly AuthenticationStrength[], path[0])

const asItIs = (value: unknown): unknown => value

/** The change with the path that begins behind the item's id. */
function behindId(change: Difference): Difference {
  return { ...change, path: change.path.slice(1) }
}

const watched: readonly Watched[] = [
  {
    fact: authenticationMethodsPolicy,
    activity: 'authentication methods policy',
    compared: asItIs,
    subject: methodsSubject,
    meaning: methodsMeaning,
  },
  {
    fact: conditionalAccessPolicies,
    activity: 'conditional access policy',
    compared: withoutStrengths,
    subject: namedItem('policy'),
    meaning: (change, before, after, emergency) =>
      accessMeaning(behindId(change), policyIn(before, change), policyIn(after, change), emergency),
  },
  {
    fact: authenticationStrengths,
    activity: 'authentication strength policy',
    compared: asItIs,
    subject: namedItem('strength'),
    meaning: (change, before, after) =>
      strengthMeaning(behindId(change), strengthIn(before, change), strengthIn(after, change)),
  },
  {
    fact: securityDefaults,
    activity: 'security defaults',
    compared: (value) => ({ isEnabled: (value as SecurityDefaults).isEnabled }),
    subject: () => ({ kind: 'setting', id: 'isEnabled', name: 'Security defaults' }),
    meaning: securityDefaultsMeaning,
  },
  {
    fact: domains,
    activity: null,
    compared: asItIs,
    subject: namedItem('domain'),
    meaning: (change) => domainMeaning(behindId(change)),
  },
]
