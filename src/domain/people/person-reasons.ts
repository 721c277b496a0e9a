// The reasons that lie in a person, in their devices, in the passkey policy, and in whom policies cover.

import { calls, explains, grantAndSync, named, type ReasonEntry } from './reason-entry.ts'

/** Exposure, passkey policy, devices and reach. */
export const personReasons = {
  // Exposure.
  'phone-only': explains('SMS or voice is the only MFA method.', 'Have a passkey registered before the date.'),
  'phone-and-more': explains(
    'SMS or voice is registered beside other methods and will stop working.',
    'Have a passkey registered.',
  ),
  'computer-bound-only': explains(
    'Windows Hello or Platform SSO resists phishing on that one computer only.',
    'Have a passkey registered that works on other devices too.',
  ),
  'has-passkey': explains('Has a passkey.'),
  'no-phone': explains('Has neither SMS nor voice, and no campaign asks for a passkey.'),
  'campaign-targets-passkeys': explains(
    'The registration campaign asks for a passkey at sign-in.',
    'Tell people before they are asked.',
  ),
  'account-disabled': explains('The account is disabled.'),
  'account-state-unread': explains(
    'Whether the account is enabled was not told; it is judged as enabled.',
    'Read or import the list of users.',
  ),
  'external-account': explains('External users keep SMS and voice until 1 July 2027.'),
  'global-administrator': explains(
    'Global Administrators keep SMS and voice until 1 July 2027.',
    'Do not wait for it.',
  ),
  'phone-switched-off': explains(
    'SMS and voice are switched off for this person already.',
    'Issue a Temporary Access Pass to register with.',
  ),
  'roles-unread': calls(
    'read-roles',
    'Directory roles were not read; the earlier date is assumed.',
    'Grant RoleManagement.Read.Directory and run a sync.',
  ),
  'campaign-unread': calls(
    'read-policies',
    'Whether the registration campaign asks for a passkey cannot be told.',
    'Look at Authentication methods > Registration campaign.',
  ),
  'methods-unread': calls(
    'read-registrations',
    'The registration report holds no row for this person or was not read.',
    'Run a sync, or import the registration details.',
  ),
  'unknown-method': named(
    calls(
      'look-up-method',
      'Has a method that Keywave cannot place: {name}.',
      'Look at the security information of this person, and report the name.',
    ),
  ),

  // What the passkey policy lets them register.
  'methods-policy-unread': calls(
    'read-policies',
    'The authentication methods policy was not read, or too long ago.',
    'Grant Policy.Read.AuthenticationMethod and run a sync.',
  ),
  'passkey-profile-unread': calls('read-policies', 'A passkey profile could not be read.', grantAndSync),
  'passkeys-off': calls(
    'allow-passkeys',
    'Passkeys are switched off in the authentication methods policy.',
    'Enable Passkey (FIDO2).',
  ),
  'passkey-self-service-off': calls(
    'allow-passkeys',
    'The passkey policy does not let people register by themselves.',
    'Set Allow self-service set up to Yes.',
  ),
  'not-in-passkey-scope': calls(
    'allow-passkeys',
    'No target of the passkey policy reaches this person.',
    'Add a group of theirs, or all users, to the passkey policy.',
  ),
  'excluded-from-passkeys': calls(
    'allow-passkeys',
    'A group that the passkey policy excludes holds this person.',
    'Take them out of the excluded group.',
  ),
  'passkey-target-without-profile': named(
    calls(
      'allow-passkeys',
      'The passkey policy reaches this person through {name} without a profile, which allows nothing.',
      'Assign a passkey profile to that target.',
    ),
  ),
  'passkey-type-not-allowed': calls(
    'allow-passkeys',
    'No profile of theirs allows the kind of passkey that this needs.',
    'Allow device-bound or synced passkeys in a profile for them.',
  ),
  'attestation-required': calls(
    'allow-passkeys',
    'Their profile enforces attestation, which phone vaults and Windows Hello cannot give.',
    'Give them a profile without attestation, Authenticator, or a security key.',
  ),
  'provider-not-allowed': calls(
    'allow-passkeys',
    "Their profile's key restrictions leave out the provider of their device.",
    "Add the provider's AAGUID to the profile.",
  ),
  'provider-partly-allowed': calls(
    'allow-passkeys',
    "Their profile's key restrictions allow only some of the ids under which the provider registers.",
    "Add all of the provider's AAGUIDs.",
  ),
  'samsung-pass-type-unknown': calls(
    'allow-passkeys',
    'Whether Samsung Pass makes a synced or a device-bound passkey is not told, and the profile allows one kind.',
    'Allow both kinds, or have Authenticator used.',
  ),
  'passkey-refused-by-policy': explains(
    'Has a passkey that the policy does not accept.',
    'Allow its kind again, or have another registered.',
  ),

  // What their devices can hold.
  'devices-unread': calls(
    'find-device',
    'No device of this person is known.',
    'Read Intune and Entra devices, or ask the person.',
  ),
  'no-capable-device': calls(
    'give-capable-device',
    'None of their known devices can hold such a passkey.',
    'Hand out a security key, or a newer device.',
  ),
  'phone-kind-unknown': calls(
    'allow-passkeys',
    'The policy treats iPhone and Android differently, and which of them this is was not told.',
    'Allow the providers of both.',
  ),
  'windows-hello-in-the-way': calls(
    'give-capable-device',
    'Windows Hello for Business already holds the place of a passkey on their PC.',
    'Have a passkey registered on a phone or a security key.',
  ),
  'security-key-only': explains('Only a security key would do.', 'Hand out a security key.'),
  'guest-passkeys-planned': calls(
    'settle-guests',
    'Whether guests can register passkeys yet is not told; Microsoft planned it for the end of 2026.',
    'Try it with one guest account.',
  ),

  // Whom a policy covers.
  'group-members-unread': calls(
    'read-groups',
    'The members of a group that a policy names were not read.',
    'Grant GroupMember.Read.All and run a sync.',
  ),
  'role-may-be-inactive': calls(
    'check-policy',
    'A policy leaves out a role that its holders may have to activate first.',
    'Exclude a group instead of the role.',
  ),
  'scope-unreadable': calls(
    'check-policy',
    'A policy names its people in a way that cannot be told of this person.',
    'Look the person up in What If.',
  ),
} as const satisfies Record<string, ReasonEntry>
