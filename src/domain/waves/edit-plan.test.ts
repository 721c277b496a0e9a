import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { adapt, wideningRules } from './adapt.ts'
import { editPlan, type PlanEdit, replan } from './edit-plan.ts'
import { emptyCalendar } from './calendar.ts'
import { type Plan, usualRules } from './plan.ts'
import { planWaves } from './plan-waves.ts'
import { day, desk, input } from './planning.fixture.ts'

const base = input()
const plan = planWaves(base)
const wave = (id: string, of: Plan = plan) => of.waves.find((one) => one.id === id)
const refusal = (edit: PlanEdit, changes: Partial<typeof base> = {}, of = plan) => {
  const outcome = editPlan({ ...base, ...changes }, of, edit)
  return outcome.done ? null : outcome.refused.rule
}
const done = (edit: PlanEdit, of = plan) => {
  const outcome = editPlan(base, of, edit)
  if (!outcome.done) throw new Error(outcome.refused.message)
  return outcome
}
const someone = wave('wave-4')?.people[0] ?? ''

test('a person is moved to another wave, both waves are told anew, and nobody is lost', () => {
  const { plan: after, changes } = done({ kind: 'move', people: [someone], to: 'wave-2' })
  expect(wave('wave-2', after)?.people).toContain(someone)
  expect(wave('wave-4', after)?.people).not.toContain(someone)
  expect(after.waves.flatMap((one) => one.people)).toHaveLength(1000)
  expect(changes).toContainEqual({ kind: 'people-moved', from: 'wave-4', to: 'wave-2', people: [someone] })
  expect(wave('wave-2', after)?.predicted.tickets).toBeGreaterThan(wave('wave-2')?.predicted.tickets ?? Infinity)
  expect(wave('wave-2')?.people).not.toContain(someone)
})

test('a wave is split and merged again', () => {
  const people = wave('wave-4')?.people.slice(0, 100) ?? []
  const split = done({ kind: 'split', waveId: 'wave-4', people, newId: 'wave-5', startsOn: day('2026-11-16') })
  expect(wave('wave-5', split.plan)?.size).toBe(100)
  expect(split.plan.finishOn?.toString()).toBe('2026-11-25')
  const merged = done({ kind: 'merge', waveId: 'wave-5', into: 'wave-4' }, split.plan)
  expect(new Set(wave('wave-4', merged.plan)?.people)).toEqual(new Set(wave('wave-4')?.people))
  expect(merged.plan.finishOn).toEqual(plan.finishOn)
})

test('merging more than the desk can bear is done and said, never hidden', () => {
  const { plan: after } = done({ kind: 'merge', waveId: 'wave-3', into: 'wave-4' })
  expect(wave('wave-4', after)?.predicted.withinTarget).toBe(false)
  expect(after.feasible).toBe(false)
  expect(after.problems.map(({ rule }) => rule)).toContain('held-wave-over-capacity')
})

test.each<[string, PlanEdit, Partial<typeof base>, string]>([
  ['an unknown wave', { kind: 'lock', waveId: 'wave-9' }, {}, 'wave-unknown'],
  [
    'a wave that has begun',
    { kind: 'pin-date', waveId: 'wave-1', startsOn: day('2026-10-12') },
    { today: day('2026-10-01') },
    'wave-has-begun',
  ],
  [
    'moving out of a begun wave',
    { kind: 'move', people: [wave('wave-1')?.people[0] ?? ''], to: 'wave-4' },
    { today: day('2026-10-01') },
    'wave-has-begun',
  ],
  ['a stranger', { kind: 'move', people: ['nobody'], to: 'wave-2' }, {}, 'person-takes-no-part'],
  ['nobody', { kind: 'move', people: [], to: 'wave-2' }, {}, 'nobody-named'],
  ['a date in the past', { kind: 'pin-date', waveId: 'wave-4', startsOn: day('2026-01-05') }, {}, 'start-in-the-past'],
  ['a Sunday', { kind: 'pin-date', waveId: 'wave-4', startsOn: day('2026-11-01') }, {}, 'helpdesk-closed'],
  [
    'a freeze',
    { kind: 'pin-date', waveId: 'wave-4', startsOn: day('2026-11-04') },
    { calendar: { ...emptyCalendar, freezes: [{ from: day('2026-11-04'), until: day('2026-11-05'), why: 'audit' }] } },
    'freeze',
  ],
  ['merging with itself', { kind: 'merge', waveId: 'wave-2', into: 'wave-2' }, {}, 'merge-with-itself'],
  [
    'too large a wave',
    { kind: 'merge', waveId: 'wave-3', into: 'wave-4' },
    { rules: { ...usualRules, sizeMax: 400 } },
    'size-max',
  ],
  ['mixing the privileged scope', { kind: 'move', people: [someone], to: 'privileged-1' }, {}, 'privileged-apart'],
  [
    'a split that leaves nobody',
    { kind: 'split', waveId: 'wave-2', people: wave('wave-2')?.people ?? [], newId: 'x', startsOn: day('2026-11-16') },
    {},
    'split-leaves-nobody',
  ],
  [
    'a split of others',
    { kind: 'split', waveId: 'wave-2', people: [someone], newId: 'x', startsOn: day('2026-11-16') },
    {},
    'person-not-in-wave',
  ],
  [
    'an id that is taken',
    { kind: 'split', waveId: 'wave-4', people: [someone], newId: 'wave-2', startsOn: day('2026-11-16') },
    {},
    'wave-id-taken',
  ],
])('%s is refused with the rule', (_, edit, changes, rule) => {
  expect(refusal(edit, changes)).toBe(rule)
})

