import { expect, test } from 'vitest'
import sample from './conditional-access-policies.sample.json' with { type: 'json' }
import { decode } from '../decode.ts'
import { conditionalAccessPolicyFrom, conditionalAccessPolicySchema } from './conditional-access-policies.ts'

const policy = () =>
  structuredClone(sample.value[1]) as Record<string, unknown> & { conditions: Record<string, unknown> }

test('a policy keeps what we do not name', () => {
  const read = conditionalAccessPolicyFrom(conditionalAccessPolicySchema.parse(policy()))
  expect(read).toMatchObject(policy())
})

test('a null list of a condition is an empty one', () => {
  const conditions = {
    ...policy().conditions,
    clientAppTypes: null,
    users: { includeUsers: ['All'], excludeUsers: null },
  }
  const read = conditionalAccessPolicyFrom(conditionalAccessPolicySchema.parse({ ...policy(), conditions }))
  expect(read.conditions.clientAppTypes).toEqual([])
  expect(read.conditions.users).toMatchObject({
    includeUsers: ['All'],
    excludeUsers: [],
    includeGroups: [],
    excludeRoles: [],
  })
})

test('a state that we do not know is not taken for one that we know', () => {
  expect(decode(conditionalAccessPolicySchema, { ...policy(), state: 'enabledOnTuesdays' })).toMatchObject({
    ok: false,
    misfit: { field: 'state' },
  })
})
