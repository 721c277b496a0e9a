import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PilotCandidate } from './candidate.ts'
import { choosePilot, type PilotProposal } from './choose-pilot.ts'
import { candidate, choices, company, monday } from './pilot.fixture.ts'

const people = company(1000)
const rules = ({ problems }: PilotProposal) => problems.map(({ rule }) => rule)
const need = (proposal: PilotProposal, id: string) => proposal.needs.find((one) => one.id === id)
const ids = ({ people: chosen }: PilotProposal) => chosen.map(({ id }) => id)
const away = [{ from: monday.subtract({ days: 3 }), to: monday.add({ days: 20 }) }]
const iphone = { family: 'iphone', osBand: 'ios-26' } as const
const huawei = { family: 'huawei', osBand: 'android-12' } as const
const staff = (count: number, change: Partial<PilotCandidate> = {}, from = 0) =>
  Array.from({ length: count }, (_, index) => candidate(from + index, change))

describe('a company of a thousand', () => {
  const proposal = choosePilot(people, choices({ size: null }))

  test('has a pilot of 30 to 50 people that meets everything any pilot could', () => {
    expect(proposal.state).toBe('proposed')
    expect(proposal.people.length).toBeGreaterThanOrEqual(30)
    expect(proposal.people.length).toBeLessThanOrEqual(50)
    expect(proposal.quality.met).toBe(proposal.quality.attainable)
    expect(proposal.quality.needs).toBeGreaterThan(35)
  })

  test('covers each family and each band of a system that the fleet holds', () => {
    const byId = new Map(people.map((person) => [person.id, person]))
    const chosen = ids(proposal).flatMap((id) => byId.get(id)?.devices ?? [])
    const fleet = people
      .filter(({ kind, accountEnabled }) => kind === 'member' && accountEnabled)
      .flatMap(({ devices }) => devices)
    for (const family of new Set(fleet.map((device) => device.family))) {
      expect(
        chosen.some((device) => device.family === family),
        family,
      ).toBe(true)
    }
    for (const band of new Set(fleet.map(({ osBand }) => osBand))) {
      expect(
        chosen.some(({ osBand }) => osBand === band),
        band ?? '',
      ).toBe(true)
    }
  })

  test('takes 5 to 10 people with a Samsung and 60 to 70 % outside IT', () => {
    const byId = new Map(people.map((person) => [person.id, person]))
    const chosen = ids(proposal).map((id) => byId.get(id))
    const samsung = chosen.filter((person) => person?.devices.some(({ family }) => family === 'samsung')).length
    const outside = chosen.filter((person) => person?.isIt === false).length / chosen.length
    expect(samsung).toBeGreaterThanOrEqual(5)
    expect(samsung).toBeLessThanOrEqual(10)
    expect(outside).toBeGreaterThanOrEqual(0.6)
    expect(outside).toBeLessThanOrEqual(0.7)
  })

  test('is not drawn from one team', () => {
    const byId = new Map(people.map((person) => [person.id, person]))
    const managers = ids(proposal).map((id) => byId.get(id)?.managerId)
    expect(new Set(managers).size).toBeGreaterThan(managers.length * 0.8)
  })

  test('is the same for the same seed in whatever order the people come, and another for another seed', () => {
    const turned = choosePilot(people.toReversed(), choices({ size: null }))
    expect(turned.people).toEqual(proposal.people)
    expect(turned.needs).toEqual(proposal.needs)
    expect(ids(choosePilot(people, choices({ size: null, seed: 8 })))).not.toEqual(ids(proposal))
  })

  test('reads its people once, so that they may come from a stream', () => {
    const stream = (function* once() {
      yield* people
    })()
    expect(choosePilot(stream, choices({ size: null }))).toEqual(proposal)
  })
})

