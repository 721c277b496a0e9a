// A person's case: everything about a person that any judgement on them may use, and nothing else. A tenant of a million people has
// a few thousand distinct cases, so each distinct case is judged once and the verdict joined back to its people by the database.

import type { GroupId, PersonId, RoleTemplateId } from '../shared/ids.ts'

/** Which passkeys the known devices of a person can hold. See devices/device-capability.ts. */
export type DeviceCapability =
  /** iPhone or iPad with iOS 17 or later, or Android 14 or later: Authenticator can hold an attested, device-bound passkey. */
  | 'authenticator'
  /** A phone whose own vault can hold a synced passkey: iOS 16+, Android 9+ that is not Samsung. */
  | 'phone-vault'
  /** A Samsung phone whose own vault (Samsung Pass, One UI 6+) can hold a passkey that may stay on the phone. */
  | 'samsung-vault'
  /** Windows 10 or 11: Windows Hello can hold a device-bound passkey that is not attested. */
  | 'windows'
  /** macOS 13 or later: Apple Passwords. */
  | 'mac'
  /** A known device that can hold none itself (old phones, Huawei without Google services, ChromeOS, Linux). */
  | 'none'

/** A reference by which a policy covers a person. `group:` id, `role:` template id, or `user:` id when the person is named one by one. */
export type PolicyReference = `group:${GroupId}` | `role:${RoleTemplateId}` | `user:${PersonId}`

export type PersonCase = {
  /** Null when the source does not tell. */
  readonly accountEnabled: boolean | null
  readonly kind: 'member' | 'internal-guest' | 'external'
  /** As the owner named it: an emergency, service or shared account; null for a person. */
  readonly namedAs: 'emergency' | 'service' | 'shared' | null
  /**
   * Holds Global Administrator now; null when roles were not read. Who may only activate it keeps the earlier date: Microsoft's words on the
   * later one name the administrators, not those who can become one.
   */
  readonly isGlobalAdministrator: boolean | null
  /** Holds or may activate any directory role; from the registration report where roles were not read; null when neither was. */
  readonly isAdministrator: boolean | null
  /** Microsoft's method names in order of name; null when the registration report has no row for the person or was not read. */
  readonly methods: readonly string[] | null
  /** References of policies that cover this person, in order; null when the members of a group that a policy names were not read. */
  readonly references: readonly PolicyReference[] | null
  /** Capabilities of the person's known devices, in order; null when no device of the person is known. */
  readonly devices: readonly DeviceCapability[] | null
}
