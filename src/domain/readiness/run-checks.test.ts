import { describe, expect, test } from 'vitest'
import { known, unknown, type Coverage } from '../shared/evidence.ts'
import { defineFact, type FactBook } from '../tenant/fact.ts'
import { cannotTell, defineCheck, fail, failIfAny, notApplicable, pass, type Outcome } from './check.ts'
import { runChecks } from './run-checks.ts'

const now = Temporal.Instant.from('2026-11-20T09:00:00Z')
const requirement = { call: null, permission: null, licence: null, why: 'For a test.' }
const doors = defineFact<readonly string[]>()({ name: 'doors', title: 'Doors', requirement, maxAgeHours: 24 })
const keys = defineFact<number>()({ name: 'keys', title: 'Keys', requirement, maxAgeHours: 48 })

type Read = { doors: Coverage; keys: Coverage }

function doorCheck(
  judge: (facts: { doors: readonly string[]; keys: number }, at: Temporal.Instant, read: Read) => Outcome,
) {
  return defineCheck({
    id: 'doors-shut',
    severity: 'high',
    title: 'Every door is shut.',
    why: 'For a test.',
    features: ['P1.1'],
    reference: 'https://learn.microsoft.com/entra/',
    needs: { doors, keys },
    judge,
    remedy: (facts) => ({ portal: ['Doors', ...(facts.doors ?? [])] }),
  })
}

const passing = doorCheck(() => pass('All doors are shut.'))
const failing = doorCheck(({ doors }) =>
  failIfAny(
    doors.map((name) => ({ kind: 'setting', id: name, name })),
    'Some doors are open.',
    'All doors are shut.',
  ),
)

function goodFacts(
  change: { doorsAt?: Temporal.Instant; coverage?: Coverage; open?: readonly string[] } = {},
): FactBook {
  return {
    doors: known(change.open ?? [], change.doorsAt ?? now, change.coverage),
    keys: known(3, now.subtract({ hours: 5 })),
  }
}

function run(check: Parameters<typeof runChecks>[0][number], facts: FactBook) {
  const [result] = runChecks([check], facts, now)
  if (result === undefined) throw new Error('one check gives one result')
  return result
}

describe('a verdict', () => {
  test('a check whose facts are known, fresh and whole may pass', () => {
    expect(run(passing, goodFacts())).toMatchObject({
      id: 'doors-shut',
      severity: 'high',
      verdict: 'pass',
      says: 'All doors are shut.',
      concerns: [],
      inAll: 0,
      missing: [],
    })
  })

  test('a fact that was never read makes it unknown and is named', () => {
    const { keys: _removed, ...rest } = goodFacts()
    const result = run(passing, rest)
    expect(result.verdict).toBe('unknown')
    expect(result.missing).toEqual(['Keys: This has not been read yet. Run a sync.'])
  })

  test('a fact that is unknown makes it unknown, with its reason', () => {
    const refused = unknown({ kind: 'refused', call: 'GET /doors', permission: 'Door.Read.All' }, now)
    const result = run(passing, { ...goodFacts(), doors: refused })
    expect(result.verdict).toBe('unknown')
    expect(result.missing.join(' ')).toContain('Door.Read.All')
  })

  test('all that is missing is named, not only the first', () => {
    expect(run(passing, {}).missing).toHaveLength(2)
  })

  test('a judge is never called when a fact is missing', () => {
    const judge = doorCheck(() => {
      throw new Error('judged without facts')
    })
    expect(run(judge, {}).verdict).toBe('unknown')
    expect(() => run(judge, goodFacts())).toThrow('judged without facts')
  })

  test('a judge is told how much of each fact was read', () => {
    const telling = doorCheck((_facts, _at, read) =>
      fail(`${read.doors.have} of ${read.doors.of}, ${read.keys.have}.`, []),
    )
    expect(run(telling, goodFacts({ coverage: { have: 2, of: 7 } })).says).toBe('2 of 7, 1.')
  })

  test('a judge is given the instant of judgement', () => {
    expect(
      run(
        doorCheck((_, at) => pass(`At ${at.toString()}.`)),
        goodFacts(),
      ).says,
    ).toBe('At 2026-11-20T09:00:00Z.')
  })
})

