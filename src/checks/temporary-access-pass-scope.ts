// Check: a pass works for whoever may need one. A pass can be made for anybody, and works only for people in the policy; excluded wins over included.

import { cannotTell, defineCheck, fail, notApplicable, pass, type Concern } from '#domain/readiness/check.ts'
import {
  allUsersTarget,
  authenticationMethodsPolicy,
  temporaryAccessPassConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { population } from '#domain/tenant/population.ts'
import { methodRequest } from './parts/method-request.ts'
import { methodPage } from './parts/portal.ts'

export default defineCheck({
  id: 'temporary-access-pass-scope',
  severity: 'high',
  title: 'A Temporary Access Pass works for everybody who may need one.',
  why: 'A pass can be issued to anybody, yet outside the policy it is refused at sign-in, with the person on the telephone.',
  features: ['P1.1', 'P1.8'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass',
  needs: { policy: authenticationMethodsPolicy, groups: policyGroups, population },
  judge({ policy, groups, population }) {
    const method = temporaryAccessPassConfiguration(policy)
    if (method === undefined || method.state === null || method.includeTargets === undefined)
      return cannotTell('The policy that was read does not describe passes.', ['The method TemporaryAccessPass.'])
    if (method.state === 'disabled') return notApplicable('Temporary Access Passes are off.')
    const excluded = (method.excludeTargets ?? []).filter(({ id }) => sizeOf(groups, id) !== 0)
    if (excluded.length > 0)
      return fail(
        'Some people are excluded: a pass that is issued to them is refused.',
        excluded.map(({ id }): Concern => ({ kind: 'group', id, name: nameOf(groups, id), detail: 'excluded' })),
      )
    if (method.includeTargets.some(({ id }) => id === allUsersTarget)) return pass('Passes work for all users.')
    const needing = population.noMfaMethod.count + population.phoneOnly.count
    const sizes = method.includeTargets.map(({ id }) => sizeOf(groups, id))
    const reached = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
    if (!sizes.includes(null) && reached < needing)
      return fail(
        `The groups hold at most ${reached} people, and ${needing} have a phone number alone or no MFA method.`,
        method.includeTargets.map(
          ({ id }): Concern => ({
            kind: 'group',
            id,
            name: nameOf(groups, id),
            detail: 'the pass works for these only',
          }),
        ),
      )
    return cannotTell('Passes work for groups only, and whether these hold everybody who needs one is not certain.', [
      'A target of all users; or keywave people, which judges each person.',
    ])
  },
  remedy({ policy }) {
    const method = policy && temporaryAccessPassConfiguration(policy)
    const others = (method?.includeTargets ?? []).filter(({ id }) => id !== allUsersTarget)
    const everyone = { id: allUsersTarget, targetType: 'group', isRegistrationRequired: false }
    return {
      portal: methodPage('Temporary Access Pass', 'Enable and target'),
      ...(method && { requests: [methodRequest(method, { includeTargets: [...others, everyone] })] }),
      note: 'Widening the scope issues nothing. Exclusions stay as they are: look at each, excluded wins over included.',
    }
  },
})

type Groups = readonly { readonly id: string; readonly displayName: string | null; readonly people: number | null }[]

function sizeOf(groups: Groups, id: string): number | null {
  return groups.find((group) => group.id === id)?.people ?? null
}

function nameOf(groups: Groups, id: string): string {
  return groups.find((group) => group.id === id)?.displayName ?? id
}