describe('pins and bars', () => {
  const plain = choosePilot(people, choices())
  const inIt = ids(plain)
  const outside = people.find(
    ({ id, kind, accountEnabled, onLeave, isExecutive }) =>
      kind === 'member' &&
      accountEnabled === true &&
      onLeave.length === 0 &&
      isExecutive === false &&
      !inIt.includes(id),
  )

  test('a pinned person is in, a barred one is out, and the rest is drawn around them', () => {
    const [first = ''] = inIt
    const pinned = outside?.id ?? ''
    expect(inIt).not.toContain(pinned)
    const proposal = choosePilot(people, choices({ pins: [pinned], bars: [first] }))
    expect(ids(proposal)).toContain(pinned)
    expect(ids(proposal)).not.toContain(first)
    expect(proposal.people.find(({ id }) => id === pinned)?.pinned).toBe(true)
    expect(proposal.leftOut).toContainEqual({ id: first, reason: 'barred' })
    expect(proposal.people).toHaveLength(40)
    expect(proposal.quality.met).toBe(proposal.quality.attainable)
  })

  test('somebody pinned and barred at once is refused by the name of the rule', () => {
    const proposal = choosePilot(people, choices({ pins: ['a', 'b'], bars: ['b'] }))
    expect(proposal).toMatchObject({ state: 'refused', people: [], needs: [] })
    expect(proposal.problems).toContainEqual(
      expect.objectContaining({ rule: 'nobody-pinned-and-barred', refuses: true, ids: ['b'] }),
    )
  })

  test('more pins than places are refused; as many as places are the pilot', () => {
    const pins = staff(5).map(({ id }) => id)
    const team = staff(20)
    expect(rules(choosePilot(team, choices({ size: 4, pins })))).toContain('pins-fit-the-size')
    expect(ids(choosePilot(team, choices({ size: 5, pins })))).toEqual(pins)
  })

  test('pins above the usual size are seated when no size is asked for', () => {
    const pins = inIt.concat(outside?.id ?? '')
    const proposal = choosePilot(people, choices({ size: null, pins }))
    expect(proposal.state).toBe('proposed')
    expect(ids(proposal)).toEqual(expect.arrayContaining(pins))
  })

  test('a pin that is not in the tenant is refused, a bar that is not is only said', () => {
    expect(choosePilot(people, choices({ pins: ['nobody'] })).problems).toContainEqual(
      expect.objectContaining({ rule: 'pins-are-known', refuses: true, ids: ['nobody'] }),
    )
    const barred = choosePilot(people, choices({ bars: ['nobody'] }))
    expect(barred.state).toBe('proposed')
    expect(rules(barred)).toContain('bars-are-known')
  })

  test.each([
    ['an emergency account', { namedAs: 'emergency' }],
    ['a guest', { kind: 'external' }],
    ['a disabled account', { accountEnabled: false }],
    ['somebody on leave throughout', { onLeave: away }],
  ] as const)('%s cannot be pinned', (_, change) => {
    const one = candidate(950, change)
    const proposal = choosePilot([...staff(40), one], choices({ pins: [one.id] }))
    expect(proposal.state).toBe('refused')
    expect(proposal.problems).toContainEqual(expect.objectContaining({ rule: 'pins-may-take-part', ids: [one.id] }))
  })

  test('an executive is left out, unless executives are asked for or this one is pinned', () => {
    const boss = candidate(950, { isExecutive: true })
    const all = [...staff(4), boss]
    expect(choosePilot(all, choices()).leftOut).toEqual([{ id: boss.id, reason: 'executive' }])
    expect(ids(choosePilot(all, choices({ pins: [boss.id] })))).toContain(boss.id)
    expect(ids(choosePilot(all, choices({ includeExecutives: true })))).toContain(boss.id)
  })
})

