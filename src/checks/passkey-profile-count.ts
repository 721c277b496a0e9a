// Check: the number of passkey profiles stays within what Microsoft documents. Ten were reported to work in 2026.

import { cannotTell, defineCheck, fail, pass } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, passkeyConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { counted } from './parts/counted.ts'
import { profileConcern } from './parts/passkey-profiles.ts'
import { passkeyPage } from './parts/portal.ts'

/** Profiles that Microsoft documents, the default one included. Source: how-to-authentication-passkeys-fido2, 2026-03. */
export const profilesMax = 3

export default defineCheck({
  id: 'passkey-profile-count',
  severity: 'low',
  title: 'The tenant has no more passkey profiles than Microsoft documents.',
  why: 'Microsoft documents three profiles; up to ten are reported to work. Beyond three a change may be refused when you need it.',
  features: ['P1.1', 'P1.4'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    if (passkeys === undefined)
      return cannotTell('The policy that was read does not list the passkey method.', [
        'The method Fido2 in the authentication methods policy.',
      ])
    const profiles = passkeys.passkeyProfiles ?? []
    const says = `The tenant has ${counted(profiles.length, 'profile', 'profiles')}; ${profilesMax} are documented.`
    if (profiles.length <= profilesMax) return pass(says)
    return fail(
      says,
      profiles.slice(profilesMax).map((profile) => profileConcern(profile, 'beyond the documented number')),
    )
  },
  remedy: () => ({
    portal: passkeyPage('Configure'),
    note: 'A profile can be deleted once no target uses it. Give its people another profile that allows what they have first.',
  }),
})
