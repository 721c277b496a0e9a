import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyCalendar } from './calendar.ts'
import { type Plan, type PlanInput, usualRules } from './plan.ts'
import { latestStartsOn, planWaves } from './plan-waves.ts'
import { day, desk, input, people, persons } from './planning.fixture.ts'
import { wavePeopleFrom } from './wave-people.ts'

const sizes = (plan: Plan) => plan.waves.map(({ size }) => size)
const rulesOf = (plan: Plan) => plan.problems.map(({ rule }) => rule)
const weeks = (plan: Plan) =>
  (plan.waves[0]?.startsOn.until(plan.finishOn ?? day('2000-01-01'), { largestUnit: 'day' }).days ?? 0) / 7

test('1,000 people and an ordinary desk give 4-5 waves over 8-10 weeks', () => {
  const plan = planWaves(input())
  expect(plan.feasible).toBe(true)
  expect(plan.waves.length).toBeGreaterThanOrEqual(4)
  expect(plan.waves.length).toBeLessThanOrEqual(5)
  expect(weeks(plan)).toBeGreaterThanOrEqual(8)
  expect(weeks(plan)).toBeLessThanOrEqual(10)
  expect(plan.waves.every(({ predicted }) => predicted.withinTarget)).toBe(true)
})

test('a desk with spare capacity and a date in ten weeks gives fewer and larger waves', () => {
  const usual = planWaves(input())
  const spare = planWaves(input({ desks: [desk({ agents: 40 })], finishBy: day('2026-11-16') }))
  expect(spare.feasible).toBe(true)
  expect(spare.waves.length).toBeLessThan(usual.waves.length)
  expect(Math.max(...sizes(spare))).toBeGreaterThan(Math.max(...sizes(usual)))
})

test('everybody at once brings about 200 tickets in a morning and hours of waiting', () => {
  const { rush, likeWave } = planWaves(input()).bigBang
  expect(rush.firstMorningTickets).toBeGreaterThan(150)
  expect(rush.firstMorningTickets).toBeLessThan(250)
  expect(rush.longestWaitMinutes).toBeGreaterThan(180)
  expect(rush.peakQueue).toBeGreaterThan(likeWave.peakQueue)
})

test('the ramp holds, and its waves say that it limited them', () => {
  const plan = planWaves(input())
  for (const [index, share] of [0.05, 0.1, 0.2].entries()) expect(sizes(plan)[index]).toBeLessThanOrEqual(share * 1000)
  expect(plan.waves.filter(({ limitedBy }) => limitedBy === 'ramp')).toHaveLength(2)
  const free = planWaves(input({ rules: { ...usualRules, ramp: [] } }))
  expect(sizes(free)[1]).toBeGreaterThan(200)
})

test('a team is in one wave with its manager, unless someone is on leave or leads a team of their own', () => {
  const { waves } = planWaves(input())
  const waveOf = new Map(waves.flatMap((wave) => wave.people.map((id) => [id, wave.id])))
  const rows = persons(1000)
  const leads = new Set(rows.map(({ managerId }) => managerId))
  const isPrivileged = new Map(rows.map((row) => [row.id, row.privileged]))
  const together = rows.filter(
    ({ id, managerId, privileged }) =>
      managerId !== null && !leads.has(id) && isPrivileged.get(managerId) === privileged,
  )
  expect(together.length).toBeGreaterThan(700)
  for (const { id, managerId } of together) expect(waveOf.get(id)).toBe(waveOf.get(managerId ?? ''))
  const apart = planWaves(input({ rules: { ...usualRules, teamsTogether: false } }))
  const apartOf = new Map(apart.waves.flatMap((wave) => wave.people.map((id) => [id, wave.id])))
  expect(together.some(({ id, managerId }) => apartOf.get(id) !== apartOf.get(managerId ?? ''))).toBe(true)
})