describe('a need that cannot be met says why', () => {
  test('all on leave', () => {
    const proposal = choosePilot([...staff(40), candidate(950, { devices: [huawei], onLeave: away })], choices())
    expect(need(proposal, 'family:huawei')).toMatchObject({ want: 1, have: 0, met: false, gap: 'all-on-leave' })
    expect(need(proposal, 'family:huawei')?.why).toContain('on leave')
  })

  test('all left out for different reasons', () => {
    const two = [
      candidate(950, { devices: [huawei], onLeave: away }),
      candidate(951, { devices: [huawei], isExecutive: true }),
    ]
    expect(need(choosePilot([...staff(40), ...two], choices()), 'family:huawei')).toMatchObject({
      gap: 'all-left-out',
      why: 'All 2 are left out: 1 executives, 1 on leave.',
    })
  })

  test('too few', () => {
    const three = staff(3, { devices: [{ family: 'samsung', osBand: 'one-ui-7' }] }, 950)
    const proposal = choosePilot([...staff(60), ...three], choices())
    expect(need(proposal, 'family:samsung')).toMatchObject({ want: 5, have: 3, met: false, gap: 'too-few' })
  })

  test('five are enough', () => {
    const five = staff(5, { devices: [{ family: 'samsung', osBand: 'one-ui-7' }] }, 950)
    expect(need(choosePilot([...staff(60), ...five], choices()), 'family:samsung')).toMatchObject({
      have: 5,
      met: true,
      gap: null,
    })
  })

  test('too many, where nearly everybody has a Samsung', () => {
    const samsung = staff(60, { devices: [{ family: 'samsung', osBand: 'one-ui-7' }] })
    const proposal = choosePilot([...samsung, ...staff(10, {}, 100)], choices({ size: 30 }))
    expect(need(proposal, 'family:samsung')).toMatchObject({ have: 20, atMost: 10, met: false, gap: 'too-many' })
    expect(proposal.quality.met).toBe(proposal.quality.attainable)
  })

  test('none in the fleet is said of Samsung and asks for nobody', () => {
    const proposal = choosePilot(staff(40), choices())
    expect(need(proposal, 'family:samsung')).toMatchObject({ want: 0, have: 0, met: true })
    expect(need(proposal, 'work:it')).toMatchObject({ have: 0, met: false, gap: 'none-in-fleet' })
  })

  test('no place left, when the size is below the needs', () => {
    const proposal = choosePilot(people, choices({ size: 5 }))
    expect(proposal.people).toHaveLength(5)
    expect(proposal.needs.filter(({ gap }) => gap === 'no-room').length).toBeGreaterThan(5)
    expect(rules(proposal)).toEqual(expect.arrayContaining(['usual-size', 'room-for-the-needs']))
    expect(proposal.quality.attainable).toBeLessThan(proposal.quality.needs)
  })

  test('without a size the pilot grows to 50 only where 40 leave a need without a place', () => {
    const odd = Array.from({ length: 45 }, (_, number) =>
      candidate(number, { isIt: number % 3 === 0, devices: [{ family: 'pixel', osBand: `android-${number}` }] }),
    )
    const crowd = staff(100, { devices: [iphone] }, 100)
    expect(choosePilot([...odd, ...crowd], choices({ size: null })).people).toHaveLength(50)
    expect(choosePilot([...odd.slice(0, 20), ...crowd], choices({ size: null })).people).toHaveLength(40)
  })
})

describe('unknown is a value of its own', () => {
  test('people without a known device are the family unknown, never another one', () => {
    const proposal = choosePilot(staff(40, { devices: [] }), choices())
    expect(proposal.needs.filter(({ id }) => id.startsWith('family:'))).toMatchObject([
      { id: 'family:unknown', have: 40, met: true },
      { id: 'family:samsung', want: 0 },
    ])
    expect(rules(proposal)).toContain('devices-are-known')
    expect(rules(choosePilot(staff(40), choices()))).not.toContain('devices-are-known')
  })

  test('people of whom nobody knows whether they work in IT count neither outside nor in it', () => {
    const proposal = choosePilot(staff(60, { isIt: null }), choices())
    expect(need(proposal, 'work:outside-it')).toMatchObject({ have: 0, met: false })
    expect(need(proposal, 'work:it')).toMatchObject({ have: 0, met: false })
    expect(need(choosePilot(staff(60), choices()), 'work:outside-it')).toMatchObject({ have: 40, met: true })
  })

  test('both profiles are wanted only where both exist', () => {
    const one = candidate(950, { profile: 'attested' })
    expect(need(choosePilot([...staff(60), one], choices()), 'profile:attested')).toMatchObject({ have: 1, met: true })
    expect(need(choosePilot(staff(60), choices()), 'profile:synced')).toBeUndefined()
  })

  test('a blocked person is taken only where nobody else covers the need', () => {
    const blocked = staff(40, { tier: 'blocked' }, 100)
    expect(choosePilot([...staff(40), ...blocked], choices()).people.every(({ tier }) => tier === 'capable')).toBe(true)
    const only = candidate(950, { tier: 'blocked', devices: [huawei] })
    expect(ids(choosePilot([...staff(60), only], choices()))).toContain(only.id)
  })
})

