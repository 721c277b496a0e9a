// The passkey (FIDO2) policy as rules: for each place that can keep a passkey, whether a profile lets it, and whom each profile reaches.
// Follows Microsoft's passkey profiles: of several profiles on one person any fully satisfied one is enough; excluded groups win.

import {
  passkeyConfiguration,
  type AuthenticationMethodsPolicy,
  type KeyRestrictions,
  type PasskeyConfiguration,
  type PasskeyProfile,
} from '../tenant/authentication-methods-policy.ts'
import { covers, leavesOut, methodScope, methodTarget, names } from './policy-scope.ts'
import type { Coverable, RolesRead, Scope, ScopeTarget } from './policy-scope.ts'
import { allOf, anyOf, no, unsure, yes, type Finding, type Told } from './told.ts'

/** A place that keeps a passkey. */
export type Vault =
  | 'authenticator-ios'
  | 'authenticator-android'
  | 'apple-passwords'
  | 'google-password-manager'
  | 'samsung-pass'
  | 'windows-hello'
  | 'security-key'

type PlatformVault = {
  /** All the ids under which the provider registers; which of them a device uses is not known beforehand. */
  readonly aaGuids: readonly string[]
  /** `either`: Samsung Pass was seen device-bound; whether it syncs by now is open, so only a profile with both types is sure. */
  readonly type: 'deviceBound' | 'synced' | 'either'
  readonly attested: boolean
}

/** The providers that devices bring along, by AAGUID. Source: Microsoft's and the vendors' pages; Samsung's bytes spell its name. */
const platformVaults: Readonly<Record<Exclude<Vault, 'security-key'>, PlatformVault>> = {
  'authenticator-ios': { aaGuids: ['90a3ccdf-635c-4729-a248-9b709135078f'], type: 'deviceBound', attested: true },
  'authenticator-android': { aaGuids: ['de1e552d-db1d-4423-a619-566b625cdc84'], type: 'deviceBound', attested: true },
  // iCloud Keychain with a personal and with a managed Apple Account.
  'apple-passwords': {
    aaGuids: ['fbfc3007-154e-4ecc-8c0b-6e020557d7bd', 'dd4ec289-e01d-41c9-bb89-70fa845d4bf2'],
    type: 'synced',
    attested: false,
  },
  'google-password-manager': { aaGuids: ['ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4'], type: 'synced', attested: false },
  'samsung-pass': { aaGuids: ['53414d53-554e-4700-0000-000000000000'], type: 'either', attested: false },
  // Kept by the TPM, by virtualisation-based security, by software.
  'windows-hello': {
    aaGuids: [
      '08987058-cadc-4b81-b6e1-30de50dcbe96',
      '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
      '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
    ],
    type: 'deviceBound',
    attested: false,
  },
}

/** Every vault, in the order in which they are offered. */
export const vaults: readonly Vault[] = [
  ...(Object.keys(platformVaults) as Exclude<Vault, 'security-key'>[]),
  'security-key',
]

/** Providers that are no security key: an allow list with anything else in it lets some security key in. */
const notSecurityKeys: ReadonlySet<string> = new Set([
  ...Object.values(platformVaults).flatMap(({ aaGuids }) => aaGuids),
  // Chrome and Edge on a Mac, Microsoft Password Manager, Platform SSO.
  'adce0002-35bc-c60a-648b-0b25f1f05503',
  '771b48fd-d3d4-4f74-9232-fc157ab0507a',
  'd3452668-01fd-4c12-926c-83a4204853aa',
  '7fd635b3-2ef9-4542-8d9d-164f2c771efc',
])

/** What one profile lets a person register. */
export type ProfileRules = {
  readonly allows: Readonly<Record<Vault, Finding>>
  readonly deviceBound: Told
  readonly synced: Told
  /** Whether only listed providers are let in: then Microsoft leaves its own campaign off passkeys. */
  readonly namesProviders: boolean
}

