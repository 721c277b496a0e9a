import { expect, test } from 'vitest'
import check from './sms-voice-off.ts'
import { concerned, goodTenant, judged, someone } from './good-tenant.fixture.ts'

test('both switched off pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('SMS that is on fails; when nobody depends on it the request switches it off', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.sms.state = 'enabled'
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['SMS'])
  expect(result.remedy.requests).toMatchObject([
    {
      url: expect.stringContaining('/Sms'),
      body: { '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration', state: 'disabled' },
    },
  ])
})

test('no request switches SMS off while somebody depends on it, or may', () => {
  const depending = goodTenant((tenant) => {
    tenant.sms.state = 'enabled'
    tenant.population.phoneOnly = someone(4)
  })
  expect(judged(check, depending).says).toContain('4 enabled members have no other')
  expect(judged(check, depending).remedy.requests).toBeUndefined()
  const unreported = goodTenant((tenant) => {
    tenant.voice.state = 'enabled'
    tenant.population.withoutRegistration = someone(1)
  })
  expect(judged(check, unreported).remedy.requests).toBeUndefined()
})

test('a null state is unknown, never off', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.voice.state = null
      }),
    ).verdict,
  ).toBe('unknown')
})
