// Check: the passkey method is on. Microsoft Graph: fido2AuthenticationMethodConfiguration.state.

import { cannotTell, defineCheck, fail, pass } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, passkeyConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { methodRequest } from './parts/method-request.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-method-enabled',
  severity: 'critical',
  title: 'The passkey method is switched on.',
  why: 'While it is off nobody can register a passkey, and passkeys that people already have do not open a sign-in.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    if (passkeys === undefined || passkeys.state === null)
      return cannotTell('The policy that was read does not say whether passkeys are on.', [
        'The state of the method Fido2 in the authentication methods policy.',
      ])
    if (passkeys.state === 'enabled') return pass('Passkeys are on.')
    return fail('Passkeys are off: nobody can register one or sign in with one.', [
      { kind: 'method', id: passkeys.id, name: 'Passkey (FIDO2)', detail: 'disabled' },
    ])
  },
  remedy({ policy }) {
    const passkeys = policy && passkeyConfiguration(policy)
    return {
      portal: passkeyPage('Enable and target', 'Enable'),
      ...(passkeys && { requests: [methodRequest(passkeys, { state: 'enabled' })] }),
      note: 'Check the targets and their profiles first: everyone they hold can register at once.',
    }
  },
})
