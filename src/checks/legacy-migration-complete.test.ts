import { expect, test } from 'vitest'
import check from './legacy-migration-complete.ts'
import { goodTenant, judged } from './good-tenant.fixture.ts'

test('a complete migration passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('a migration that has not begun or is under way fails, and no request completes it', () => {
  for (const state of ['preMigration', 'migrationInProgress'] as const) {
    const result = judged(
      check,
      goodTenant((tenant) => {
        tenant.policy.policyMigrationState = state
      }),
    )
    expect(result.verdict).toBe('fail')
    expect(result.remedy.requests).toBeUndefined()
  }
})

test('a null state, as seen live, is unknown and never complete', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.policy.policyMigrationState = null
    }),
  )
  expect(result.verdict).toBe('unknown')
  expect(result.missing).toHaveLength(1)
})
