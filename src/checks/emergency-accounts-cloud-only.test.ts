import { expect, test } from 'vitest'
import check from './emergency-accounts-cloud-only.ts'
import { goodTenant, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changeFirst = (change: (account: TenantDraft['emergency'][number]) => void) => (tenant: TenantDraft) => {
  const [first] = tenant.emergency
  if (first !== undefined) change(first)
}

test('cloud-only accounts on the onmicrosoft.com domain pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a synchronised account fails', () => {
  const synced = changeFirst((account) => {
    account.cloudOnly = false
  })
  const result = judged(check, goodTenant(synced))
  expect(result.verdict).toBe('fail')
  expect(result.concerns).toMatchObject([{ detail: 'synchronised from on-premises' }])
})

test('an account on a domain that can be federated fails', () => {
  const custom = changeFirst((account) => {
    account.userPrincipalName = 'emergency-1@contoso.com'
  })
  expect(judged(check, goodTenant(custom)).verdict).toBe('fail')
  const lookalike = changeFirst((account) => {
    account.userPrincipalName = 'emergency-1@onmicrosoft.com.contoso.com'
  })
  expect(judged(check, goodTenant(lookalike)).verdict).toBe('fail')
})

test('an origin that was not read is unknown', () => {
  expect(
    judged(
      check,
      goodTenant(
        changeFirst((account) => {
          account.cloudOnly = null
        }),
      ),
    ).verdict,
  ).toBe('unknown')
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
