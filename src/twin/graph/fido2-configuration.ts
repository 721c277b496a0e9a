// What Microsoft accepts as a passkey (FIDO2) configuration.
// Source: Microsoft Graph "fido2AuthenticationMethodConfiguration" and "passkeyProfile"; the two refusals as administrators meet them.
import type { Resource } from '../world/world.ts'
import { badRequest } from './problem.ts'

/** The policy's own budget, in bytes of JSON. Source: Microsoft Entra passkey documentation, 20 KB. */
const policyBytesMax = 20 * 1024
/** Source: reported since June 2026; the documentation says 3. */
const profilesMax = 10
/** The profile that every tenant has. Source: Microsoft Graph "fido2AuthenticationMethodConfiguration". */
const defaultProfile = '00000000-0000-0000-0000-000000000001'

const passkeyTypes = ['deviceBound', 'synced']

const listOf = (value: unknown): readonly Resource[] => (Array.isArray(value) ? (value as readonly Resource[]) : [])

/** New profiles come without an id: they get one. */
export function withProfileIds(configuration: Resource, nextId: () => string): Resource {
  const profiles = listOf(configuration['passkeyProfiles']).map((profile) => ({
    ...profile,
    id: profile['id'] ?? nextId(),
  }))
  return { ...configuration, passkeyProfiles: profiles }
}

function checkProfile(profile: Resource): void {
  const { name, passkeyTypes: types, attestationEnforcement } = profile
  if (typeof name !== 'string' || name === '') throw badRequest('A passkey profile needs a name.', 'BadRequest')
  const flags = typeof types === 'string' ? types.split(',') : []
  if (flags.length === 0 || !flags.every((flag) => passkeyTypes.includes(flag))) {
    throw badRequest("passkeyTypes is a flags enumeration: one text such as 'deviceBound,synced'.", 'BadRequest')
  }
  if (
    attestationEnforcement !== undefined &&
    attestationEnforcement !== 'disabled' &&
    attestationEnforcement !== 'registrationOnly'
  ) {
    throw badRequest(
      `Cannot convert the literal '${JSON.stringify(attestationEnforcement)}' to the expected type 'microsoft.graph.attestationEnforcement'.`,
      'BadRequest',
    )
  }
}

/** Throws the 400 that Microsoft would send for the whole configuration. */
export function checkFido2Configuration(configuration: Resource): void {
  const profiles = listOf(configuration['passkeyProfiles'])
  profiles.forEach(checkProfile)
  const ids = new Set(profiles.map((profile) => String(profile['id'])))
  if (!ids.has(defaultProfile)) throw badRequest('The default passkey profile cannot be deleted.', 'BadRequest')
  if (ids.size < profiles.length) throw badRequest('Passkey profile ids must be unique.', 'BadRequest')
  if (profiles.length > profilesMax)
    throw badRequest(`The number of passkey profiles exceeds ${profilesMax}.`, 'BadRequest')
  for (const target of listOf(configuration['includeTargets'])) {
    const allowed = target['allowedPasskeyProfiles']
    if (!Array.isArray(allowed) || allowed.length === 0)
      throw badRequest('Include conditions are missing passkey profile targets', 'BadRequest')
    const missing = allowed.map(String).find((id) => !ids.has(id))
    if (missing !== undefined)
      throw badRequest(`The passkey profile '${missing}' is used by a target and cannot be missing.`, 'BadRequest')
  }
  const over = Buffer.byteLength(JSON.stringify(configuration)) - policyBytesMax
  if (over > 0) throw badRequest(`Policy size is larger than allowed by ${over} bytes`, 'BadRequest')
}
