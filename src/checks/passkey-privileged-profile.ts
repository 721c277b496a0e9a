// Check: a strict profile exists and no profile for all users undercuts it. Any one profile that fits is enough, and there is no order.

import { defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import {
  allUsersTarget,
  authenticationMethodsPolicy,
  passkeyConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import { isStrict, profileConcern, profilesInUse, profilesOf, unreadableProfile } from './parts/passkey-profiles.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-privileged-profile',
  severity: 'medium',
  title: 'A device-bound, attested profile exists, and the profile of all users does not undercut it.',
  why: 'Administrators should hold keys of a proven make. Any one profile that fits is enough, so a loose profile for all users opens synced passkeys to administrators too.',
  features: ['P1.1', 'P1.3'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkey-profiles',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    const used = passkeys === undefined ? [] : profilesInUse(passkeys)
    if (passkeys === undefined || used.length === 0) return notApplicable('No passkey profile is in use.')
    const unreadable = unreadableProfile(passkeys)
    if (unreadable !== undefined) return unreadable
    if (!used.some(isStrict))
      return fail(
        'No profile in use is device-bound and attested.',
        used.map((profile) => profileConcern(profile, 'not strict')),
      )
    const everyone = (passkeys.includeTargets ?? []).filter(({ id }) => id === allUsersTarget)
    const loose = everyone.flatMap((target) => profilesOf(passkeys, target)).filter((profile) => !isStrict(profile))
    if (loose.length > 0)
      return fail(
        'A profile for all users is looser than the strict one, and so holds for administrators too.',
        loose.map((profile) => profileConcern(profile, 'targets all users')),
      )
    return pass('A strict profile is in use, and no looser profile targets all users.')
  },
  remedy: () => ({
    portal: passkeyPage('Enable and target'),
    note: 'Give all users the strict profile and a group of staff without admin roles the looser one. Move staff in before all users lose the looser one, or synced passkeys stop.',
  }),
})
