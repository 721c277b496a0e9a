// Check: the passkey policy's targets hold everybody. Groups can overlap, so only all users, or too few people in all, is certain.

import { cannotTell, defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import {
  allUsersTarget,
  authenticationMethodsPolicy,
  passkeyConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { population } from '#domain/tenant/population.ts'
import { passkeyRequest } from './parts/passkey-profiles.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-targets-reach-everyone',
  severity: 'high',
  title: 'The passkey policy reaches everybody.',
  why: 'Someone outside every target who is made to register on 1 February 2027 has nothing to register. Groups are fine while waves run, not at the end.',
  features: ['P1.1', 'D2'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2',
  needs: { policy: authenticationMethodsPolicy, groups: policyGroups, population },
  judge({ policy, groups, population }) {
    const passkeys = passkeyConfiguration(policy)
    if (passkeys?.state !== 'enabled') return notApplicable('The passkey method is not known to be on.')
    const targets = passkeys.includeTargets
    if (targets === undefined)
      return cannotTell('The policy that was read does not list targets.', ['The includeTargets of the method Fido2.'])
    if (targets.some(({ id }) => id === allUsersTarget)) return pass('The target is all users.')
    const sizes = targets.map(({ id }) => groups.find((group) => group.id === id)?.people ?? null)
    const unread = targets.filter((_, index) => sizes[index] === null)
    if (unread.length > 0)
      return cannotTell(
        'The targets are groups whose members were not read.',
        unread.map(({ id }) => `The members of group ${id}.`),
      )
    const reached = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
    if (reached < population.enabledMembers)
      return fail(`The targets hold at most ${reached} of ${population.enabledMembers} enabled members.`, [
        {
          kind: 'method',
          id: passkeys.id,
          name: 'Passkey (FIDO2)',
          detail: 'targets are groups that leave people out',
        },
      ])
    return cannotTell(
      'The targets are groups that may overlap, so their sizes do not show whether anyone is left out.',
      ['A target of all users; or keywave people, which judges each person.'],
    )
  },
  remedy({ policy }) {
    const passkeys = policy && passkeyConfiguration(policy)
    const profile = passkeys?.passkeyProfiles?.find(({ id }) => id === passkeys.defaultPasskeyProfile)
    const portal = passkeyPage('Enable and target', 'Add target', 'All users')
    const note =
      'Any one profile that fits is enough, so the profile of all users should be no looser than administrators may have.'
    if (passkeys === undefined || profile === undefined) return { portal, note }
    const others = (passkeys.includeTargets ?? []).filter(({ id }) => id !== allUsersTarget)
    const everyone = {
      id: allUsersTarget,
      targetType: 'group' as const,
      isRegistrationRequired: false,
      allowedPasskeyProfiles: [profile.id],
    }
    return { portal, note, requests: [passkeyRequest(passkeys, { includeTargets: [...others, everyone] })] }
  },
})