test('mixed waves are cross-sections; known-good first begins with the phones that cost least', () => {
  const share = (plan: Plan, index: number) =>
    (plan.waves[index]?.families['samsung'] ?? 0) / (plan.waves[index]?.size ?? 1)
  const alone = { ...usualRules, teamsTogether: false, privilegedApart: false }
  const mixed = planWaves(input({ rules: alone }))
  for (let index = 1; index < mixed.waves.length; index++) expect(share(mixed, index)).toBeCloseTo(0.25, 1)
  const ordered = planWaves(input({ rules: { ...alone, families: 'known-good-first' } }))
  expect(share(ordered, 0)).toBe(0)
  expect(share(ordered, ordered.waves.length - 1)).toBeGreaterThan(0.4)
})

test('the privileged scope has waves of its own, first; without the rule it is among the others', () => {
  const privileged = new Set(
    persons(1000)
      .filter((row) => row.privileged)
      .map(({ id }) => id),
  )
  const plan = planWaves(input())
  for (const wave of plan.waves) {
    expect(wave.people.every((id) => privileged.has(id) === (wave.scope === 'privileged'))).toBe(true)
  }
  expect(plan.waves[0]?.scope).toBe('privileged')
  const mixed = planWaves(input({ rules: { ...usualRules, privilegedApart: false } }))
  expect(mixed.waves.every(({ scope }) => scope === 'general')).toBe(true)
})

test('a wave of Galaxy phones is known to cost more than one of iPhones', () => {
  const of = (family: string) => planWaves(input({ people: people(1000, 1, { family }) }))
  expect(of('samsung').bigBang.tickets).toBeGreaterThan(1.5 * of('iphone').bigBang.tickets)
  expect(of('samsung').waves.length).toBeGreaterThan(of('iphone').waves.length)
})

test('unknown phones are a family of their own', () => {
  const plan = planWaves(input({ people: people(200, 1, { family: 'unknown' }) }))
  expect(plan.waves.length).toBeGreaterThan(0)
  for (const wave of plan.waves) expect(wave.families).toEqual({ unknown: wave.size })
})

test('no wave starts in a freeze, on a holiday or the day before one, and there are some without', () => {
  const freezes = [{ from: day('2026-09-21'), until: day('2026-10-04'), why: 'quarter close' }]
  const holidays = (country: string, date: Temporal.PlainDate) =>
    country === 'DE' && date.equals('2026-10-06') ? 'Invented day' : null
  const plan = planWaves(input({ calendar: { ...emptyCalendar, freezes, holidays } }))
  const starts = plan.waves.map(({ startsOn }) => startsOn.toString())
  expect(starts).not.toContain('2026-10-05')
  expect(starts).not.toContain('2026-10-06')
  expect(starts.every((start) => start < '2026-09-20' || start > '2026-10-04')).toBe(true)
  expect(planWaves(input()).waves.some(({ startsOn }) => startsOn.toString() === '2026-09-21')).toBe(true)
})

test('a department is not started around its month end, and is planned on another day', () => {
  const closings = [{ department: 'Finance', kind: 'month-end', daysBefore: 12, daysAfter: 9, why: 'close' } as const]
  const plan = planWaves(input({ calendar: { ...emptyCalendar, closings } }))
  const finance = new Set(
    persons(1000)
      .filter(({ department }) => department === 'Finance')
      .map(({ id }) => id),
  )
  const starts = plan.waves.filter((wave) => wave.people.some((id) => finance.has(id))).map(({ startsOn }) => startsOn)
  expect(starts.length).toBeGreaterThan(0)
  for (const date of starts) expect([date.day > 9, date.daysInMonth - date.day > 12]).toEqual([true, true])
  expect(plan.notPlanned).toEqual([])
})

