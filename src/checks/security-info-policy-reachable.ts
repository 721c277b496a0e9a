// Check: registration is not tied to a place or a managed device. Someone at home with a new phone has neither.

import { defineCheck, failIfAny, notApplicable } from '#domain/readiness/check.ts'
import {
  conditionalAccessPolicies,
  isEnforced,
  type ConditionalAccessPolicy,
} from '#domain/tenant/conditional-access-policies.ts'
import { isForSecurityInfo, policyConcern } from './parts/conditional-access-reach.ts'
import { policyPage } from './parts/portal.ts'

const deviceControls = ['compliantDevice', 'domainJoinedDevice', 'compliantApplication', 'approvedApplication']

export default defineCheck({
  id: 'security-info-policy-reachable',
  severity: 'high',
  title: 'Registration is not tied to a place or a managed device.',
  why: 'People register on the phone, at home, and a new device is not yet managed. A pass guards registration from anywhere; a wall around the office does not.',
  features: ['P1.1', 'P1.8'],
  reference:
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
  needs: { policies: conditionalAccessPolicies },
  judge({ policies }) {
    const guarding = policies.filter((policy) => isEnforced(policy) && isForSecurityInfo(policy))
    if (guarding.length === 0) return notApplicable('No enforced policy guards registration.')
    return failIfAny(
      guarding.flatMap((policy) => {
        const obstacle = obstacleOf(policy)
        return obstacle === null ? [] : [policyConcern(policy, obstacle)]
      }),
      'Registration is refused outside some place, or without a managed device.',
      'Registration is possible from anywhere, with whatever the policies ask.',
    )
  },
  remedy: () => ({
    portal: policyPage('the policy', 'Grant', 'Require authentication strength'),
    note: 'Require a strength that takes a Temporary Access Pass instead of the place or the device; have passes switched on first.',
  }),
})

function obstacleOf({ conditions, grantControls }: ConditionalAccessPolicy): string | null {
  const controls = grantControls?.builtInControls ?? []
  if (controls.includes('block')) {
    const isPlaced = (conditions.locations ?? null) !== null
    return isPlaced ? 'blocks by place' : 'blocks'
  }
  const device = controls.filter((control) => deviceControls.includes(control))
  if (device.length === 0) return null
  const hasWayOut = controls.includes('mfa') || (grantControls?.authenticationStrength ?? null) !== null
  return grantControls?.operator === 'OR' && hasWayOut ? null : `requires ${device.join(', ')}`
}
