// Check: people may register passkeys themselves. Microsoft Graph: fido2AuthenticationMethodConfiguration.isSelfServiceRegistrationAllowed.

import { cannotTell, defineCheck, fail, pass } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, passkeyConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { methodRequest } from './parts/method-request.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-self-service-on',
  severity: 'critical',
  title: 'People may register passkeys themselves.',
  why: 'With self-service off, Security info offers no passkey to anybody, whatever the profiles allow. The switch holds for the whole tenant.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const allowed = passkeyConfiguration(policy)?.isSelfServiceRegistrationAllowed
    if (allowed === true) return pass('Self-service registration is on.')
    if (allowed === false)
      return fail('Self-service registration is off: nobody can add a passkey in Security info.', [
        { kind: 'setting', id: 'isSelfServiceRegistrationAllowed', name: 'Allow self-service set up', detail: 'No' },
      ])
    return cannotTell('The policy that was read does not say whether self-service is on.', [
      'The setting isSelfServiceRegistrationAllowed of the method Fido2.',
    ])
  },
  remedy({ policy }) {
    const passkeys = policy && passkeyConfiguration(policy)
    return {
      portal: passkeyPage('Configure', 'Allow self-service set up', 'Yes'),
      ...(passkeys && { requests: [methodRequest(passkeys, { isSelfServiceRegistrationAllowed: true })] }),
    }
  },
})
