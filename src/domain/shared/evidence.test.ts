import { describe, expect, test } from 'vitest'
import { complete, explainUnknown, isComplete, known, share, unknown, weaker, type UnknownReason } from './evidence.ts'

const at = Temporal.Instant.from('2026-11-20T09:00:00Z')

describe('coverage', () => {
  test('everything read is complete, a part is not', () => {
    expect(isComplete(complete)).toBe(true)
    expect(isComplete({ have: 10, of: 10 })).toBe(true)
    expect(isComplete({ have: 9, of: 10 })).toBe(false)
  })

  test('a total that nobody knows is never complete, however much was read', () => {
    expect(isComplete({ have: 1_000_000, of: null })).toBe(false)
    expect(share({ have: 1_000_000, of: null })).toBeNull()
  })

  test('nothing of nothing is a whole reading', () => {
    expect(isComplete({ have: 0, of: 0 })).toBe(true)
    expect(share({ have: 0, of: 0 })).toBe(1)
  })

  test('a share lies between 0 and 1, even when people were added while they were read', () => {
    expect(share({ have: 0, of: 8 })).toBe(0)
    expect(share({ have: 2, of: 8 })).toBe(0.25)
    expect(share({ have: 9, of: 8 })).toBe(1)
  })

  test('of two coverages the smaller share is the weaker, and an unknown total the weakest', () => {
    const half = { have: 5, of: 10 }
    const nobodyKnows = { have: 99, of: null }
    expect(weaker(half, complete)).toBe(half)
    expect(weaker(complete, half)).toBe(half)
    expect(weaker(half, nobodyKnows)).toBe(nobodyKnows)
    expect(weaker(nobodyKnows, half)).toBe(nobodyKnows)
  })
})

describe('evidence', () => {
  test('known evidence is whole unless it is said', () => {
    expect(known('value', at)).toEqual({ state: 'known', value: 'value', takenAt: at, coverage: complete })
    expect(known('value', at, { have: 1, of: 3 }).coverage).toEqual({ have: 1, of: 3 })
  })

  test('unknown evidence has no value to read', () => {
    const evidence = unknown({ kind: 'never-read' })
    expect(evidence).toEqual({ state: 'unknown', reason: { kind: 'never-read' }, takenAt: null })
    expect('value' in evidence).toBe(false)
  })
})

describe('the reason in words', () => {
  const reasons: readonly [UnknownReason, string][] = [
    [{ kind: 'never-read' }, 'Run a sync.'],
    [{ kind: 'refused', call: 'GET /users', permission: 'User.Read.All' }, 'User.Read.All'],
    [{ kind: 'no-licence', call: 'GET /x', licence: 'Microsoft Entra ID P1' }, 'Microsoft Entra ID P1'],
    [{ kind: 'not-in-source', source: 'files' }, 'imported files'],
    [{ kind: 'not-in-source', source: 'graph' }, 'Microsoft Graph'],
    [{ kind: 'not-told', ask: 'Name the accounts.' }, 'Name the accounts.'],
    [{ kind: 'failed', call: 'GET /domains', detail: '503.' }, 'GET /domains'],
  ]

  test.each(reasons)('%o says what would tell, in a sentence', (reason, part) => {
    expect(explainUnknown(reason)).toContain(part)
    expect(explainUnknown(reason)).toMatch(/\.$/)
  })
})
