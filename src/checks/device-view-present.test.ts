import { expect, test } from 'vitest'
import check from './device-view-present.ts'
import { goodTenant, judged } from './good-tenant.fixture.ts'

test('devices known for nine in ten pass', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.fleet.peopleWithDevice = 1080
      }),
    ).verdict,
  ).toBe('pass')
})

test('devices known for fewer fail with the share, rounded down', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.fleet.peopleWithDevice = 1079
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(result.says).toContain('1079 of 1200 people (89 %)')
  expect(result.inAll).toBe(121)
})

test('one source is enough; none is unknown', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.fleet.intuneDevices = null
      }),
    ).verdict,
  ).toBe('pass')
  const none = goodTenant((tenant) => {
    tenant.fleet.intuneDevices = null
    tenant.fleet.entraDevices = null
  })
  expect(judged(check, none).verdict).toBe('unknown')
})

test('nobody read is unknown, never a pass on zero of zero', () => {
  const empty = goodTenant((tenant) => {
    tenant.fleet.peopleInAll = 0
    tenant.fleet.peopleWithDevice = 0
  })
  expect(judged(check, empty).verdict).toBe('unknown')
})
