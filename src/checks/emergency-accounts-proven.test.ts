import { expect, test } from 'vitest'
import check from './emergency-accounts-proven.ts'
import { goodTenant, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changeFirst = (change: (account: TenantDraft['emergency'][number]) => void) => (tenant: TenantDraft) => {
  const [first] = tenant.emergency
  if (first !== undefined) change(first)
}

const signedIn = (at: string | null, phishingResistant: boolean | null) =>
  changeFirst((account) => {
    account.lastSuccessfulSignInAt = at
    account.lastSignInPhishingResistant = phishingResistant
  })

test('a sign-in with the key within 90 days passes, on its last day too', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
  expect(judged(check, goodTenant(signedIn('2026-08-22T09:00:00Z', true))).verdict).toBe('pass')
})

test('an older sign-in fails with its age', () => {
  const result = judged(check, goodTenant(signedIn('2026-08-21T09:00:00Z', true)))
  expect(result.verdict).toBe('fail')
  expect(result.concerns).toMatchObject([
    { name: 'emergency-1@contoso.onmicrosoft.com', detail: 'last sign-in 91 days ago' },
  ])
})

test('no sign-in at all, or one without the key, fails', () => {
  expect(judged(check, goodTenant(signedIn(null, null))).verdict).toBe('fail')
  expect(judged(check, goodTenant(signedIn('2026-11-19T09:00:00Z', false))).verdict).toBe('fail')
})

test('a sign-in by a method that the log does not tell is unknown, never a proof', () => {
  expect(judged(check, goodTenant(signedIn('2026-11-19T09:00:00Z', null))).verdict).toBe('unknown')
})

test('sign-ins that were not read are unknown, not absent', () => {
  const unread = changeFirst((account) => {
    delete account.lastSuccessfulSignInAt
  })
  expect(judged(check, goodTenant(unread)).verdict).toBe('unknown')
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