describe('bad input has a clear answer', () => {
  test.each([
    ['an empty tenant', [], 'somebody-may-take-part'],
    ['everybody on leave', staff(5, { onLeave: away }), 'somebody-may-take-part'],
    ['guests only', staff(5, { kind: 'external' }), 'somebody-may-take-part'],
  ] as const)('%s', (_, all, rule) => {
    const proposal = choosePilot(all, choices())
    expect(proposal).toMatchObject({ state: 'refused', people: [], quality: { met: 0, attainable: 0, needs: 0 } })
    expect(rules(proposal)).toContain(rule)
    expect(proposal.leftOut).toHaveLength(all.length)
  })

  test.each([
    [{ size: 0 }, 'size-is-a-number-of-people'],
    [{ size: 2.5 }, 'size-is-a-number-of-people'],
    [{ size: Number.NaN }, 'size-is-a-number-of-people'],
    [{ days: 9 }, 'ten-to-fourteen-days'],
    [{ days: 15 }, 'ten-to-fourteen-days'],
    [{ days: Number.POSITIVE_INFINITY }, 'ten-to-fourteen-days'],
    [{ startsOn: monday.subtract({ days: 1 }) }, 'starts-today-or-later'],
  ] as const)('%o is refused by %s', (change, rule) => {
    const proposal = choosePilot(people, choices(change))
    expect(proposal.state).toBe('refused')
    expect(rules(proposal)).toContain(rule)
  })

  test('one person is a pilot of one, said to be too few', () => {
    const proposal = choosePilot([candidate(1)], choices())
    expect(ids(proposal)).toEqual([candidate(1).id])
    expect(rules(proposal)).toContain('enough-people')
  })

  test('a person listed twice is chosen once, and it is said', () => {
    const proposal = choosePilot([candidate(1), candidate(1), candidate(2)], choices())
    expect(ids(proposal)).toEqual([candidate(1).id, candidate(2).id])
    expect(rules(proposal)).toContain('each-person-once')
  })
})

test('whatever the company and the choices, a proposal holds together', () => {
  const run = fc.record({
    count: fc.integer({ min: 1, max: 120 }),
    seed: fc.integer({ min: 0, max: 1000 }),
    size: fc.option(fc.integer({ min: 1, max: 60 })),
    pins: fc.array(fc.nat(119), { maxLength: 4 }),
    bars: fc.array(fc.nat(119), { maxLength: 4 }),
    includeExecutives: fc.boolean(),
  })
  fc.assert(
    fc.property(run, ({ count, seed, size, pins, bars, includeExecutives }) => {
      const all = company(count, seed)
      const named = (numbers: readonly number[]) => numbers.flatMap((number) => all[number]?.id ?? [])
      const asked = choices({ size, seed, pins: named(pins), bars: named(bars), includeExecutives })
      const proposal = choosePilot(all, asked)
      expect(proposal.state === 'refused').toBe(proposal.problems.some(({ refuses }) => refuses))
      if (proposal.state === 'refused') {
        expect(proposal.people).toEqual([])
        return
      }
      const chosen = ids(proposal)
      expect(new Set(chosen).size).toBe(chosen.length)
      expect(chosen.length).toBeLessThanOrEqual(Math.min(size ?? 50, proposal.eligible))
      expect(chosen.length).toBeGreaterThanOrEqual(Math.min(size ?? 40, proposal.eligible))
      expect(chosen).toEqual(expect.arrayContaining([...asked.pins]))
      const out = new Set(proposal.leftOut.map(({ id }) => id))
      expect(chosen.filter((id) => out.has(id))).toEqual([])
      expect(out.size + proposal.eligible).toBe(all.length)
      expect(asked.bars.filter((id) => !out.has(id))).toEqual([])
      for (const { id, want, atMost, have, met, gap, why } of proposal.needs) {
        expect(
          proposal.people.filter(({ needs }) => needs.includes(id)),
          id,
        ).toHaveLength(have)
        expect(met).toBe(have >= want && (atMost === null || have <= atMost))
        expect(gap === null).toBe(met)
        expect(why).toMatch(/\.$/)
      }
      expect(proposal.quality.met).toBe(proposal.needs.filter(({ met, want }) => met && want > 0).length)
      expect(proposal.quality.met).toBeLessThanOrEqual(proposal.quality.attainable)
      expect(proposal.quality.attainable).toBeLessThanOrEqual(proposal.quality.needs)
    }),
    { seed: 20270201, numRuns: 150 },
  )
})
