import { expect, test } from 'vitest'
import check from './second-passkey.ts'
import { goodTenant, judged, someone } from './good-tenant.fixture.ts'

test('two methods for everybody enrolled pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('people with one method and no second fail with their number', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.population.singlePasskey = 310
    }),
  )
  expect(result.verdict).toBe('fail')
  expect(result.inAll).toBe(310)
  expect(result.says).toContain('310 of 1200')
})

test('nobody found while people are absent from the report is unknown, never a pass', () => {
  const book = goodTenant((tenant) => {
    tenant.population.withoutRegistration = someone(7)
  })
  expect(judged(check, book).verdict).toBe('unknown')
})

test('before anybody is enrolled the question does not arise', () => {
  const book = goodTenant((tenant) => {
    tenant.population.phishingResistant = 0
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})
