import { expect, test } from 'vitest'
import { auditEventFrom, auditPath, isWanted } from './audit-events.ts'
import sample from './audit-events.sample.json' with { type: 'json' }

const [registered, changed] = sample.value.map((audit) => auditEventFrom(audit))

test('a registration names the person and the passkey provider', () => {
  expect(registered).toMatchObject({
    activity: 'User registered security info',
    service: 'Authentication Methods',
    by: 'lena.okafor@contoso.com',
    personId: 'c0a70000-0000-4000-8000-000000000001',
    aaGuid: '90a3ccdf-635c-4729-a248-9b709135078f',
  })
})

test('a policy change by an application names the application and concerns no person', () => {
  expect(changed).toMatchObject({ by: 'Contoso Deploy', personId: null, targetName: 'Require MFA', aaGuid: null })
})

test('of the policy category only changes of sign-in policies are wanted, each event once', () => {
  const event = auditEventFrom({
    id: '1',
    activityDateTime: '2026-11-20T00:00:00Z',
    activityDisplayName: 'x',
    category: 'Policy',
  })
  expect(isWanted({ ...event, activity: 'Update conditional access policy' }, 'policies')).toBe(true)
  expect(isWanted({ ...event, activity: 'Update expiration policy' }, 'policies')).toBe(false)
  const twice = { ...event, activity: 'Authentication Methods Policy Update', service: 'Authentication Methods' }
  expect([isWanted(twice, 'methods'), isWanted(twice, 'policies')]).toEqual([true, false])
})

test('the filter carries the instant and one condition', () => {
  const path = decodeURIComponent(auditPath('methods', Temporal.Instant.from('2026-11-01T00:00:00.5Z')))
  expect(path).toContain("activityDateTime ge 2026-11-01T00:00:00Z and loggedByService eq 'Authentication Methods'")
})
