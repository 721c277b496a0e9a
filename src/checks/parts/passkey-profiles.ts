// Reading the passkey profiles of a tenant. What Microsoft evaluates: a passkey that satisfies any one profile of any target that holds the
// person is allowed; attestation counts at registration only, key restrictions at sign-in too (Microsoft, how-to-authentication-passkeys-fido2).

import { cannotTell, type Concern, type GraphRequest, type Outcome } from '#domain/readiness/check.ts'
import type {
  MethodTarget,
  PasskeyConfiguration,
  PasskeyProfile,
} from '#domain/tenant/authentication-methods-policy.ts'
import { methodRequest } from './method-request.ts'

/** AAGUIDs of Microsoft Authenticator on iOS and Android. Source: Microsoft, how-to-enable-authenticator-passkey. */
export const authenticatorAaGuids: readonly string[] = [
  '90a3ccdf-635c-4729-a248-9b709135078f',
  'de1e552d-db1d-4423-a619-566b625cdc84',
]

/** The profiles that a target's people may use. Ids that name no profile are left out. */
export function profilesOf(passkeys: PasskeyConfiguration, target: MethodTarget): readonly PasskeyProfile[] {
  const ids = (target.allowedPasskeyProfiles ?? []).map((id) => id.toLowerCase())
  return (passkeys.passkeyProfiles ?? []).filter((profile) => ids.includes(profile.id.toLowerCase()))
}

/** The profiles that at least one target uses. A profile without a target has no effect. */
export function profilesInUse(passkeys: PasskeyConfiguration): readonly PasskeyProfile[] {
  const used = new Set((passkeys.includeTargets ?? []).flatMap((target) => profilesOf(passkeys, target)))
  return (passkeys.passkeyProfiles ?? []).filter((profile) => used.has(profile))
}

/** Whether the profile allows passkeys that a vault synchronises. */
export function allowsSynced(profile: PasskeyProfile): boolean {
  return typesOf(profile).includes('synced')
}

/** Whether the profile allows passkeys that stay on one device. */
export function allowsDeviceBound(profile: PasskeyProfile): boolean {
  return typesOf(profile).includes('deviceBound')
}

/** Whether a passkey must prove its make at registration. */
export function enforcesAttestation(profile: PasskeyProfile): boolean {
  return profile.attestationEnforcement === 'registrationOnly'
}

/** Whether the profile names the providers it allows or blocks. */
export function restrictsProviders(profile: PasskeyProfile): boolean {
  return profile.keyRestrictions?.isEnforced === true
}

/** Whether the profile's key restrictions let this provider through. Types and attestation are not looked at. */
export function admitsProvider(profile: PasskeyProfile, aaGuid: string): boolean {
  if (!restrictsProviders(profile)) return true
  const named = (profile.keyRestrictions?.aaGuids ?? []).some((known) => known.toLowerCase() === aaGuid.toLowerCase())
  return profile.keyRestrictions?.enforcementType === 'block' ? !named : named
}

/** Whether any passkey of any provider can be registered under the profile. */
export function isOpen(profile: PasskeyProfile): boolean {
  return (
    allowsSynced(profile) && allowsDeviceBound(profile) && !enforcesAttestation(profile) && !restrictsProviders(profile)
  )
}

/** Whether the profile is fit for administrators: device-bound and attested. */
export function isStrict(profile: PasskeyProfile): boolean {
  return allowsDeviceBound(profile) && !allowsSynced(profile) && enforcesAttestation(profile)
}

/** The profile as a concern. */
export function profileConcern(profile: PasskeyProfile, detail: string): Concern {
  return { kind: 'profile', id: profile.id, name: profile.name, detail }
}

/** Unknown when a profile in use holds a value that we cannot read; undefined when all can be judged. */
export function unreadableProfile(passkeys: PasskeyConfiguration): Outcome | undefined {
  const unread = profilesInUse(passkeys).filter(
    ({ passkeyTypes, attestationEnforcement, keyRestrictions }) =>
      passkeyTypes === null ||
      (attestationEnforcement !== 'disabled' && attestationEnforcement !== 'registrationOnly') ||
      (keyRestrictions !== null &&
        (keyRestrictions.isEnforced === null ||
          (keyRestrictions.isEnforced &&
            keyRestrictions.enforcementType !== 'allow' &&
            keyRestrictions.enforcementType !== 'block'))),
  )
  if (unread.length === 0) return undefined
  return cannotTell(
    'A passkey profile holds a value that is absent or new.',
    unread.map((profile) => `The passkey types, attestation and key restrictions of profile "${profile.name}".`),
  )
}

/**
 * A PATCH of the passkey policy. Microsoft replaces the collections that are sent, and checks targets against profiles, so targets,
 * exclusions and profiles go back whole, as they were read, with the change laid over. The two deprecated settings are left out.
 */
export function passkeyRequest(
  passkeys: PasskeyConfiguration,
  change: Partial<Pick<PasskeyConfiguration, 'includeTargets' | 'excludeTargets' | 'passkeyProfiles'>>,
): GraphRequest {
  return methodRequest(passkeys, {
    includeTargets: passkeys.includeTargets ?? [],
    excludeTargets: passkeys.excludeTargets ?? [],
    ...(passkeys.passkeyProfiles === undefined ? {} : { passkeyProfiles: passkeys.passkeyProfiles }),
    ...change,
  })
}

/** The profiles with some of them changed, in their order. */
export function changeProfiles(
  passkeys: PasskeyConfiguration,
  changed: readonly PasskeyProfile[],
  change: (profile: PasskeyProfile) => PasskeyProfile,
): readonly PasskeyProfile[] {
  const ids = new Set(changed.map(({ id }) => id))
  return (passkeys.passkeyProfiles ?? []).map((profile) => (ids.has(profile.id) ? change(profile) : profile))
}

function typesOf(profile: PasskeyProfile): readonly string[] {
  return (profile.passkeyTypes ?? '').split(',').map((type) => type.trim())
}
