import { expect, test } from 'vitest'
import { population } from '#domain/tenant/population.ts'
import check from './admins-phishing-resistant.ts'
import { concerned, goodTenant, judged, readInPart, someone } from './good-tenant.fixture.ts'

test('administrators who all have a phishing-resistant method pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('administrators without one fail by name, and all are counted', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.population.administratorsWithoutPhishingResistant = someone(40)
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

test('a tenant without administrators cannot be: it is unknown', () => {
  const book = goodTenant((tenant) => {
    tenant.population.administrators = { count: 0, people: [] }
  })
  expect(judged(check, book).verdict).toBe('unknown')
})

test('nobody found in a part of the people is unknown, never a pass', () => {
  expect(judged(check, readInPart(goodTenant(), population, { have: 600, of: 1200 })).verdict).toBe('unknown')
})