describe('age', () => {
  test('evidence at its limit holds, a minute older does not', () => {
    const limit = now.subtract({ hours: 24 })
    expect(run(passing, goodFacts({ doorsAt: limit })).verdict).toBe('pass')
    const older = run(passing, goodFacts({ doorsAt: limit.subtract({ minutes: 1 }) }))
    expect(older.verdict).toBe('unknown')
    expect(older.missing[0]).toContain('at most 24')
  })

  test('a fail on stale evidence is unknown too', () => {
    const stale = goodFacts({ open: ['front'], doorsAt: now.subtract({ hours: 100 }) })
    expect(run(failing, stale).verdict).toBe('unknown')
  })

  test("a stale value still fills the remedy's ids", () => {
    const stale = goodFacts({ open: ['front'], doorsAt: now.subtract({ hours: 100 }) })
    expect(run(failing, stale).remedy.portal).toEqual(['Doors', 'front'])
  })
})

describe('coverage', () => {
  const part = { have: 9, of: 10 }

  test('a pass on a part is unknown and says which part', () => {
    const result = run(passing, goodFacts({ coverage: part }))
    expect(result.verdict).toBe('unknown')
    expect(result.missing).toEqual(['Doors: read 9 of 10.'])
  })

  test('a pass on a part of nobody knows how many is unknown', () => {
    const result = run(passing, goodFacts({ coverage: { have: 9, of: null } }))
    expect(result.verdict).toBe('unknown')
    expect(result.missing).toEqual(['Doors: read 9 of an unknown number.'])
  })

  test('a question that does not arise in a part may arise in the rest: unknown', () => {
    const idle = doorCheck(() => notApplicable('There are no doors.'))
    expect(run(idle, goodFacts({ coverage: part })).verdict).toBe('unknown')
    expect(run(idle, goodFacts()).verdict).toBe('not-applicable')
  })

  test('a fail on a part stays a fail: what was found is found', () => {
    expect(run(failing, goodFacts({ coverage: part, open: ['front'] })).verdict).toBe('fail')
  })

  test('nothing of nothing is a whole reading', () => {
    expect(run(passing, goodFacts({ coverage: { have: 0, of: 0 } })).verdict).toBe('pass')
  })
})

describe('what a result carries', () => {
  test('the oldest of its facts and the weakest coverage', () => {
    const { evidence } = run(failing, goodFacts({ coverage: { have: 1, of: 2 }, open: ['front'] }))
    expect(evidence.takenAt?.toString()).toBe('2026-11-20T04:00:00Z')
    expect(evidence.coverage).toEqual({ have: 1, of: 2 })
    expect(evidence.facts).toEqual(['doors', 'keys'])
  })

  test('no age and no coverage when nothing was known', () => {
    expect(run(passing, {}).evidence).toEqual({ takenAt: null, coverage: null, facts: [] })
  })

  test('the concerns of a fail, and how many there are where more exist than are named', () => {
    const many = doorCheck(() => fail('Many doors are open.', [{ kind: 'setting', id: 'a', name: 'a' }], 500))
    expect(run(many, goodFacts())).toMatchObject({ verdict: 'fail', concerns: [{ id: 'a' }], inAll: 500 })
    expect(run(failing, goodFacts({ open: ['front', 'back'] }))).toMatchObject({ inAll: 2 })
  })

  test("a judge's own doubt, and a question that does not arise", () => {
    const doubting = doorCheck(() => cannotTell('It is dark.', ['A lamp.']))
    expect(run(doubting, goodFacts())).toMatchObject({ verdict: 'unknown', missing: ['A lamp.'], concerns: [] })
    const idle = doorCheck(() => notApplicable('There are no doors.'))
    expect(run(idle, goodFacts())).toMatchObject({ verdict: 'not-applicable', missing: [], concerns: [] })
  })

  test('one result for each check, in their order', () => {
    expect(runChecks([failing, passing], goodFacts(), now).map(({ says }) => says)).toHaveLength(2)
    expect(runChecks([], goodFacts(), now)).toEqual([])
  })
})
