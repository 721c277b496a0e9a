import { expect, test } from 'vitest'
import { unknown } from '#domain/shared/evidence.ts'
import { emergencyAccounts, nameEmergencyAccounts } from '#domain/tenant/emergency-accounts.ts'
import check from './emergency-accounts-named.ts'
import { concerned, goodTenant, judged, readInPart, withEvidence, type TenantDraft } from './good-tenant.fixture.ts'

const changeFirst = (change: (account: TenantDraft['emergency'][number]) => void) => (tenant: TenantDraft) => {
  const [first] = tenant.emergency
  if (first !== undefined) change(first)
}

test('two accounts that are found and enabled pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('one account is one too few', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.emergency = tenant.emergency.slice(0, 1)
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(result.concerns).toMatchObject([{ detail: '1 usable, 2 needed' }])
})

test('an account that is disabled or not found fails by name', () => {
  const disabled = changeFirst((account) => {
    account.accountEnabled = false
  })
  expect(concerned(judged(check, goodTenant(disabled)))).toContain('emergency-1@contoso.onmicrosoft.com')
  const lost = changeFirst((account) => {
    account.id = null
  })
  expect(judged(check, goodTenant(lost)).concerns).toMatchObject([{ detail: 'not found in the tenant' }, {}])
})

test('a third account that is lost fails though two remain', () => {
  const third = goodTenant((tenant) => {
    const [first] = tenant.emergency
    if (first !== undefined)
      tenant.emergency.push({ ...first, id: null, userPrincipalName: 'emergency-3@contoso.onmicrosoft.com' })
  })
  expect(judged(check, third).verdict).toBe('fail')
  expect(concerned(judged(check, third))).toEqual(['emergency-3@contoso.onmicrosoft.com'])
})

test('an account of which it is not known whether it is enabled is unknown', () => {
  const unread = changeFirst((account) => {
    account.accountEnabled = null
  })
  expect(judged(check, goodTenant(unread)).verdict).toBe('unknown')
})

test('an account whose reading failed is unknown, never one too few', () => {
  const one = goodTenant((tenant) => {
    tenant.emergency = tenant.emergency.slice(0, 1)
  })
  expect(judged(check, readInPart(one, emergencyAccounts, { have: 1, of: 2 })).verdict).toBe('unknown')
  expect(judged(check, readInPart(one, emergencyAccounts, { have: 1, of: 1 })).verdict).toBe('fail')
})

test('an account is never guessed from a name', () => {
  const book = withEvidence(goodTenant(), emergencyAccounts, () =>
    unknown({ kind: 'not-told', ask: nameEmergencyAccounts }),
  )
  const result = judged(check, book)
  expect(result.verdict).toBe('unknown')
  expect(result.missing.join(' ')).toContain(nameEmergencyAccounts)
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
