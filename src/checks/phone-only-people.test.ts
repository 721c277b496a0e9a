import { expect, test } from 'vitest'
import { population } from '#domain/tenant/population.ts'
import check from './phone-only-people.ts'
import { concerned, goodTenant, judged, readInPart, someone } from './good-tenant.fixture.ts'

test('nobody with a phone number alone passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('people with a phone number alone fail by name, and all are counted', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.population.phoneOnly = someone(40)
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['ada@contoso.com'])
  expect(result.inAll).toBe(40)
  expect(result.says).toContain('40')
})

test('nobody found while people are absent from the report is unknown, never a pass', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.population.withoutRegistration = someone(7)
    }),
  )
  expect(result.verdict).toBe('unknown')
  expect(result.missing.join(' ')).toContain('7 enabled members')
})

test('nobody found in a part of the people is unknown, never a pass', () => {
  expect(judged(check, readInPart(goodTenant(), population, { have: 600, of: 1200 })).verdict).toBe('unknown')
})
