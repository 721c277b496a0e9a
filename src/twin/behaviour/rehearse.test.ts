import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withMiddle, withoutDoubt } from './figure.ts'
import { priorBehaviour } from './priors.ts'
import { company, officeHours } from './rehearsal.fixture.ts'
import { preparedCampaign, type RehearsalInput, type RehearsalOptions } from './rehearsal-input.ts'
import type { Band, RehearsalResult } from './rehearsal-result.ts'
import { rehearse } from './rehearse.ts'

function play(input: RehearsalInput, options: Partial<RehearsalOptions> = {}): RehearsalResult {
  const rehearsal = rehearse(input, { seed: 7, runs: 40, ...options })
  if (rehearsal.kind === 'refused') throw new Error(JSON.stringify(rehearsal.problems))
  return rehearsal.result
}

const last = (series: readonly number[]) => series.at(-1) ?? Number.NaN
const isBand = ({ low, middle, high }: Band) => low >= 0 && low <= middle && middle <= high

/** Any small company with any desk, any leave, any plan. */
const anyInput = fc
  .record({
    count: fc.integer({ min: 1, max: 90 }),
    waves: fc.integer({ min: 1, max: 4 }),
    agents: fc.integer({ min: 0, max: 4 }),
    handlingMinutes: fc.integer({ min: 1, max: 200 }),
    share: fc.constantFrom(0, 0.05, 0.35, 1),
    closed: fc.boolean(),
    seed: fc.nat(),
    away: fc.array(fc.nat({ max: 20 }), { maxLength: 5 }),
  })
  .map(({ count, waves, agents, handlingMinutes, share, closed, seed, away }) => {
    const base = company(count, waves)
    const input: RehearsalInput = {
      ...base,
      people: {
        ...base.people,
        wave: Array.from(base.people.wave, (wave, person) => (person % 9 === 8 ? -1 : wave)),
        enrolled: Uint8Array.from({ length: count }, (_, person) => (person % 7 === 3 ? 1 : 0)),
        closed: Uint8Array.from({ length: count }, (_, person) => (closed && person % 4 === 1 ? 1 : 0)),
        leaves: away.map((from, person) => ({
          person: person % count,
          from: Temporal.PlainDate.from('2027-01-01').add({ days: from }),
          to: Temporal.PlainDate.from('2027-01-01').add({ days: from * 3 }),
        })),
      },
      desk: { ...base.desk, agents, handlingMinutes, shareForRollout: share },
    }
    return { input, seed }
  })

describe('whatever the company, the desk and the plan', () => {
  test('the same seed gives the same result', () => {
    fc.assert(
      fc.property(anyInput, ({ input, seed }) => {
        expect(play(input, { seed, runs: 3, weeks: 3 })).toEqual(play(input, { seed, runs: 3, weeks: 3 }))
      }),
      { numRuns: 15 },
    )
  })

  test('enrolled people lie between none and all, by family and wave too, and add up', () => {
    fc.assert(
      fc.property(anyInput, ({ input, seed }) => {
        const result = play(input, { seed, runs: 1, weeks: 4 })
        expect(result.people + result.outside).toBe(input.people.count)
        const groups = [...result.families, ...result.waves]
        for (const { people, enrolled } of [result, ...groups]) {
          expect(enrolled.middle.every((count) => count >= 0 && count <= people)).toBe(true)
        }
        for (const parts of [result.families, result.waves]) {
          const sum = parts.reduce((total, { enrolled }) => total + last(enrolled.middle), 0)
          expect(sum).toBe(last(result.enrolled.middle))
        }
        const left = result.leftBy.reduce((sum, { mean }) => sum + mean, 0)
        expect(left + last(result.enrolled.middle)).toBe(result.people)
      }),
      { numRuns: 60 },
    )
  })

  test('every ticket that arrives is answered, given up or open, and nobody waits less than nothing', () => {
    fc.assert(
      fc.property(anyInput, ({ input, seed }) => {
        const { tickets, waiting, waves } = play(input, { seed, runs: 1, weeks: 4 })
        const arrived = tickets.perHour.middle.reduce((sum, count) => sum + count, 0)
        expect(arrived).toBe(tickets.total.middle)
        expect(tickets.answered.middle + tickets.givenUp.middle + tickets.openAtEnd.middle).toBe(arrived)
        expect(waves.reduce((sum, wave) => sum + wave.tickets.middle, 0)).toBe(arrived)
        for (const band of [waiting.meanMinutes, waiting.p90Minutes, waiting.longestMinutes]) {
          expect(isBand(band)).toBe(true)
        }
        expect(waiting.p90Minutes.middle).toBeLessThanOrEqual(waiting.longestMinutes.middle)
      }),
      { numRuns: 60 },
    )
  })
})

test('another seed gives another result', () => {
  expect(play(company(200), { seed: 1, runs: 2 }).tickets).not.toEqual(play(company(200), { seed: 2, runs: 2 }).tickets)
})