test('people of a country on holiday wait for a wave on a day that they work', () => {
  const rows = persons(400).map((row, index) => (index >= 80 && index < 160 ? { ...row, country: 'FR' } : row))
  const holidays = (country: string, date: Temporal.PlainDate) =>
    country === 'FR' && date.toString() < '2026-10-10' ? 'Invented leave' : null
  const plan = planWaves(input({ people: wavePeopleFrom(rows), calendar: { ...emptyCalendar, holidays } }))
  const french = new Set(rows.filter(({ country }) => country === 'FR').map(({ id }) => id))
  const early = plan.waves.filter(({ startsOn }) => startsOn.toString() < '2026-10-09').flatMap((wave) => wave.people)
  expect(early.length).toBeGreaterThan(0)
  expect(early.filter((id) => french.has(id))).toEqual([])
  expect(plan.waves.flatMap((wave) => wave.people).filter((id) => french.has(id))).toHaveLength(80)
})

test('whoever is on leave joins a wave after it, and everybody on leave for good is told why', () => {
  const away = (until: string) => [{ from: day('2026-09-01'), until: day(until), why: 'leave' }]
  const rows = persons(1000).map((row, index) => (index === 3 ? { ...row, leave: away('2026-10-30') } : row))
  const plan = planWaves(input({ people: wavePeopleFrom(rows) }))
  const wave = plan.waves.find((one) => one.people.includes('person-3'))
  expect(wave?.startsOn.toString()).toBe('2026-11-02')
  const gone = planWaves(input({ people: people(50, 1, { leave: away('2030-01-01') }) }))
  expect(gone.waves).toEqual([])
  expect(gone.feasible).toBe(false)
  expect(new Set(gone.notPlanned.map(({ reason }) => reason))).toEqual(new Set(['on-leave']))
})

test('people far from the desk ring when it is closed, which the plan counts at its opening', () => {
  const near = planWaves(input({ rules: { ...usualRules, ramp: [] } }))
  const far = planWaves(
    input({
      people: people(1000, 1, { country: 'NZ', timeZone: 'Pacific/Auckland' }),
      rules: { ...usualRules, ramp: [] },
    }),
  )
  expect(far.waves[0]?.roomForPeople).toBeLessThan((near.waves[0]?.roomForPeople ?? 0) / 2)
  const two = [desk(), desk({ timeZone: 'Pacific/Auckland', country: 'NZ' })]
  const followed = planWaves(
    input({
      people: people(1000, 1, { country: 'NZ', timeZone: 'Pacific/Auckland' }),
      desks: two,
      rules: { ...usualRules, ramp: [] },
    }),
  )
  expect(followed.waves.length).toBeLessThan(far.waves.length)
})

test('when the date cannot be met, each change that is offered meets it and one less does not', () => {
  const base = input({ finishBy: day('2026-10-30') })
  const plan = planWaves(base)
  expect(plan.feasible).toBe(false)
  expect(rulesOf(plan)).toContain('finish-by')
  const shortfall = (change: string) => plan.shortfalls.find((one) => one.change === change)
  const agents = Number(shortfall('agents')?.to)
  expect(agents).toBeGreaterThan(6)
  expect(planWaves({ ...base, desks: [desk({ agents })] }).feasible).toBe(true)
  expect(planWaves({ ...base, desks: [desk({ agents: agents - 1 })] }).feasible).toBe(false)
  const share = Number(shortfall('share')?.to)
  expect(planWaves({ ...base, desks: [desk({ shareForRollout: share })] }).feasible).toBe(true)
  expect(planWaves({ ...base, desks: [desk({ shareForRollout: share - 0.01 })] }).feasible).toBe(false)
  const rate = Number(shortfall('rate')?.to) / Number(shortfall('rate')?.from)
  expect(rate).toBeGreaterThan(0)
  expect(rate).toBeLessThan(1)
  expect(Number(shortfall('scope')?.to)).toBeLessThan(1000)
  expect(shortfall('date')?.to).toBe(plan.finishOn?.toString())
  expect(planWaves({ ...base, finishBy: plan.finishOn }).feasible).toBe(true)
})

test('a date that no desk could meet says so and is not searched for among desks', () => {
  const { shortfalls } = planWaves(input({ finishBy: day('2026-09-25') }))
  expect(shortfalls.find(({ change }) => change === 'agents')?.to).toBeNull()
  expect(shortfalls.find(({ change }) => change === 'ramp')?.to).toBeNull()
})

