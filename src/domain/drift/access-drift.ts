// What a change of Conditional Access, of an authentication strength, of security defaults or of a domain breaks.

import { phishingResistantCombinations, type AuthenticationStrength } from '../tenant/authentication-strengths.ts'
import { registerSecurityInfoAction, type ConditionalAccessPolicy } from '../tenant/conditional-access-policies.ts'
import { passwordNeverExpiresDays } from '../tenant/domains.ts'
import { breaking, harmless, lost, type Meaning } from './drift.ts'
import type { Difference } from './json-difference.ts'

/** Object ids of the emergency accounts, in lower case; empty where none is known. */
export type EmergencyIds = ReadonlySet<string>

/** Judges one difference of a policy. `path` begins behind the policy's id; `before` and `after` are the whole policy. */
export function accessMeaning(
  change: Difference,
  before: ConditionalAccessPolicy | null,
  after: ConditionalAccessPolicy | null,
  emergency: EmergencyIds,
): Meaning {
  if (before === null || after === null) return cameOrWent(before, after)
  const [field, ...rest] = change.path
  if (field === 'displayName') return harmless
  if (field === 'state') return switched(after)
  const users = field === 'conditions' && rest[0] === 'users'
  const spared =
    users &&
    (rest.length === 1
      ? sparedBy(change, emergency)
      : rest[1]?.startsWith('exclude') && lost(change.before, change.after))
  if (Array.isArray(spared) && spared.length > 0 && after.state !== 'disabled') {
    if (spared.some((id) => emergency.has(id.toLowerCase()))) {
      return breaking(
        'critical',
        'An emergency account is no longer left out: the policy may lock out the last way in.',
      )
    }
    return breaking(
      'high',
      'People who were left out are now covered, and so may be emergency accounts in a removed group.',
    )
  }
  if (after.state === 'disabled') return harmless
  const atDoor = standsAtDoor(before) || standsAtDoor(after)
  if (field === 'grantControls') {
    return breaking(
      atDoor ? 'high' : 'medium',
      'The policy asks for something else; people may no longer get through to register.',
    )
  }
  if (users)
    return breaking(after.state === 'enabled' ? 'high' : 'medium', 'The policy covers other people than before.')
  return field === 'conditions'
    ? breaking(atDoor ? 'high' : 'medium', 'The policy stands in other circumstances than before.')
    : harmless
}

/** The whole users condition was set or cleared: only the emergency accounts that are no longer named in it can be told. */
function sparedBy({ before, after }: Difference, emergency: EmergencyIds): readonly string[] {
  const named = (value: unknown) => (value as { readonly excludeUsers?: unknown } | null)?.excludeUsers
  return lost(named(before), named(after)).filter((id) => emergency.has(id.toLowerCase()))
}

function cameOrWent(before: ConditionalAccessPolicy | null, after: ConditionalAccessPolicy | null): Meaning {
  if (after !== null) return after.state === 'disabled' ? harmless : switched(after)
  if (before === null || before.state === 'disabled') return harmless
  return guardsRegistration(before)
    ? breaking('high', 'The policy on Register security information is gone: what lets a pass in went with it.')
    : breaking('medium', 'What the policy required is required no more.')
}

function switched(policy: ConditionalAccessPolicy): Meaning {
  if (policy.state === 'enabled') {
    return standsAtDoor(policy)
      ? breaking('critical', 'The policy is enforced: whoever cannot meet it can neither sign in nor register.')
      : breaking('high', 'The policy is enforced: whoever cannot meet it is stopped.')
  }
  if (policy.state === 'disabled') return breaking('medium', 'What the policy required is required no more.')
  return breaking('medium', 'The policy only reports: it stops nobody, and prepares for being enforced.')
}

function guardsRegistration(policy: ConditionalAccessPolicy): boolean {
  return policy.conditions.applications?.includeUserActions?.includes(registerSecurityInfoAction) === true
}

function standsAtDoor(policy: ConditionalAccessPolicy): boolean {
  return guardsRegistration(policy) || policy.conditions.applications?.includeApplications?.includes('All') === true
}

/** Judges one difference of a strength. `path` begins behind the strength's id. */
export function strengthMeaning(
  change: Difference,
  before: AuthenticationStrength | null,
  after: AuthenticationStrength | null,
): Meaning {
  if (before === null) return harmless
  if (after === null) return breaking('high', 'Policies that named this strength ask for something else now.')
  if (change.path[0] === 'combinationConfigurations') {
    return breaking(
      'high',
      'The strength accepts other passkeys or certificates than before; registering may fail without a word.',
    )
  }
  if (change.path[0] !== 'allowedCombinations') return harmless
  const gone = lost(change.before, change.after)
  if (gone.some((combination) => combination.startsWith('temporaryAccessPass'))) {
    return breaking('critical', 'A Temporary Access Pass no longer opens the door where this strength is required.')
  }
  if (gone.includes('fido2')) return breaking('critical', 'Passkeys no longer satisfy this strength.')
  if (gone.length > 0) return breaking('high', 'People whose only method was taken out no longer get through.')
  const weaker = lost(change.after, change.before).filter(
    (combination) => !phishingResistantCombinations.includes(combination),
  )
  return weaker.length > 0 ? breaking('medium', 'The strength lets more methods through than before.') : harmless
}

/** Judges security defaults being switched. */
export function securityDefaultsMeaning({ after }: Difference): Meaning {
  return after === true
    ? breaking('high', 'Security defaults and Conditional Access exclude each other: the gate cannot be enforced.')
    : breaking('medium', 'Nothing asks for MFA any more unless Conditional Access does.')
}

/** Judges one difference of a domain. `path` begins behind the domain's name. */
export function domainMeaning({ path, before, after }: Difference): Meaning {
  if (path[0] === 'passwordValidityPeriodInDays') {
    const expires = typeof after === 'number' && after < passwordNeverExpiresDays
    return expires && before !== after
      ? breaking('medium', 'Passwords expire during the rollout and people are asked for a new one.')
      : harmless
  }
  if (path[0] === 'authenticationType') return breaking('high', 'People of this domain sign in elsewhere than before.')
  return harmless
}
