import { expect, test } from 'vitest'
import check from './graph-permissions-granted.ts'
import { concerned, goodTenant, judged, type TenantDraft } from './good-tenant.fixture.ts'

const answer = (outcome: 'refused' | 'failed' | 'no-licence') => (tenant: TenantDraft) => {
  tenant.access.push({
    call: 'GET /domains',
    outcome,
    permission: 'Domain.Read.All',
    licence: null,
    errorCode: 'Authorization_RequestDenied',
    fact: 'domains',
  })
}

test('calls that were all answered pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a refused call fails with the permission it needs', () => {
  const result = judged(check, goodTenant(answer('refused')))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['GET /domains'])
  expect(result.concerns[0]?.detail).toBe('needs Domain.Read.All')
  expect(result.says).toBe('Microsoft Graph refused 1 call of 2.')
})

test('a licence that is lacking is no refusal', () => {
  expect(judged(check, goodTenant(answer('no-licence'))).verdict).toBe('pass')
})

test('a call that failed, or none at all, is unknown', () => {
  expect(judged(check, goodTenant(answer('failed'))).verdict).toBe('unknown')
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.access = []
      }),
    ).verdict,
  ).toBe('unknown')
})
