// Check: the groups that the passkey policy names exist and hold people. Microsoft keeps the id of a deleted group without a word.

import { cannotTell, defineCheck, fail, notApplicable, pass, type Concern } from '#domain/readiness/check.ts'
import {
  allUsersTarget,
  authenticationMethodsPolicy,
  passkeyConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'passkey-target-groups-hold-people',
  severity: 'medium',
  title: 'The groups of the passkey policy exist and hold people.',
  why: 'A deleted or empty group looks like a scope and reaches nobody; people who were meant to be in it are offered no passkey.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2',
  needs: { policy: authenticationMethodsPolicy, groups: policyGroups },
  judge({ policy, groups }) {
    const targets = (passkeyConfiguration(policy)?.includeTargets ?? []).filter(
      ({ id, targetType }) => id !== allUsersTarget && targetType === 'group',
    )
    if (targets.length === 0) return notApplicable('The passkey policy names no group.')
    const concerns: Concern[] = []
    const missing: string[] = []
    for (const { id } of targets) {
      const group = groups.find((known) => known.id === id)
      if (group === undefined || (group.exists && group.people === null)) missing.push(`The members of group ${id}.`)
      else if (!group.exists) concerns.push({ kind: 'group', id, name: id, detail: 'deleted' })
      else if (group.people === 0)
        concerns.push({ kind: 'group', id, name: group.displayName ?? id, detail: 'holds nobody' })
    }
    if (concerns.length > 0) return fail('Some passkey targets are deleted or empty groups.', concerns)
    if (missing.length > 0) return cannotTell('Not every target group was read.', missing)
    return pass('Every target group exists and holds people.')
  },
  remedy: () => ({
    portal: passkeyPage('Enable and target'),
    note: 'Add people to the empty group, or take the deleted group out once another target holds its people.',
  }),
})