describe('1,000 people and an ordinary desk', () => {
  const bigBang = play(company(1000, 1), { runs: 100 })
  const waves = play(company(1000, 5), { runs: 100 })

  test("the hasty big bang brings the playbook's picture: about 200 tickets in a morning, hours of waiting, a stall", () => {
    const [wave] = bigBang.waves
    expect(wave?.firstMorning.middle).toBeGreaterThan(160)
    expect(wave?.firstMorning.middle).toBeLessThan(250)
    expect(bigBang.waiting.p90Minutes.middle).toBeGreaterThan(120)
    expect(bigBang.waiting.runsInTarget).toBe(0)
    expect(last(bigBang.enrolled.middle) / 1000).toBeGreaterThan(0.5)
    expect(last(bigBang.enrolled.middle) / 1000).toBeLessThan(0.7)
    expect(bigBang.target.reachedOn.early).toBeNull()
  })

  test('waves of 200 keep the target in nine runs of ten and end above nine in ten enrolled', () => {
    expect(waves.waiting.runsInTarget).toBeGreaterThanOrEqual(0.9)
    expect(last(waves.enrolled.low) / 1000).toBeGreaterThan(0.88)
    expect(last(waves.enrolled.middle) / 1000).toBeGreaterThan(0.93)
    expect(waves.target.runsReached).toBeGreaterThan(0.3)
  })

  test('70 to 80 % of the tickets of a wave come in its first 48 hours', () => {
    for (const { shareIn48Hours } of waves.waves) {
      expect(shareIn48Hours.middle).toBeGreaterThan(0.68)
      expect(shareIn48Hours.middle).toBeLessThan(0.83)
    }
  })

  test('without guides Samsung phones fall behind iPhones; with guides hardly', () => {
    const rate = (result: RehearsalResult, name: string) => {
      const family = result.families.find(({ family: one }) => one === name)
      return last(family?.enrolled.middle ?? []) / (family?.people ?? 1)
    }
    expect(rate(bigBang, 'iphone') - rate(bigBang, 'samsung')).toBeGreaterThan(0.06)
    expect(Math.abs(rate(waves, 'iphone') - rate(waves, 'samsung'))).toBeLessThan(0.04)
  })

  test('the same preparation in one bang waits longer than in waves, and shorter than unprepared', () => {
    const prepared = play({ ...company(1000, 1), campaign: preparedCampaign }, { runs: 60 })
    expect(prepared.waiting.p90Minutes.middle).toBeGreaterThan(waves.waiting.p90Minutes.middle)
    expect(prepared.waiting.p90Minutes.middle).toBeLessThan(bigBang.waiting.p90Minutes.middle)
  })

  test('more agents wait less and lose fewer people', () => {
    const base = company(1000, 1)
    const staffed = play({ ...base, desk: { ...base.desk, agents: 40 } }, { runs: 100 })
    expect(staffed.waiting.meanMinutes.middle).toBeLessThan(bigBang.waiting.meanMinutes.middle / 4)
    expect(staffed.tickets.givenUp.middle).toBeLessThan(bigBang.tickets.givenUp.middle / 4)
    expect(staffed.left.middle).toBeLessThan(bigBang.left.middle)
  })
})

test('200 runs of 1,000 people over twelve weeks take less than 30 seconds', () => {
  const before = performance.now()
  play(company(), { runs: 200, weeks: 12 })
  expect(performance.now() - before).toBeLessThan(30_000)
})

