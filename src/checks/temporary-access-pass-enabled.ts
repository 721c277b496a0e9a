// Check: the Temporary Access Pass is on: the door for people who have no method to register a passkey with.

import { cannotTell, defineCheck, fail, pass } from '#domain/readiness/check.ts'
import {
  allUsersTarget,
  authenticationMethodsPolicy,
  temporaryAccessPassConfiguration,
  type MethodConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import { methodRequest } from './parts/method-request.ts'
import { methodPage } from './parts/portal.ts'

export default defineCheck({
  id: 'temporary-access-pass-enabled',
  severity: 'critical',
  title: 'The Temporary Access Pass is switched on.',
  why: 'Registering a passkey needs MFA. New people, and people who lost their phone, have none: a pass is the only way in that does not weaken anything.',
  features: ['P1.1', 'P1.8'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const method = temporaryAccessPassConfiguration(policy)
    if (method === undefined || method.state === null)
      return cannotTell('The policy that was read does not say whether passes are on.', [
        'The state of the method TemporaryAccessPass in the authentication methods policy.',
      ])
    if (method.state === 'enabled') return pass('Temporary Access Passes are on.')
    return fail('Temporary Access Passes are off: whoever has no MFA method cannot register a passkey.', [
      { kind: 'method', id: method.id, name: 'Temporary Access Pass', detail: 'disabled' },
    ])
  },
  remedy({ policy }) {
    const method = policy && temporaryAccessPassConfiguration(policy)
    return {
      portal: methodPage('Temporary Access Pass', 'Enable and target', 'Enable'),
      ...(method && { requests: [methodRequest(method, { state: 'enabled', ...targetsOf(method) })] }),
      note: 'Switching it on issues nothing: a pass exists only once an administrator makes one for a person.',
    }
  },
})

/** Everybody where the policy has no target yet; the targets that are there stay as they are. */
function targetsOf({ includeTargets }: MethodConfiguration): Partial<MethodConfiguration> {
  if (includeTargets === undefined || includeTargets.length > 0) return {}
  return { includeTargets: [{ id: allUsersTarget, targetType: 'group', isRegistrationRequired: false }] }
}