test('a wave that is locked refuses every edit', () => {
  const { plan: locked } = done({ kind: 'lock', waveId: 'wave-2' })
  expect(refusal({ kind: 'move', people: [someone], to: 'wave-2' }, {}, locked)).toBe('wave-has-begun')
  expect(refusal({ kind: 'merge', waveId: 'wave-3', into: 'wave-2' }, {}, locked)).toBe('wave-has-begun')
  expect(refusal({ kind: 'release', waveId: 'wave-2' }, {}, locked)).toBe('wave-has-begun')
})

test('planning again keeps what has begun and was pinned, untouched, and says what changed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 2, max: 30 }), (days, agents) => {
      const { plan: edited } = done({ kind: 'pin-date', waveId: 'wave-4', startsOn: day('2026-11-17') })
      const today = day('2026-09-07').add({ days })
      const { plan: after, changes } = replan({ ...base, today, start: today, desks: [desk({ agents })] }, edited)
      for (const old of edited.waves) {
        const isHeld = old.held !== null || Temporal.PlainDate.compare(old.startsOn, today) <= 0
        if (!isHeld) continue
        const now = wave(old.id, after)
        expect(now?.people).toEqual(old.people)
        expect(now?.startsOn).toEqual(old.startsOn)
      }
      const placed = after.waves.flatMap((one) => one.people)
      expect(new Set(placed).size).toBe(placed.length)
      expect(placed.length + after.notPlanned.length).toBe(1000)
      const resized = changes.flatMap((change) => (change.kind === 'people-moved' ? change.people : []))
      for (const id of resized) {
        expect(edited.waves.find((one) => one.people.includes(id))?.id).not.toBe(
          after.waves.find((one) => one.people.includes(id))?.id,
        )
      }
    }),
    { seed: 20270201, numRuns: 12 },
  )
}, 30_000)

test('planning again without any change changes nothing', () => {
  expect(replan(base, plan).changes).toEqual([])
})

const measured = (people: number, perPerson: number) => [
  { family: 'iphone', department: null, locale: null, people, tickets: Math.round(people * perPerson * 0.75) },
  { family: 'samsung', department: null, locale: null, people, tickets: Math.round(people * perPerson * 1.4) },
]

test('later waves widen when fewer tickets come, shrink when more do, and wait for enough people', () => {
  const last = (per: number, people = 300) => adapt(plan, base, measured(people, per)).advice.at(-1)
  expect(last(0.08)).toMatchObject({ waveId: 'wave-4', decision: 'widen' })
  expect(last(0.08)?.to).toBeGreaterThan(wave('wave-4')?.size ?? Infinity)
  expect(last(0.5)).toMatchObject({ decision: 'shrink' })
  expect(last(0.5)?.to).toBeLessThan(wave('wave-4')?.size ?? 0)
  expect(last(0.2)).toMatchObject({ decision: 'keep', to: wave('wave-4')?.size })
  expect(last(0.08, 5)).toMatchObject({ decision: 'unknown', to: wave('wave-4')?.size })
})

test('the rule that is told with the plan agrees with what planning again does', () => {
  const rule = wideningRules(plan).find(({ waveId }) => waveId === 'wave-4')
  expect(rule?.widenAtMost).toBeLessThan(rule?.shrinkAbove ?? 0)
  const { rates } = adapt(plan, base, measured(300, 0.5))
  expect(planWaves({ ...base, rates }).waves.length).toBeGreaterThan(plan.waves.length)
})
