// Check: a phone number is no first factor. Microsoft Graph: smsAuthenticationMethodTarget.isUsableForSignIn.

import { cannotTell, defineCheck, failIfAny, type Concern } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, methodConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { population } from '#domain/tenant/population.ts'
import { methodRequest } from './parts/method-request.ts'
import { nobodyNeedsPhone } from './parts/people-concerned.ts'
import { methodPage } from './parts/portal.ts'

export default defineCheck({
  id: 'sms-sign-in-off',
  severity: 'high',
  title: 'A phone number alone signs nobody in.',
  why: 'SMS sign-in makes the number the first factor, and rests on the SMS that Microsoft ends on 1 February 2027. These are often frontline people without a known password.',
  features: ['P1.1', 'D1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-sms-signin',
  needs: { policy: authenticationMethodsPolicy, population },
  judge({ policy }) {
    const sms = methodConfiguration(policy, 'Sms')
    if (sms === undefined || sms.state === null)
      return cannotTell('The policy that was read does not describe SMS.', ['The state and targets of the method Sms.'])
    const targets = sms.state === 'enabled' ? (sms.includeTargets ?? []) : []
    const concerns = targets
      .filter(({ isUsableForSignIn }) => isUsableForSignIn === true)
      .map(
        ({ id }): Concern => ({
          kind: 'group',
          id,
          name: id === 'all_users' ? 'All users' : id,
          detail: 'may sign in with a phone number',
        }),
      )
    return failIfAny(concerns, 'Some people may sign in with a phone number alone.', 'SMS sign-in is off.')
  },
  // A request only when it is known that nobody has a phone number and nothing else.
  remedy({ policy, population }) {
    const sms = policy && methodConfiguration(policy, 'Sms')
    const portal = methodPage('SMS', 'Enable and target', 'Use for sign-in')
    const note =
      'Give people who sign in this way a passkey, or a Temporary Access Pass to register one, before you clear the box.'
    if (sms === undefined || !nobodyNeedsPhone(population)) return { portal, note }
    const includeTargets = (sms.includeTargets ?? []).map((target) => ({ ...target, isUsableForSignIn: false }))
    return { portal, note, requests: [methodRequest(sms, { includeTargets })] }
  },
})