/** The passkey policy, prepared once for all people. */
export type PasskeyRules = {
  readonly on: Finding
  readonly selfService: Finding
  readonly scope: Scope
  readonly targets: readonly {
    readonly target: ScopeTarget
    readonly id: string
    readonly profiles: readonly ProfileRules[]
  }[]
}

/** Reads the passkey policy. A policy that does not list the method has it off. */
export function passkeyRules(policy: AuthenticationMethodsPolicy): PasskeyRules {
  const method = passkeyConfiguration(policy)
  if (method === undefined) return { on: no('passkeys-off'), selfService: yes, scope: methodScope({}), targets: [] }
  return {
    on: method.state === null ? unsure('methods-policy-unread') : method.state === 'enabled' ? yes : no('passkeys-off'),
    selfService: selfService(method),
    scope: methodScope(method),
    targets: (method.includeTargets ?? []).map((target) => ({
      target: methodTarget(target),
      id: target.id.toLowerCase(),
      profiles: profilesOf(method, target.allowedPasskeyProfiles ?? []),
    })),
  }
}

function selfService(method: PasskeyConfiguration): Finding {
  if (method.isSelfServiceRegistrationAllowed == null) return unsure('methods-policy-unread')
  return method.isSelfServiceRegistrationAllowed ? yes : no('passkey-self-service-off')
}

/** A tenant that was not moved to profiles has one for all, made of the deprecated settings: attested or not, and nobody says whether synced. */
function profilesOf(method: PasskeyConfiguration, ids: readonly string[]): readonly ProfileRules[] {
  if (method.passkeyProfiles === undefined) {
    if (method.isAttestationEnforced == null) return [unreadProfile]
    const synced = method.isAttestationEnforced ? false : null
    return [
      rulesOf({
        deviceBound: true,
        synced,
        attested: method.isAttestationEnforced,
        restrictions: method.keyRestrictions,
      }),
    ]
  }
  return ids.map((id) => {
    const profile = method.passkeyProfiles?.find((known) => known.id.toLowerCase() === id.toLowerCase())
    return profile === undefined ? unreadProfile : profileRules(profile)
  })
}

function profileRules(profile: PasskeyProfile): ProfileRules {
  const types = profile.passkeyTypes?.split(',').map((type) => type.trim())
  const attestation = profile.attestationEnforcement
  return rulesOf({
    deviceBound: types?.includes('deviceBound') ?? null,
    synced: types?.includes('synced') ?? null,
    attested: attestation === 'registrationOnly' ? true : attestation === 'disabled' ? false : null,
    restrictions: profile.keyRestrictions,
  })
}

type ProfileSettings = {
  readonly deviceBound: Told
  readonly synced: Told
  readonly attested: Told
  readonly restrictions: KeyRestrictions | null | undefined
}

function rulesOf(settings: ProfileSettings): ProfileRules {
  const allows = Object.fromEntries(vaults.map((vault) => [vault, allowsVault(vault, settings)]))
  const { deviceBound, synced, restrictions } = settings
  const namesProviders = restrictions?.isEnforced === true && restrictions.enforcementType === 'allow'
  return { allows: allows as Record<Vault, Finding>, deviceBound, synced, namesProviders }
}

const unreadProfile: ProfileRules = rulesOf({ deviceBound: null, synced: null, attested: null, restrictions: null })

function allowsVault(vault: Vault, settings: ProfileSettings): Finding {
  if (vault === 'security-key') {
    return allOf([typeAllowed(settings.deviceBound), allowsSecurityKey(settings.restrictions)])
  }
  const { aaGuids, type, attested } = platformVaults[vault]
  return allOf([
    type === 'either' ? eitherType(settings) : typeAllowed(settings[type]),
    attested ? yes : unattestedAllowed(settings.attested),
    allowsProvider(aaGuids, settings.restrictions),
  ])
}

function typeAllowed(allowed: Told): Finding {
  return allowed === null ? unsure('passkey-profile-unread') : allowed ? yes : no('passkey-type-not-allowed')
}

