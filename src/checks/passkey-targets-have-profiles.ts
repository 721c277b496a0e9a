// Check: every target of the passkey policy has a profile that exists. Microsoft refuses to save a policy with a target without one.

import { defineCheck, failIfAny, notApplicable, type Concern } from '#domain/readiness/check.ts'
import {
  authenticationMethodsPolicy,
  passkeyConfiguration,
  type MethodTarget,
} from '#domain/tenant/authentication-methods-policy.ts'
import { passkeyRequest, profilesOf } from './parts/passkey-profiles.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-targets-have-profiles',
  severity: 'high',
  title: 'Every passkey target has a profile.',
  why: 'People of a target without a profile are offered no passkey, and Microsoft refuses to save the policy until each target has one.',
  features: ['P1.1', 'P1.3'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkey-profiles',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    if ((passkeys?.passkeyProfiles ?? []).length === 0)
      return notApplicable('The tenant does not use passkey profiles.')
    const bare = (passkeys?.includeTargets ?? []).filter(
      (target) => passkeys === undefined || profilesOf(passkeys, target).length === 0,
    )
    const concerns = bare.map(
      (target): Concern => ({
        kind: 'group',
        id: target.id,
        name: target.id === 'all_users' ? 'All users' : target.id,
        detail:
          (target.allowedPasskeyProfiles ?? []).length === 0 ? 'no profile' : 'names a profile that does not exist',
      }),
    )
    return failIfAny(concerns, 'Some targets have no passkey profile.', 'Every target has a passkey profile.')
  },
  remedy({ policy }) {
    const passkeys = policy && passkeyConfiguration(policy)
    const profile = passkeys?.passkeyProfiles?.find(({ id }) => id === passkeys.defaultPasskeyProfile)
    const portal = passkeyPage('Enable and target', 'Passkey profiles')
    const note =
      'The request gives the default profile to the targets that have none; choose another where it does not fit.'
    if (passkeys === undefined || profile === undefined) return { portal, note }
    const mend = (target: MethodTarget): MethodTarget =>
      profilesOf(passkeys, target).length > 0 ? target : { ...target, allowedPasskeyProfiles: [profile.id] }
    const includeTargets = (passkeys.includeTargets ?? []).map(mend)
    return { portal, note, requests: [passkeyRequest(passkeys, { includeTargets })] }
  },
})
