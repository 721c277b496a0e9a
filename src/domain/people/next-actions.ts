// What happens next with a person, and why some people are outside the rollout.

import { explains, grantAndSync, type ReasonEntry } from './reason-entry.ts'

/** Next actions and exclusions. */
export const nextActions = {
  // Outside the rollout.
  'named-emergency': explains('Named as an emergency account.'),
  'named-service': explains('Named as a service account.'),
  'named-shared': explains('Named as a shared account.'),
  'guest-account': explains('A guest account.'),

  // Next actions.
  'nothing-to-do': explains('Nothing is to be done.'),
  'register-passkey': explains('Can register a passkey today with their own device.', 'Invite the person.'),
  'register-portable-passkey': explains(
    'Can register today a passkey that works on other devices too.',
    'Invite the person.',
  ),
  'issue-temporary-access-pass': explains('Needs a Temporary Access Pass to register.', 'Have the helpdesk issue one.'),
  'give-security-key': explains('Needs a security key to register.', 'Hand one out.'),
  'give-key-and-pass': explains('Needs a security key and a Temporary Access Pass to register.', 'Hand out both.'),
  'give-capable-device': explains(
    'Needs a device or key that the policy accepts.',
    'Hand out a security key or a newer device, or widen the profile.',
  ),
  'put-in-pass-scope': explains(
    'Cannot begin without a Temporary Access Pass.',
    'Put the person in the scope of Temporary Access Pass.',
  ),
  'allow-passkeys': explains(
    'The passkey policy stands in the way.',
    'Change the passkey policy or the profile for this person.',
  ),
  'open-registration': explains(
    'Conditional Access stands in the way.',
    'Open the way to Register security information.',
  ),
  'check-place-and-device': explains(
    'A policy depends on the place or the device.',
    'Have the person register from a trusted location on a managed device.',
  ),
  'check-policy': explains('A policy cannot be judged for this person from outside.', 'Look the person up in What If.'),
  'find-device': explains('It is not known which device this person has.', 'Read devices, or ask the person.'),
  'look-up-method': explains('A method of this person cannot be placed.', 'Look at their security information.'),
  'read-registrations': explains(
    'What this person has registered is not known.',
    'Run a sync, or import the registration details.',
  ),
  'read-policies': explains('A policy that decides was not read.', grantAndSync),
  'read-groups': explains(
    'The members of a group that decides were not read.',
    'Grant GroupMember.Read.All and run a sync.',
  ),
  'read-roles': explains('Directory roles were not read.', 'Grant RoleManagement.Read.Directory and run a sync.'),
  'give-emergency-account-a-key': explains(
    'An emergency account without a phishing-resistant method.',
    'Register a security key for it and try it.',
  ),
  'review-named-account': explains(
    'A service or shared account that signs in with a password.',
    'Move it to a workload identity or give its users accounts of their own.',
  ),
  'settle-guests': explains(
    'Guests register in their home organisation or when Microsoft lets them.',
    'Trust the MFA of the home organisation in cross-tenant access.',
  ),
} as const satisfies Record<string, ReasonEntry>
