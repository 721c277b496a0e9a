import { describe, expect, test } from 'vitest'
import type { Check } from '#domain/readiness/check.ts'
import { unknown } from '#domain/shared/evidence.ts'
import { roleAssignments } from '#domain/tenant/role-assignments.ts'
import { goodTenant, judged, readInPart, someone, withEvidence } from '../good-tenant.fixture.ts'
import { checks } from '../index.gen.ts'
import { nobodyNeedsPhone } from './people-concerned.ts'

const administratorChecks = ['admins-phishing-resistant', 'admins-phone-only', 'admins-synced-passkeys']
const methodChecks = [
  ...administratorChecks,
  'authenticator-only-people',
  'computer-bound-people',
  'people-without-mfa',
  'phone-only-people',
  'second-passkey',
]

function checkOf(id: string): Check {
  const check = checks.find((each) => each.id === id)
  if (check === undefined) throw new Error(`no check ${id}`)
  return check
}

describe.each(methodChecks)('%s', (id) => {
  test('passes when the methods of everybody are known', () => {
    expect(judged(checkOf(id), goodTenant()).verdict).toBe('pass')
  })

  test('is unknown, never a pass, while somebody has a method whose name is not known here, and says who', () => {
    const result = judged(
      checkOf(id),
      goodTenant((tenant) => {
        tenant.population.withUnplacedMethods = someone(7)
      }),
    )
    expect(result.verdict).toBe('unknown')
    expect(result.missing.join(' ')).toContain('7 enabled members')
    expect(result.missing.join(' ')).toContain('ada@contoso.com and others')
  })

  test('is unknown on counts that were stored before such methods were counted', () => {
    const book = goodTenant((tenant) => {
      delete tenant.population.withUnplacedMethods
    })
    expect(judged(checkOf(id), book).verdict).toBe('unknown')
  })
})

test.each([...methodChecks, 'registration-report-covers-everyone'])(
  '%s is unknown, never a pass, where no enabled member was found',
  (id) => {
    const book = goodTenant((tenant) => {
      Object.assign(tenant.population, { enabledMembers: 0, withRegistration: 0, phishingResistant: 0 })
    })
    expect(judged(checkOf(id), book).verdict).toBe('unknown')
  },
)

describe.each(administratorChecks)('%s', (id) => {
  test('does not pass on roles that were read in part or not at all', () => {
    const part = readInPart(goodTenant(), roleAssignments, { have: 3, of: 4 })
    expect(judged(checkOf(id), part).verdict).toBe('unknown')
    const unread = withEvidence(goodTenant(), roleAssignments, () => unknown({ kind: 'never-read' }))
    expect(judged(checkOf(id), unread).verdict).toBe('unknown')
  })

  test('still fails on roles that were read in part', () => {
    const bad = goodTenant((tenant) => {
      tenant.population.administratorsPhoneOnly = someone(1)
      tenant.population.administratorsWithoutPhishingResistant = someone(1)
      tenant.population.administratorsWithSyncedPasskey = someone(1)
    })
    expect(judged(checkOf(id), readInPart(bad, roleAssignments, { have: 3, of: 4 })).verdict).toBe('fail')
  })
})

test.each(['sms-voice-off', 'sms-sign-in-off'])(
  '%s gives its request only when it is known that nobody needs a phone',
  (id) => {
    const requestsWhen = (change: Parameters<typeof goodTenant>[0]) => {
      const book = goodTenant((tenant) => {
        tenant.sms.state = 'enabled'
        change?.(tenant)
      })
      return judged(checkOf(id), book).remedy.requests ?? []
    }
    expect(requestsWhen(() => undefined)).toHaveLength(1)
    expect(
      requestsWhen((tenant) => {
        tenant.population.withUnplacedMethods = someone(1)
      }),
    ).toEqual([])
    expect(
      requestsWhen((tenant) => {
        tenant.population.enabledMembers = 0
      }),
    ).toEqual([])
    expect(nobodyNeedsPhone(undefined)).toBe(false)
  },
)
