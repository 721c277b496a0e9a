import { expect, test } from 'vitest'
import check from './emergency-accounts-phishing-resistant.ts'
import { concerned, goodTenant, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changeFirst = (change: (account: TenantDraft['emergency'][number]) => void) => (tenant: TenantDraft) => {
  const [first] = tenant.emergency
  if (first !== undefined) change(first)
}

test('a passkey passes, and so does a certificate', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
  const certificate = changeFirst((account) => {
    account.passkeys = []
    account.methodsRegistered = ['x509CertificateMultiFactor']
  })
  expect(judged(check, goodTenant(certificate)).verdict).toBe('pass')
})

test('an account without either fails by name', () => {
  const bare = changeFirst((account) => {
    account.passkeys = []
    account.methodsRegistered = ['mobilePhone', 'microsoftAuthenticatorPasswordless', 'windowsHelloForBusiness']
  })
  const result = judged(check, goodTenant(bare))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['emergency-1@contoso.onmicrosoft.com'])
})

test('methods of which one half was not read are unknown, never "none"', () => {
  const half = changeFirst((account) => {
    account.passkeys = null
    account.methodsRegistered = ['mobilePhone']
  })
  expect(judged(check, goodTenant(half)).verdict).toBe('unknown')
  const otherHalf = changeFirst((account) => {
    account.passkeys = []
    account.methodsRegistered = null
  })
  expect(judged(check, goodTenant(otherHalf)).verdict).toBe('unknown')
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
