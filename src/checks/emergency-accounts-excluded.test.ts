import { expect, test } from 'vitest'
import check from './emergency-accounts-excluded.ts'
import { concerned, goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changeFirst = (change: (account: TenantDraft['emergency'][number]) => void) => (tenant: TenantDraft) => {
  const [first] = tenant.emergency
  if (first !== undefined) change(first)
}

const changeGate = (change: (policy: TenantDraft['policies'][number]) => void) => (tenant: TenantDraft) => {
  for (const policy of tenant.policies) if (policy.id === ids.gatePolicy) change(policy)
}
const excludeNobody = changeGate((policy) => {
  if (policy.conditions.users) policy.conditions.users.excludeGroups = []
})

test('accounts left out by group or by name pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
  const byName = changeGate((policy) => {
    if (policy.conditions.users) policy.conditions.users.excludeUsers = [ids.firstEmergency, ids.secondEmergency]
    if (policy.conditions.users) policy.conditions.users.excludeGroups = []
  })
  expect(judged(check, goodTenant(byName)).verdict).toBe('pass')
})

test('a policy that reaches them fails in report-only already, and the request excludes them and keeps all conditions', () => {
  const book = goodTenant((tenant) => {
    excludeNobody(tenant)
    changeGate((policy) => {
      policy.conditions.users?.excludeUsers.push('aaaa0000-0000-4000-8000-000000000009')
    })(tenant)
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['Passkeys for everybody'])
  expect(result.concerns[0]?.detail).toContain('emergency-1@contoso.onmicrosoft.com')
  expect(result.remedy.requests).toMatchObject([
    {
      method: 'PATCH',
      url: `/v1.0/identity/conditionalAccess/policies/${ids.gatePolicy}`,
      body: {
        conditions: {
          applications: { includeApplications: ['All'] },
          users: {
            includeUsers: ['All'],
            excludeUsers: ['aaaa0000-0000-4000-8000-000000000009', ids.firstEmergency, ids.secondEmergency],
            excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest' },
          },
        },
      },
    },
  ])
})

test('one of two accounts inside is enough to fail, and only that one is added', () => {
  const oneOut = changeFirst((account) => {
    account.groupIds = []
  })
  const result = judged(check, goodTenant(oneOut))
  expect(result.verdict).toBe('fail')
  expect(result.remedy.requests).toMatchObject([
    { body: { conditions: { users: { excludeUsers: [ids.firstEmergency] } } } },
  ])
})

test("the accounts' own policy, for roles or by name, does not count, as Microsoft advises one", () => {
  const own = goodTenant((tenant) => {
    for (const policy of tenant.policies)
      if (policy.id === ids.adminPolicy && policy.conditions.users) policy.conditions.users.excludeUsers = []
  })
  expect(judged(check, own).verdict).toBe('pass')
})

test('an exclusion by a group whose members are not known is unknown, never a pass', () => {
  const unread = changeFirst((account) => {
    account.groupIds = null
  })
  const result = judged(check, goodTenant(unread))
  expect(result.verdict).toBe('unknown')
  expect(result.missing.join(' ')).toContain('emergency-1@contoso.onmicrosoft.com')
})

test('a policy for a wave fails only when the account is in its group', () => {
  const wave = (groupIds: string[]) =>
    goodTenant((tenant) => {
      excludeNobody(tenant)
      changeGate((policy) => {
        if (policy.conditions.users) policy.conditions.users.includeUsers = []
        if (policy.conditions.users) policy.conditions.users.includeGroups = [ids.staffGroup]
      })(tenant)
      changeFirst((account) => {
        account.groupIds = groupIds
      })(tenant)
    })
  expect(judged(check, wave([ids.staffGroup])).verdict).toBe('fail')
  expect(judged(check, wave([])).verdict).toBe('pass')
})

test('a strength that was not read is unknown', () => {
  const book = goodTenant((tenant) => {
    excludeNobody(tenant)
    tenant.strengths = []
  })
  expect(judged(check, book).verdict).toBe('unknown')
})

test('without such a policy the question does not arise', () => {
  const book = goodTenant((tenant) => {
    tenant.policies = tenant.policies.filter(({ id }) => id !== ids.gatePolicy)
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})

test('nobody named is unknown and asks for names: accounts are never guessed', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.emergency = []
    }),
  )
  expect(result.verdict).toBe('unknown')
  expect(result.missing.join(' ')).toContain('keywave accounts add')
})

test('an account that was not found is unknown here', () => {
  const lost = changeFirst((account) => {
    account.id = null
  })
  const result = judged(check, goodTenant(lost))
  expect(result.verdict).toBe('unknown')
  expect(result.missing.join(' ')).toContain('emergency-1@contoso.onmicrosoft.com')
})