test('the latest start meets the date, and a fortnight later does not', () => {
  const base = input({ finishBy: day('2026-12-18') })
  const start = latestStartsOn(base)
  expect(start).not.toBeNull()
  if (start === null) return
  expect(planWaves({ ...base, start }).feasible).toBe(true)
  expect(planWaves({ ...base, start: start.add({ days: 14 }) }).feasible).toBe(false)
  expect(latestStartsOn({ ...base, finishBy: day('2026-09-20') })).toBeNull()
})

test.each<[string, Partial<PlanInput>, string]>([
  ['no people', { people: people(0) }, 'nobody'],
  ['nobody taking part', { people: people(9, 1, { leftOut: 'guest' }) }, 'nobody-takes-part'],
  ['no agents', { desks: [desk({ agents: 0 })] }, 'helpdesk-without-agents'],
  ['no desk', { desks: [] }, 'helpdesk'],
  ['a date in the past', { finishBy: day('2026-01-01') }, 'finish-by-in-the-past'],
  ['a start in the past', { start: day('2026-01-01') }, 'start-in-the-past'],
  ['a date before the start', { finishBy: day('2026-09-01') }, 'finish-by-before-start'],
  ['sizes that contradict', { rules: { ...usualRules, sizeMin: 50, sizeMax: 20 } }, 'size-min-over-size-max'],
  ['no weekday in common', { desks: [desk({ workdays: [6] })] }, 'start-weekdays-against-helpdesk-workdays'],
  ['a gate without a day', { rules: { ...usualRules, gatePauseWorkdays: 0 } }, 'gate-pause'],
  ['an impossible handling time', { desks: [desk({ handlingMinutes: 0 })] }, 'helpdesk-handling-minutes'],
  ['an unknown time zone', { desks: [desk({ timeZone: 'Mars/Olympus' })] }, 'helpdesk-time-zone'],
  [
    'a freeze without end',
    { calendar: { ...emptyCalendar, freezes: [{ from: day('2026-01-01'), until: day('2036-01-01'), why: 'x' }] } },
    'no-start-day',
  ],
])('%s is answered with the rule', (_, change, rule) => {
  expect(rulesOf(planWaves(input(change)))).toContain(rule)
  expect(rulesOf(planWaves(input()))).not.toContain(rule)
})

test('one person is one wave', () => {
  const plan = planWaves(input({ people: people(1, 1, { privileged: false }) }))
  expect(sizes(plan)).toEqual([1])
  expect(plan.feasible).toBe(true)
})

test('a team larger than a wave may be is split, and told', () => {
  const rows = persons(60, 1, { managerId: 'person-0', privileged: false })
  const plan = planWaves(input({ people: wavePeopleFrom(rows), rules: { ...usualRules, sizeMax: 25 } }))
  expect(plan.splitTeams).toEqual(['person-0'])
  expect(plan.notPlanned).toEqual([])
  expect(Math.max(...sizes(plan))).toBeLessThanOrEqual(25)
})

const anyInput = fc
  .record({
    count: fc.integer({ min: 0, max: 300 }),
    seed: fc.integer({ min: 0, max: 1000 }),
    agents: fc.integer({ min: 0, max: 14 }),
    handlingMinutes: fc.integer({ min: 3, max: 40 }),
    ramp: fc.constantFrom<number[]>([], [0.05, 0.1, 0.2], [0.3]),
    sizeMax: fc.option(fc.integer({ min: 10, max: 120 }), { nil: null }),
    daysBetween: fc.integer({ min: 1, max: 21 }),
    families: fc.constantFrom('mixed' as const, 'known-good-first' as const),
    teamsTogether: fc.boolean(),
    away: fc.integer({ min: 2, max: 50 }),
    zone: fc.constantFrom(null, 'America/New_York', 'Asia/Kolkata'),
    isClosed: fc.boolean(),
  })
  .map((one): PlanInput => {
    const leave = [{ from: day('2026-09-01'), until: day('2026-10-20'), why: 'leave' }]
    const rows = persons(one.count, one.seed).map((row, index) => ({
      ...row,
      ...(index % one.away === 0 ? { leave } : {}),
      ...(index % 3 === 0 ? { timeZone: one.zone } : {}),
      ...(index % 17 === 0 ? { leftOut: 'guest' } : {}),
    }))
    const closings = [{ department: 'Finance', kind: 'month-end', daysBefore: 5, daysAfter: 5, why: 'close' } as const]
    return input({
      people: wavePeopleFrom(rows),
      desks: [desk({ agents: one.agents, handlingMinutes: one.handlingMinutes })],
      calendar: { ...emptyCalendar, closings: one.isClosed ? closings : [] },
      rules: {
        ...usualRules,
        ramp: one.ramp,
        sizeMax: one.sizeMax,
        daysBetween: one.daysBetween,
        families: one.families,
        teamsTogether: one.teamsTogether,
        horizonDays: 200,
      },
      seed: one.seed,
    })
  })
