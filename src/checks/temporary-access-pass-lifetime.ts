// Check: a pass lasts long enough to register and not longer than a day. Microsoft allows 10 to 43,200 minutes.

import { cannotTell, defineCheck, failIfAny, notApplicable, type Concern } from '#domain/readiness/check.ts'
import {
  authenticationMethodsPolicy,
  temporaryAccessPassConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import { methodRequest } from './parts/method-request.ts'
import { methodPage } from './parts/portal.ts'

/** A default below this, in minutes, runs out while the person still updates the phone. Ours. */
export const defaultLifetimeMinMinutes = 30

/** A pass that lives longer than a day, in minutes, is a password. Ours; Microsoft's default maximum is 8 hours. */
export const maximumLifetimeMaxMinutes = 24 * 60

export default defineCheck({
  id: 'temporary-access-pass-lifetime',
  severity: 'medium',
  title: 'A Temporary Access Pass lasts long enough to register, and not longer than a day.',
  why: 'Too short, and it ends while the phone updates; too long, and it is a password in a chat. Its sessions end with it.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const method = temporaryAccessPassConfiguration(policy)
    if (method === undefined || method.state === null)
      return cannotTell('The policy that was read does not describe passes.', ['The method TemporaryAccessPass.'])
    if (method.state === 'disabled') return notApplicable('Temporary Access Passes are off.')
    const { defaultLifetimeInMinutes: usual, maximumLifetimeInMinutes: longest } = method
    if (typeof usual !== 'number' || typeof longest !== 'number')
      return cannotTell('The policy that was read does not say how long a pass lasts.', [
        'The default and the maximum lifetime of the method TemporaryAccessPass.',
      ])
    const concern = (name: string, detail: string): Concern => ({ kind: 'setting', id: name, name, detail })
    const concerns: Concern[] = []
    if (usual < defaultLifetimeMinMinutes)
      concerns.push(concern('defaultLifetimeInMinutes', `${usual} minutes: too short`))
    if (longest > maximumLifetimeMaxMinutes)
      concerns.push(concern('maximumLifetimeInMinutes', `${longest} minutes: too long`))
    return failIfAny(
      concerns,
      'A pass lasts too short or too long.',
      `A pass lasts ${usual} minutes, at most ${longest}.`,
    )
  },
  remedy({ policy }) {
    const method = policy && temporaryAccessPassConfiguration(policy)
    const portal = methodPage('Temporary Access Pass', 'Configure', 'Edit')
    const note = 'An hour by default and eight at most is what Microsoft begins with.'
    if (method === undefined) return { portal, note }
    const longest = Math.min(method.maximumLifetimeInMinutes ?? 480, 480)
    const shortest = Math.min(method.minimumLifetimeInMinutes ?? 60, 60)
    const change = {
      minimumLifetimeInMinutes: shortest,
      maximumLifetimeInMinutes: Math.max(longest, 60),
      defaultLifetimeInMinutes: 60,
    }
    return { portal, note, requests: [methodRequest(method, change)] }
  },
})
