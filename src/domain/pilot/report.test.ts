import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviceFamilies } from '../devices/device-family.ts'
import { rankFailures } from './failure-ranking.ts'
import type { PilotFailure, PilotRecord, PilotResult } from './pilot-result.ts'
import { pilotReport } from './report.ts'

const monday = Temporal.PlainDate.from('2026-11-30')

/** Somebody with an iPhone for whom all went well. */
const result = (number: number, change: Partial<PilotResult> = {}): PilotResult => ({
  id: `person-${number}`,
  family: 'iphone',
  osBand: 'ios-26',
  tried: true,
  enrolled: true,
  minutes: 6,
  secondDevice: 'worked',
  tickets: 0,
  failures: [],
  ...change,
})
const results = (count: number, change: Partial<PilotResult> = {}, from = 0) =>
  Array.from({ length: count }, (_, index) => result(from + index, change))
const record = (change: Partial<PilotRecord> = {}): PilotRecord => ({
  source: 'recorded',
  startedOn: monday,
  through: monday.add({ days: 11 }),
  results: results(40),
  fixesKnown: new Set(),
  ...change,
})
const failure = (mode: string, change: Partial<PilotFailure> = {}): PilotFailure => ({
  mode,
  family: 'samsung',
  osBand: 'one-ui-7',
  step: 'choose-vault',
  ...change,
})
const criterion = (change: Partial<PilotRecord>, id: string) =>
  pilotReport(record(change)).criteria.find((one) => one.id === id)?.state
const decision = (change: Partial<PilotRecord>) => pilotReport(record(change)).decision

describe('the decision', () => {
  test('all went well for forty people over twelve days: go', () => {
    expect(decision({})).toBe('go')
  })

  test('no results are not enough data, never a go', () => {
    const report = pilotReport(record({ results: [] }))
    expect(report).toMatchObject({
      decision: 'not-enough-data',
      people: 0,
      enrolled: null,
      tickets: null,
      families: [],
    })
    expect(report.criteria.filter(({ state }) => state === 'met').map(({ id }) => id)).toEqual(['length'])
  })

  test('a single person for whom all went well is not enough data', () => {
    expect(decision({ results: results(1) })).toBe('not-enough-data')
  })

  test('half of them enrolled: no-go; three quarters: not enough data; nine tenths: go', () => {
    const enrolled = (count: number) => [
      ...results(count),
      ...results(40 - count, { enrolled: false, tried: false, secondDevice: null }, count),
    ]
    expect(decision({ results: enrolled(20) })).toBe('no-go')
    expect(decision({ results: enrolled(31) })).toBe('not-enough-data')
    expect(decision({ results: enrolled(37) })).toBe('go')
  })

  test('people of whom it is not known whether they enrolled hold a go back', () => {
    const unread = results(10, { enrolled: null, secondDevice: null }, 30)
    expect(criterion({ results: [...results(30), ...unread] }, 'enrolled')).toBe('unknown')
  })

  test('enrolled but not tried on a second device is not proven; failed on it is a no-go', () => {
    expect(criterion({ results: results(40, { secondDevice: null }) }, 'proven')).toBe('unknown')
    expect(decision({ results: results(40, { secondDevice: null }) })).toBe('not-enough-data')
    expect(decision({ results: results(40, { secondDevice: 'failed' }) })).toBe('no-go')
  })

  test('nine days are too short, ten are enough', () => {
    expect(decision({ through: monday.add({ days: 8 }) })).toBe('not-enough-data')
    expect(decision({ through: monday.add({ days: 9 }) })).toBe('go')
  })

  test('a family nobody has tried holds a go back', () => {
    const huawei = result(40, { family: 'huawei', tried: false, enrolled: false, secondDevice: null })
    expect(criterion({ results: [...results(40), huawei] }, 'families-tried')).toBe('unknown')
    expect(criterion({ results: [...results(40), { ...huawei, tried: true }] }, 'families-tried')).toBe('met')
  })

  test('a family that fails again and again is a no-go; one failure of one is too few to tell', () => {
    const failed = (count: number) =>
      results(count, { family: 'samsung', enrolled: false, secondDevice: null, failures: [failure('vault')] }, 100)
    const fixesKnown = new Set(['vault'])
    expect(criterion({ results: [...results(60), ...failed(6)], fixesKnown }, 'families-succeed')).toBe('missed')
    expect(criterion({ results: [...results(60), ...failed(1)], fixesKnown }, 'families-succeed')).toBe('unknown')
    expect(criterion({ results: results(60), fixesKnown }, 'families-succeed')).toBe('met')
  })

  test('many tickets are a no-go, unread tickets are not enough data', () => {
    expect(decision({ results: results(40, { tickets: 1 }) })).toBe('no-go')
    expect(decision({ results: results(40, { tickets: null }) })).toBe('not-enough-data')
    expect(criterion({ results: [...results(39), result(39, { tickets: null })] }, 'tickets')).toBe('unknown')
  })

  test('a failure that two people met needs its fix in the runbook; one that a single person met does not', () => {
    const two = [...results(38), ...results(2, { failures: [failure('vault')] }, 38)]
    expect(decision({ results: two })).toBe('no-go')
    expect(decision({ results: two, fixesKnown: new Set(['vault']) })).toBe('go')
    expect(decision({ results: two.slice(0, 39) })).toBe('go')
  })

  test('somebody who failed without anybody noting how holds a go back', () => {
    const silent = result(40, { enrolled: false, secondDevice: null })
    expect(criterion({ results: [...results(40), silent] }, 'fixes-known')).toBe('unknown')
  })
})

