import { describe, expect, test } from 'vitest'
import type { AuthenticationStrength } from '#domain/tenant/authentication-strengths.ts'
import type { ConditionalAccessPolicy, GrantControls } from '#domain/tenant/conditional-access-policies.ts'
import { requiresMfa, requiresPhishingResistant, strengthOf, usersRequest } from './conditional-access-reach.ts'

const resistant: AuthenticationStrength = { id: 's-4', allowedCombinations: ['fido2', 'windowsHelloForBusiness'] }
const weak: AuthenticationStrength = { id: 's-2', allowedCombinations: ['fido2', 'password,sms'] }
const strengths = [resistant, weak]

function policy(grant: Partial<GrantControls> | null, conditions: ConditionalAccessPolicy['conditions'] = {}) {
  const grantControls = grant === null ? null : { operator: 'OR' as const, builtInControls: [], ...grant }
  return {
    id: 'p-1',
    displayName: 'Policy',
    state: 'enabled',
    conditions,
    grantControls,
  } satisfies ConditionalAccessPolicy
}

const named = (id: string, allowedCombinations: readonly string[] = []) => ({ id, allowedCombinations })

describe('the strength of a policy', () => {
  test('comes from the list, without regard to case', () => {
    expect(strengthOf(policy({ authenticationStrength: named('S-4') }), strengths)).toBe(resistant)
  })

  test('comes from the policy when the list lacks it, and is null when neither has it', () => {
    expect(strengthOf(policy({ authenticationStrength: named('s-9', ['fido2']) }), strengths)).toMatchObject({
      id: 's-9',
    })
    expect(strengthOf(policy({ authenticationStrength: named('s-9') }), strengths)).toBeNull()
  })

  test('is undefined for a policy that requires none', () => {
    expect(strengthOf(policy({ builtInControls: ['mfa'] }), strengths)).toBeUndefined()
    expect(strengthOf(policy(null), strengths)).toBeUndefined()
  })
})

describe('requiring a phishing-resistant method', () => {
  test('a strength with nothing weaker requires it, one with SMS does not', () => {
    expect(requiresPhishingResistant(policy({ authenticationStrength: named('s-4') }), strengths)).toBe(true)
    expect(requiresPhishingResistant(policy({ authenticationStrength: named('s-2') }), strengths)).toBe(false)
  })

  test('a strength that was not read is null, never false', () => {
    expect(requiresPhishingResistant(policy({ authenticationStrength: named('s-9') }), strengths)).toBeNull()
  })

  test('with another control to choose from it is not required; with both it is', () => {
    const both = { authenticationStrength: named('s-4'), builtInControls: ['compliantDevice'] }
    expect(requiresPhishingResistant(policy({ ...both, operator: 'OR' }), strengths)).toBe(false)
    expect(requiresPhishingResistant(policy({ ...both, operator: 'AND' }), strengths)).toBe(true)
  })
})

describe('requiring MFA', () => {
  test('plain MFA and any strength require it; a block and a choice do not', () => {
    expect(requiresMfa(policy({ builtInControls: ['mfa'] }))).toBe(true)
    expect(requiresMfa(policy({ authenticationStrength: named('s-2') }))).toBe(true)
    expect(requiresMfa(policy({ builtInControls: ['block'] }))).toBe(false)
    expect(requiresMfa(policy({ builtInControls: ['mfa', 'domainJoinedDevice'] }))).toBe(false)
    expect(requiresMfa(policy({ operator: 'AND', builtInControls: ['mfa', 'domainJoinedDevice'] }))).toBe(true)
    expect(requiresMfa(policy(null))).toBe(false)
  })
})

test('a change of users sends every other condition back as it was', () => {
  const conditions = {
    clientAppTypes: ['all'],
    users: {
      includeUsers: ['All'],
      excludeUsers: ['a'],
      includeGroups: [],
      excludeGroups: ['g'],
      includeRoles: [],
      excludeRoles: [],
    },
  }
  expect(usersRequest(policy(null, conditions), { excludeUsers: ['a', 'b'] })).toEqual({
    method: 'PATCH',
    url: '/v1.0/identity/conditionalAccess/policies/p-1',
    body: { conditions: { ...conditions, users: { ...conditions.users, excludeUsers: ['a', 'b'] } } },
  })
})
