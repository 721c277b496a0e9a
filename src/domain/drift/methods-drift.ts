// What a change of the authentication methods policy breaks. Follows Microsoft's passkey profiles: attestation and self-service are asked
// at registration only, key restrictions and kinds of passkey at every sign-in.

import type { Difference } from './json-difference.ts'
import { breaking, harmless, lost, texts, type Meaning } from './drift.ts'

/** Judges one difference of the policy. `path` begins with the policy's property. */
export function methodsMeaning(change: Difference): Meaning {
  const [area, id = '', ...rest] = change.path
  if (area === 'registrationEnforcement') return campaignMeaning(change)
  if (area === 'policyMigrationState') {
    return breaking('medium', 'Methods of the legacy MFA and password reset policies may count again, or no longer.')
  }
  if (area !== 'authenticationMethodConfigurations') return harmless
  // A configuration that is no longer listed is off; one that appears is judged by the state it has.
  const inner: Difference = rest.length > 0 ? { ...change, path: rest } : wholeAsState(change)
  if (id === 'fido2') return passkeyMeaning(inner)
  return id === 'temporaryaccesspass' ? passMeaning(inner) : otherMethodMeaning(id, inner)
}

function wholeAsState({ before, after }: Difference): Difference {
  const state = (value: unknown) => (value as { readonly state?: unknown } | null)?.state ?? 'disabled'
  return { path: ['state'], before: state(before), after: state(after) }
}

function campaignMeaning({ path, before, after }: Difference): Meaning {
  const field = path[2]
  if (path.length < 2 || field === undefined) {
    return breaking('high', 'The registration campaign came or went: people are nudged all at once, or no longer.')
  }
  if (field === 'state') {
    if (after === 'disabled') return breaking('medium', 'Nobody is nudged to register any more.')
    return before === after ? harmless : breaking('high', 'People are nudged to register outside the waves.')
  }
  if (field === 'includeTargets' || field === 'excludeTargets') {
    return breaking('high', 'Other people are nudged to register, or for another method.')
  }
  return breaking('medium', 'People are nudged to register at another pace.')
}

/** Adding an include target or taking an exclude target away widens the scope; the opposite shrinks it. */
function shrinks(path: readonly string[], before: unknown, after: unknown): boolean {
  if (path.length !== 2) return false
  return (path[0] === 'includeTargets' && after === null) || (path[0] === 'excludeTargets' && before === null)
}

function passkeyMeaning({ path, before, after }: Difference): Meaning {
  if (path[0] === 'state' && before !== after) {
    return after === 'enabled' ? harmless : breaking('critical', 'Nobody can register or use a passkey any more.')
  }
  if (path[0] === 'isSelfServiceRegistrationAllowed' && after !== true) {
    return breaking('critical', 'Nobody can register a passkey by themselves any more.')
  }
  if (shrinks(path, before, after))
    return breaking('critical', 'Fewer people can register, and those left out cannot use the passkeys they have.')
  if (path[0] === 'includeTargets' && path[2] === 'allowedPasskeyProfiles') {
    return lost(before, after).length > 0
      ? breaking('high', 'People lose a passkey profile, and with it what only that one allowed.')
      : harmless
  }
  return path[0] === 'passkeyProfiles'
    ? profileMeaning({ path: path.slice(2), before, after })
    : legacyMeaning({ path, before, after })
}

/** The deprecated settings on the method itself hold only in tenants without profiles; in others they mirror the default profile. */
function legacyMeaning({ path, before, after }: Difference): Meaning {
  if (path[0] === 'keyRestrictions') return restrictionsMeaning({ path: path.slice(1), before, after })
  if (path[0] === 'isAttestationEnforced' && after === true) return attestationMeaning
  return harmless
}

const attestationMeaning = breaking(
  'high',
  'Phone vaults and Windows Hello can no longer be registered: they cannot attest.',
)

function profileMeaning({ path, before, after }: Difference): Meaning {
  if (path.length === 0) {
    return after === null
      ? breaking('critical', 'What only this profile allowed is neither registered nor accepted any more.')
      : harmless
  }
  if (path[0] === 'passkeyTypes') {
    const gone = lost(before, after)
    if (gone.includes('synced'))
      return breaking('critical', 'Synced passkeys, those in use too, are no longer accepted.')
    if (gone.length > 0)
      return breaking('critical', 'Device-bound passkeys and security keys, those in use too, are no longer accepted.')
    return harmless
  }
  if (path[0] === 'attestationEnforcement') return after === 'disabled' ? harmless : attestationMeaning
  return path[0] === 'keyRestrictions' ? restrictionsMeaning({ path: path.slice(1), before, after }) : harmless
}

const providersMeaning = breaking(
  'critical',
  'People who use a provider that is no longer allowed can no longer sign in with it.',
)

function restrictionsMeaning({ path, before, after }: Difference): Meaning {
  // The list as a whole came or went: what it holds decides.
  if (path.length === 0)
    return (after as { readonly isEnforced?: unknown } | null)?.isEnforced === true ? providersMeaning : harmless
  if (path[0] === 'isEnforced') return after === true ? providersMeaning : harmless
  if (path[0] === 'enforcementType') return providersMeaning
  // Whether the list allows or blocks stands beside it: ids that go from the one or come to the other shut people out. Either is worth a look.
  if (lost(before, after).length > 0) return providersMeaning
  return texts(after).length > 0 ? breaking('medium', 'The providers that a profile names have changed.') : harmless
}

function passMeaning({ path, before, after }: Difference): Meaning {
  if (path[0] === 'state' && before !== after) {
    return after === 'enabled'
      ? harmless
      : breaking('critical', 'Nobody without a method can begin to register any more.')
  }
  if (shrinks(path, before, after))
    return breaking('high', 'People who are left out cannot begin to register with a pass any more.')
  if (path[0] === 'includeTargets' || path[0] === 'excludeTargets') return harmless
  return breaking('medium', 'Passes last for another time, or open the door another number of times.')
}

/** SMS and voice end in 2027: more people on them is a step back, fewer may leave somebody without a method. */
function otherMethodMeaning(id: string, { path, before, after }: Difference): Meaning {
  const isPhone = id === 'sms' || id === 'voice'
  const off = path[0] === 'state' && before === 'enabled' && after !== 'enabled'
  if (off || shrinks(path, before, after)) {
    return breaking('high', 'People who have no other method can neither pass MFA nor begin to register.')
  }
  const on = path[0] === 'state' && after === 'enabled' && before !== after
  const widens =
    path.length === 2 &&
    (path[0] === 'includeTargets' ? before === null : path[0] === 'excludeTargets' && after === null)
  return isPhone && (on || widens)
    ? breaking('medium', 'More people will depend on SMS or voice, which end in 2027.')
    : harmless
}