describe('the figures', () => {
  test('success, time and tickets stand by family', () => {
    const samsung = [
      ...results(3, { family: 'samsung', minutes: 10, tickets: 1 }, 100),
      result(103, { family: 'samsung', minutes: 30 }),
      result(104, { family: 'samsung', enrolled: false, minutes: null, secondDevice: null }),
    ]
    const { families, tickets } = pilotReport(record({ results: [...results(10), ...samsung] }))
    expect(families).toMatchObject([
      { family: 'iphone', people: 10, tried: 10, enrolled: 10, minutes: { people: 10, median: 6, ninetieth: 6 } },
      {
        family: 'samsung',
        people: 5,
        tried: 5,
        enrolled: 4,
        success: { estimate: 0.8 },
        minutes: { median: 10, ninetieth: expect.closeTo(24) },
      },
    ])
    expect(tickets).toMatchObject({ count: 3, coverage: 15, estimate: 0.2 })
    expect(tickets?.low).toBeGreaterThan(0)
    expect(tickets?.high).toBeLessThan(0.6)
  })

  test('what was not measured is null, never nought', () => {
    const { families, tickets } = pilotReport(
      record({ results: results(3, { tried: null, enrolled: null, minutes: null, tickets: null }) }),
    )
    expect(families).toMatchObject([{ success: null, minutes: null, tickets: null }])
    expect(tickets).toBeNull()
  })
})

describe('failures', () => {
  test('are ranked by the people they met, then by how often', () => {
    const all = [
      result(1, { failures: [failure('loud'), failure('loud'), failure('loud'), failure('wide')] }),
      result(2, { failures: [failure('wide', { family: 'iphone', osBand: 'ios-26' })] }),
      result(3, { failures: [failure('wide', { step: null }), failure('small')] }),
    ]
    expect(rankFailures(all)).toMatchObject([
      {
        mode: 'wide',
        people: 3,
        times: 3,
        where: [
          { family: 'samsung', osBand: 'one-ui-7', people: 2, times: 2 },
          { family: 'iphone', osBand: 'ios-26', people: 1, times: 1 },
        ],
        steps: [{ step: 'choose-vault', times: 2 }],
      },
      { mode: 'loud', people: 1, times: 3, share: 3 / 7 },
      { mode: 'small', people: 1, times: 1 },
    ])
  })

  test('add up, whatever happened and in whatever order it was noted', () => {
    const anyFailure = fc.record({
      mode: fc.constantFrom('a', 'b', 'c'),
      family: fc.constantFrom(...deviceFamilies),
      osBand: fc.constantFrom('ios-26', null),
      step: fc.constantFrom('one', 'two', null),
    })
    fc.assert(
      fc.property(fc.array(fc.array(anyFailure, { maxLength: 4 }), { maxLength: 12 }), (lists) => {
        const all = lists.map((failures, number) => result(number, { failures }))
        const ranked = rankFailures(all)
        const times = ranked.reduce((sum, one) => sum + one.times, 0)
        expect(times).toBe(lists.flat().length)
        if (times > 0) expect(ranked.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
        for (const one of ranked) {
          expect(one.where.reduce((sum, here) => sum + here.times, 0)).toBe(one.times)
          expect(one.people).toBeLessThanOrEqual(one.times)
        }
        expect(rankFailures(all.toReversed()).map(({ mode, people, times }) => ({ mode, people, times }))).toEqual(
          ranked.map(({ mode, people, times }) => ({ mode, people, times })),
        )
      }),
      { seed: 20270201 },
    )
  })
})
