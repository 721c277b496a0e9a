import { expect, test } from 'vitest'
import { policySizeMaxBytes } from './passkey-policy-size.ts'
import check from './passkey-policy-size.ts'
import { goodTenant, judged } from './good-tenant.fixture.ts'

test('a small policy passes and its size is told', () => {
  const result = judged(check, goodTenant())
  expect(result.verdict).toBe('pass')
  expect(result.says).toMatch(/about \d+\.\d of 20 KB/)
})

test('a policy near the limit fails before Microsoft refuses it', () => {
  const book = goodTenant((tenant) => {
    const target = {
      id: '5a0f0000-0000-4000-8000-00000000000',
      targetType: 'group' as const,
      allowedPasskeyProfiles: [],
    }
    tenant.passkeys.includeTargets = Array.from({ length: 190 }, (_, index) => ({
      ...target,
      id: `${target.id}${index}`,
    }))
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(Number.parseInt(result.concerns[0]?.detail ?? '', 10)).toBeLessThan(policySizeMaxBytes)
})

test('letters beyond ASCII count by their bytes', () => {
  const named = (name: string) =>
    goodTenant((tenant) => {
      for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.name = name
    })
  expect(judged(check, named('a'.repeat(3600))).verdict).toBe('pass')
  expect(judged(check, named('語'.repeat(3600))).verdict).toBe('fail')
})

test('a policy without the passkey method is unknown', () => {
  const unlisted = goodTenant((tenant) => {
    tenant.policy.authenticationMethodConfigurations = []
  })
  expect(judged(check, unlisted).verdict).toBe('unknown')
})