const runs = { seed: 20270201, numRuns: 30 }

test('nobody is in two waves, and nobody is left out without a reason', () => {
  fc.assert(
    fc.property(anyInput, (one) => {
      const plan = planWaves(one)
      const placed = plan.waves.flatMap((wave) => wave.people)
      const left = plan.notPlanned.map(({ id }) => id)
      expect([...placed, ...left].sort()).toEqual([...one.people.ids].sort())
      expect(plan.notPlanned.every(({ reason }) => reason !== '')).toBe(true)
      for (const wave of plan.waves) expect(wave.size).toBe(wave.people.length)
      if (plan.feasible) expect(left.every((id) => one.people.leftOut[one.people.ids.indexOf(id)] !== 0)).toBe(true)
    }),
    runs,
  )
}, 30_000)

test('no wave brings more in any hour than the desk answers within its target, and waves never overlap', () => {
  fc.assert(
    fc.property(anyInput, (one) => {
      const { waves } = planWaves(one)
      for (const wave of waves) {
        expect(wave.predicted.withinTarget).toBe(true)
        expect(wave.predicted.waitP90MinutesHigh ?? Infinity).toBeLessThanOrEqual(10.001)
        expect(wave.predicted.low).toBeLessThanOrEqual(wave.predicted.high)
        expect(wave.size).toBeLessThanOrEqual(one.rules.sizeMax ?? Infinity)
      }
      const general = waves.filter(({ scope }) => scope === 'general')
      for (const [index, wave] of general.slice(1).entries()) {
        expect(Temporal.PlainDate.compare(general[index]?.endsOn ?? wave.startsOn, wave.startsOn)).toBe(-1)
      }
    }),
    runs,
  )
}, 30_000)

test('the same seed gives the same plan', () => {
  fc.assert(
    fc.property(anyInput, (one) => {
      expect(JSON.stringify(planWaves(one))).toBe(JSON.stringify(planWaves(one)))
    }),
    { ...runs, numRuns: 8 },
  )
  const other = planWaves(input({ seed: 8 }))
  expect(other.waves[1]?.people).not.toEqual(planWaves(input()).waves[1]?.people)
}, 30_000)

test('more agents never mean a later finish, nor fewer people placed', () => {
  fc.assert(
    fc.property(anyInput, fc.integer({ min: 1, max: 10 }), (one, more) => {
      const [few] = one.desks
      if (few === undefined) return
      const [less, plenty] = [one, { ...one, desks: [{ ...few, agents: few.agents + more }] }].map(planWaves)
      if (less === undefined || plenty === undefined) return
      expect(plenty.notPlanned.length).toBeLessThanOrEqual(less.notPlanned.length)
      if (plenty.notPlanned.length === less.notPlanned.length && less.finishOn !== null && plenty.finishOn !== null) {
        expect(Temporal.PlainDate.compare(plenty.finishOn, less.finishOn)).toBeLessThanOrEqual(0)
      }
    }),
    { ...runs, numRuns: 30 },
  )
}, 30_000)
