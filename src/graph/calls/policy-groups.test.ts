import { expect, test } from 'vitest'
import methods from './authentication-methods-policy.sample.json' with { type: 'json' }
import policies from './conditional-access-policies.sample.json' with { type: 'json' }
import type { AuthenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import { conditionalAccessPolicyFrom, conditionalAccessPolicySchema } from './conditional-access-policies.ts'
import { groupsNamed } from './policy-groups.ts'

const group = (number: number) => `c0a70000-0000-4000-8000-000000000${number}`
const conditionalAccess = policies.value.map((policy) =>
  conditionalAccessPolicyFrom(conditionalAccessPolicySchema.parse(policy)),
)

test('groups of both kinds of policy are named once, in lower case; all_users and "no group" are no groups', () => {
  expect(groupsNamed(conditionalAccess, methods as AuthenticationMethodsPolicy)).toEqual([
    group(301),
    group(302),
    group(303),
  ])
})

test('without the methods policy the groups of Conditional Access remain', () => {
  expect(groupsNamed(conditionalAccess, null)).toEqual([group(301), group(303)])
  expect(groupsNamed([], null)).toEqual([])
})
