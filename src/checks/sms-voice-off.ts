// Check: SMS and voice are switched off. Microsoft's own SMS and voice end on 1 February 2027 (Global Administrators and external users: 1 July 2027).

import { cannotTell, defineCheck, failIfAny, type Concern } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, methodConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { population } from '#domain/tenant/population.ts'
import { methodRequest } from './parts/method-request.ts'
import { nobodyNeedsPhone } from './parts/people-concerned.ts'
import { methodPage } from './parts/portal.ts'

const phoneMethodIds = ['Sms', 'Voice'] as const

export default defineCheck({
  id: 'sms-voice-off',
  severity: 'low',
  title: 'SMS and voice are switched off as methods.',
  why: 'While they are on, people register them anew and are stopped on 1 February 2027. Switch them off when nobody depends on them, not before.',
  features: ['P1.1', 'D1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement',
  needs: { policy: authenticationMethodsPolicy, population },
  judge({ policy, population }) {
    const methods = phoneMethodIds.map((id) => methodConfiguration(policy, id))
    const enabled = methods.filter((method) => method?.state === 'enabled')
    const unread = phoneMethodIds.filter((_, index) => (methods[index]?.state ?? null) === null)
    if (enabled.length === 0 && unread.length > 0)
      return cannotTell(
        'The policy that was read does not say whether SMS and voice are on.',
        unread.map((id) => `The state of the method ${id}.`),
      )
    const concerns = enabled.map(
      (method): Concern => ({
        kind: 'method',
        id: method?.id ?? '',
        name: method?.id === 'Sms' ? 'SMS' : 'Voice call',
        detail: (method?.includeTargets ?? []).some(({ id }) => id === 'all_users')
          ? 'for all users'
          : 'for some groups',
      }),
    )
    const { count } = population.phoneOnly
    const depend = count > 0 ? ` ${count} enabled members have no other MFA method yet.` : ''
    return failIfAny(
      concerns,
      `People can still register a phone number as a method.${depend}`,
      'SMS and voice are off.',
    )
  },
  // A request only when it is known that it stops nobody.
  remedy({ policy, population }) {
    const enabled = phoneMethodIds
      .map((id) => policy && methodConfiguration(policy, id))
      .filter((method) => method?.state === 'enabled')
    const requests = nobodyNeedsPhone(population)
      ? enabled.flatMap((method) => (method === undefined ? [] : [methodRequest(method, { state: 'disabled' })]))
      : []
    return {
      portal: methodPage('SMS, Voice call', 'Enable', 'Off'),
      ...(requests.length > 0 && { requests }),
      note: 'Not while anybody has a phone number as the only MFA method: keywave exposure names them.',
    }
  },
})