function eitherType({ deviceBound, synced }: ProfileSettings): Finding {
  if (deviceBound === synced) return typeAllowed(deviceBound)
  return deviceBound === null || synced === null
    ? unsure('passkey-profile-unread')
    : unsure('samsung-pass-type-unknown')
}

function unattestedAllowed(attested: Told): Finding {
  return attested === null ? unsure('passkey-profile-unread') : attested ? no('attestation-required') : yes
}

type List = { readonly kind: 'allow' | 'block'; readonly ids: ReadonlySet<string> }

/** The list in force; null when there is none, undefined when it cannot be told. */
function listInForce(restrictions: KeyRestrictions | null | undefined): List | null | undefined {
  if (restrictions == null || restrictions.isEnforced === false) return null
  const kind = restrictions.enforcementType
  if (restrictions.isEnforced === null || (kind !== 'allow' && kind !== 'block')) return undefined
  return { kind, ids: new Set(restrictions.aaGuids.map((id) => id.toLowerCase())) }
}

function allowsProvider(aaGuids: readonly string[], restrictions: KeyRestrictions | null | undefined): Finding {
  const list = listInForce(restrictions)
  if (list === undefined) return unsure('passkey-profile-unread')
  if (list === null) return yes
  const allowed = aaGuids.filter((id) => list.ids.has(id) === (list.kind === 'allow')).length
  if (allowed === aaGuids.length) return yes
  return allowed === 0 ? no('provider-not-allowed') : unsure('provider-partly-allowed')
}

function allowsSecurityKey(restrictions: KeyRestrictions | null | undefined): Finding {
  const list = listInForce(restrictions)
  if (list === undefined) return unsure('passkey-profile-unread')
  // Some key is always left by a block list; an allow list needs one id that is not a device's own vault.
  if (list === null || list.kind === 'block') return yes
  return [...list.ids].some((id) => !notSecurityKeys.has(id)) ? yes : no('provider-not-allowed')
}

/** Whether the policy lets this person register a passkey in this vault. Null rules: the policy was not read. */
export function mayRegisterIn(vault: Vault, person: Coverable, rules: PasskeyRules | null, roles: RolesRead): Finding {
  if (rules === null) return unsure('methods-policy-unread')
  const left = leavesOut(rules.scope, person, roles)
  const notExcluded = left.told === true ? no('excluded-from-passkeys') : left.told === null ? left : yes
  return allOf([
    rules.on,
    rules.selfService,
    notExcluded,
    throughTargets(person, rules, roles, ({ allows }) => allows[vault]),
  ])
}

/** Whether a passkey of this kind, once registered, is accepted at sign-in. Attestation and self-service matter at registration only. */
export function acceptsPasskey(
  kind: 'deviceBound' | 'synced',
  person: Coverable,
  rules: PasskeyRules | null,
  roles: RolesRead,
): Finding {
  if (rules === null) return unsure('methods-policy-unread')
  return allOf([
    rules.on,
    coversAny(rules.scope, person, roles),
    throughTargets(person, rules, roles, (profile) => typeAllowed(profile[kind])),
  ])
}

function coversAny(scope: Scope, person: Coverable, roles: RolesRead): Finding {
  const covered = covers(scope, person, roles)
  return covered.told === false ? no('not-in-passkey-scope') : covered
}

function throughTargets(
  person: Coverable,
  rules: PasskeyRules,
  roles: RolesRead,
  allows: (profile: ProfileRules) => Finding,
): Finding {
  const through = rules.targets.map(({ target, id, profiles }) => {
    const named = names(target, person, roles)
    if (named.told === false) return no()
    const allowed = profiles.length === 0 ? no(`passkey-target-without-profile:${id}`) : anyOf(profiles.map(allows))
    return allOf([named, allowed])
  })
  const found = anyOf(through)
  return found.told === false && found.codes.length === 0 ? no('not-in-passkey-scope') : found
}