describe('single facts', () => {
  const everybody = (value: number, count = 100) => new Uint8Array(count).fill(value)

  test('who is on leave all the time stays away; without the leave they enrol', () => {
    const base = company(100, 1)
    const [from, to] = ['2026-12-01', '2027-12-31'].map((date) => Temporal.PlainDate.from(date))
    const leaves = Array.from({ length: 100 }, (_, person) => ({ person, from, to }))
    const away = play({ ...base, people: { ...base.people, leaves } as RehearsalInput['people'] }, { runs: 5 })
    expect(away.left).toEqual({ low: 100, middle: 100, high: 100 })
    expect(new Set(away.leftBy.map(({ cause }) => cause))).toEqual(new Set(['away']))
    expect(play(base, { runs: 5 }).left.high).toBeLessThan(70)
  })

  test('who holds no device for a passkey enrols only by a key from the desk', () => {
    const base = company(100, 1)
    const people = { ...base.people, closed: everybody(1) }
    const closed = play({ ...base, people, campaign: preparedCampaign }, { runs: 10 })
    expect(closed.left.middle).toBeGreaterThan(40)
    expect(closed.leftBy[0]?.cause).toMatch(/no-fitting-device|not-acted/)
    expect(closed.leftBy.some(({ cause }) => cause === 'no-fitting-device')).toBe(true)
    expect(play(base, { runs: 10 }).leftBy.some(({ cause }) => cause === 'no-fitting-device')).toBe(false)
  })

  test('whoever is in no wave is neither played nor counted', () => {
    const base = company(100, 1)
    const result = play({ ...base, people: { ...base.people, wave: new Int32Array(100).fill(-1) } }, { runs: 2 })
    expect([result.people, result.outside, result.tickets.total.high, result.left.high]).toEqual([0, 100, 0, 0])
  })

  test('a wave after the last week is named as not begun', () => {
    const base = company(100, 1)
    const schedule = [...base.schedule, { startsOn: Temporal.PlainDate.from('2027-06-07') }]
    const people = { ...base.people, wave: Int32Array.from({ length: 100 }, (_, person) => person % 2) }
    const result = play({ ...base, people, schedule }, { runs: 2, weeks: 4 })
    const later = result.leftBy.filter(({ cause }) => cause === 'not-begun').reduce((sum, { mean }) => sum + mean, 0)
    expect(later).toBe(50)
    expect(last(result.waves[1]?.enrolled.high ?? [])).toBe(0)
  })

  test('a desk without agents answers nobody, and says so', () => {
    const base = company(200, 1)
    const { tickets } = play({ ...base, desk: { ...base.desk, agents: 0 } }, { runs: 5 })
    expect(tickets.answered.high).toBe(0)
    expect(tickets.givenUp.low).toBeGreaterThan(0)
  })

  test('people with a passkey from the start lose some of them with their phones, unless phones last for ever', () => {
    const base = company(400, 1)
    const people = { ...base.people, enrolled: everybody(1, 400) }
    const play12 = (phoneMonths: number) => {
      const figure = withoutDoubt(withMiddle(priorBehaviour.figures.phoneMonths, phoneMonths))
      const figures = { ...priorBehaviour.figures, phoneMonths: figure }
      return play({ ...base, people, parameters: { ...priorBehaviour, figures } }, { runs: 10 })
    }
    expect(Math.min(...play12(3).enrolled.low)).toBeLessThan(400)
    expect(Math.min(...play12(1e9).enrolled.low)).toBe(400)
  })

  test('a figure can be set: when nobody acts nobody enrols', () => {
    const base = company(200, 1)
    const deadlineActs = withoutDoubt(withMiddle(priorBehaviour.figures.deadlineActs, 1e-6))
    const reminderActs = withoutDoubt(withMiddle(priorBehaviour.figures.reminderActs, 1e-6))
    const figures = { ...priorBehaviour.figures, deadlineActs, reminderActs }
    const still = play({ ...base, parameters: { ...priorBehaviour, figures } }, { runs: 5 })
    expect(last(still.enrolled.high)).toBe(0)
    expect(last(play(base, { runs: 5 }).enrolled.low)).toBeGreaterThan(50)
  })

  test('in Auckland the day begins before ours: their wave enrols too', () => {
    const base = company(200, 1)
    const calendars = [{ ...officeHours, timeZone: 'Pacific/Auckland' }]
    const result = play({ ...base, people: { ...base.people, calendars } }, { runs: 5 })
    expect(result.enrolled.low[0]).toBeGreaterThan(40)
  })

  test('a country on holiday enrols nobody that day; the twin without the holiday does', () => {
    const base = company(200, 1)
    const calendars = [{ ...officeHours, holidays: new Set(['2027-01-04']) }]
    expect(play({ ...base, people: { ...base.people, calendars } }, { runs: 5 }).enrolled.high[0]).toBe(0)
    expect(play(base, { runs: 5 }).enrolled.low[0]).toBeGreaterThan(0)
  })
})

describe('input that means nothing is refused by name', () => {
  const base = company(10, 1)
  const refusedField = (input: RehearsalInput, options: Partial<RehearsalOptions> = {}) => {
    const rehearsal = rehearse(input, { seed: 1, runs: 2, ...options })
    return rehearsal.kind === 'refused' ? rehearsal.problems.map(({ field }) => field) : []
  }
  const withPeople = (change: Partial<RehearsalInput['people']>) => ({ ...base, people: { ...base.people, ...change } })

  test.each<[string, RehearsalInput]>([
    ['people', withPeople({ count: 0, family: [], wave: [], calendar: [], department: [] })],
    ['schedule', { ...base, schedule: [] }],
    ['people.wave', withPeople({ wave: new Int32Array(10).fill(1) })],
    ['people.family', withPeople({ family: [1, 2] })],
    ['people.family', withPeople({ family: new Uint8Array(10).fill(99) })],
    ['people.calendar', withPeople({ calendar: new Uint8Array(10).fill(3) })],
    ['people.enrolled', withPeople({ enrolled: new Uint8Array(10).fill(2) })],
    ['desk.agents', { ...base, desk: { ...base.desk, agents: -1 } }],
    ['desk.agents', { ...base, desk: { ...base.desk, agents: Number.NaN } }],
    ['desk.handlingMinutes', { ...base, desk: { ...base.desk, handlingMinutes: 0 } }],
    ['desk.shareForRollout', { ...base, desk: { ...base.desk, shareForRollout: 35 } }],
  ])('%s', (field, input) => {
    expect(refusedField(input)).toContain(field)
  })

  test.each([
    ['runs', { runs: 0 }],
    ['runs', { runs: 1.5 }],
    ['weeks', { weeks: 0 }],
    ['targetShare', { targetShare: 95 }],
  ])('%s of %j', (field, options) => {
    expect(refusedField(base, options)).toEqual([field])
  })

  test('the same company unchanged is played', () => {
    expect(refusedField(base)).toEqual([])
  })
})
