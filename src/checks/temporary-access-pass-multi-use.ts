// Check: a pass may be used more than once. With a one-time pass the passkey must be registered within 10 minutes of sign-in.

import { cannotTell, defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import {
  authenticationMethodsPolicy,
  temporaryAccessPassConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import { methodRequest } from './parts/method-request.ts'
import { methodPage } from './parts/portal.ts'

export default defineCheck({
  id: 'temporary-access-pass-multi-use',
  severity: 'low',
  title: 'Policy does not force every Temporary Access Pass to be one-time.',
  why: 'With a one-time pass the passkey must be registered within 10 minutes of sign-in, and a phone and a computer need two passes.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const method = temporaryAccessPassConfiguration(policy)
    if (method?.state === 'disabled') return notApplicable('Temporary Access Passes are off.')
    if (method === undefined || method.state === null || typeof method.isUsableOnce !== 'boolean')
      return cannotTell('The policy that was read does not say whether passes are one-time.', [
        'The setting isUsableOnce of the method TemporaryAccessPass.',
      ])
    if (!method.isUsableOnce) return pass('Whoever issues a pass chooses whether it is one-time.')
    return fail('Every pass is one-time: registration must be done within 10 minutes of sign-in.', [
      { kind: 'setting', id: 'isUsableOnce', name: 'Require one-time use', detail: 'Yes' },
    ])
  },
  remedy({ policy }) {
    const method = policy && temporaryAccessPassConfiguration(policy)
    return {
      portal: methodPage('Temporary Access Pass', 'Configure', 'Edit', 'Require one-time use', 'No'),
      ...(method && { requests: [methodRequest(method, { isUsableOnce: false })] }),
      note: 'A one-time pass stays possible, chosen when it is issued. If you keep one-time by rule, tell the desk about the 10 minutes.',
    }
  },
})
