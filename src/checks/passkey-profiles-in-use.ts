// Check: the tenant has moved to passkey profiles, which replace the tenant-wide settings. Microsoft Graph: passkeyProfile.

import { cannotTell, defineCheck, fail, pass } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, passkeyConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { counted } from './parts/counted.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-profiles-in-use',
  severity: 'high',
  title: 'The tenant uses passkey profiles.',
  why: 'Synced passkeys, and different rules for staff and administrators, exist only with profiles. Microsoft removes the old tenant-wide settings in October 2027.',
  features: ['P1.1', 'P1.3'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkey-profiles',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    if (passkeys === undefined)
      return cannotTell('The policy that was read does not list the passkey method.', [
        'The method Fido2 in the authentication methods policy.',
      ])
    const profiles = passkeys.passkeyProfiles ?? []
    if (profiles.length > 0) return pass(`The tenant has ${counted(profiles.length, 'profile', 'profiles')}.`)
    return fail('The tenant has no passkey profile: one old setting holds for everybody.', [
      { kind: 'method', id: passkeys.id, name: 'Passkey (FIDO2)', detail: 'no profiles' },
    ])
  },
  remedy: () => ({
    portal: passkeyPage('Opt in to passkey profiles'),
    note: 'Opting in carries the present settings into a default profile and cannot be undone.',
  }),
})
