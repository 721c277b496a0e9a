import { expect, test } from 'vitest'
import check from './sms-sign-in-off.ts'
import { concerned, goodTenant, ids, judged, someone, type TenantDraft } from './good-tenant.fixture.ts'

const signIn = (tenant: TenantDraft) => {
  tenant.sms.state = 'enabled'
  tenant.sms.includeTargets = [
    { id: 'all_users', targetType: 'group', isUsableForSignIn: false },
    { id: ids.staffGroup, targetType: 'group', isUsableForSignIn: true },
  ]
}

test('SMS without sign-in passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a target that may sign in by SMS fails, and the request keeps every target', () => {
  const result = judged(check, goodTenant(signIn))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual([ids.staffGroup])
  expect(result.remedy.requests).toMatchObject([
    {
      body: {
        includeTargets: [
          { id: 'all_users', isUsableForSignIn: false },
          { id: ids.staffGroup, isUsableForSignIn: false },
        ],
      },
    },
  ])
})

test('no request takes SMS sign-in away while somebody has a phone number and nothing else', () => {
  const book = goodTenant((tenant) => {
    signIn(tenant)
    tenant.population.phoneOnly = someone(1)
  })
  expect(judged(check, book).remedy.requests).toBeUndefined()
})

test('a method that was not described is unknown', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.sms.state = null
      }),
    ).verdict,
  ).toBe('unknown')
})
