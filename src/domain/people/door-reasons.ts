// The reasons that lie at the door to registration: methods, the Temporary Access Pass, and Conditional Access.

import { calls, explains, named, type ReasonEntry } from './reason-entry.ts'

/** Keys to the door and policies before it. */
export const doorReasons = {
  // What opens the door to registration.
  'no-mfa-method': calls(
    'put-in-pass-scope',
    'Has no MFA method to begin with.',
    'Put them in the scope of Temporary Access Pass, or have another method registered first.',
  ),
  'method-bound-to-computer': explains('A method works on its own computer only.'),
  'method-switched-off': named(
    calls(
      'put-in-pass-scope',
      'The methods policy no longer lets {name} be used.',
      'Issue a Temporary Access Pass to register with.',
    ),
  ),
  'method-state-unread': named(
    calls(
      'read-policies',
      'Whether {name} may still be used is not told: a legacy policy may allow it.',
      'Finish the migration of the legacy MFA and password reset policies.',
    ),
  ),
  'pass-off': calls('put-in-pass-scope', 'Temporary Access Pass is switched off.', 'Enable Temporary Access Pass.'),
  'not-in-pass-scope': calls(
    'put-in-pass-scope',
    'Temporary Access Pass does not reach this person.',
    'Add a group of theirs, or all users, to Temporary Access Pass.',
  ),
  'excluded-from-pass': calls(
    'put-in-pass-scope',
    'A group that Temporary Access Pass excludes holds this person.',
    'Take them out of the excluded group.',
  ),
  'pass-not-for-external': explains(
    'External users cannot be given a Temporary Access Pass here.',
    'Their home organisation issues it.',
  ),

  // Conditional Access at the door.
  'conditional-access-unread': calls(
    'read-policies',
    'The Conditional Access policies were not read whole, or too long ago.',
    'Grant Policy.Read.All and run a sync.',
  ),
  'strengths-unread': calls(
    'read-policies',
    'An authentication strength that a policy names was not read.',
    'Grant Policy.Read.AuthenticationMethod and run a sync.',
  ),
  'policy-blocks-registration': named(
    calls(
      'open-registration',
      'The policy {name} blocks the registration.',
      'Exclude the people who still have to register, or let a pass in.',
    ),
  ),
  'policy-strength-not-met': named(
    calls(
      'open-registration',
      'The policy {name} asks for a method that this person does not have.',
      'Require a strength with Temporary Access Pass on Register security information.',
    ),
  ),
  'authenticator-loop': named(
    calls(
      'open-registration',
      'The policy {name} asks for a passkey to sign in to the app that is to make it.',
      'Leave phones out of that policy, or let a pass in on phones.',
    ),
  ),
  'planned-requirement-not-met': calls(
    'open-registration',
    'A passkey requirement for all resources would close the way to register one.',
    'Require a strength with Temporary Access Pass on Register security information first.',
  ),
  'policy-needs-place': named(
    calls(
      'check-place-and-device',
      'The policy {name} depends on the place from which the person registers.',
      'Have them register from a trusted location.',
    ),
  ),
  'policy-needs-managed-device': named(
    calls('check-place-and-device', 'The policy {name} depends on a managed device.', 'Have them register on one.'),
  ),
  'policy-needs-managed-app': named(
    calls(
      'check-place-and-device',
      'The policy {name} depends on a managed app.',
      'Leave registration out of the policy.',
    ),
  ),
  'policy-needs-other-factor': named(
    calls(
      'check-policy',
      'The policy {name} asks for something that cannot be told of a person beforehand.',
      'Look the person up in What If.',
    ),
  ),
  'policy-reach-unclear': named(
    calls(
      'check-policy',
      'Whether the policy {name} stands before registration cannot be told: it leaves out some of the apps that take part.',
      'Try it with one account.',
    ),
  ),
  'strength-pins-providers': named(
    calls(
      'check-policy',
      'The policy {name} accepts only some passkeys or certificates, and which this person has is not told.',
      'Allow the same AAGUIDs in the strength and in the profile.',
    ),
  ),
  'platform-unknown': calls(
    'check-policy',
    'A policy treats platforms differently, and which of them this person uses was not told.',
    'Treat iOS and Android, Windows and macOS alike.',
  ),
} as const satisfies Record<string, ReasonEntry>
