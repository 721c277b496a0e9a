import { expect, test } from 'vitest'
import { compareExposures, compareTiers, movementOf } from './compare.ts'
import { facts, now, person } from './judging.fixture.ts'
import { judgePerson } from './judge-person.ts'
import type { PersonJudgement } from './judgement.ts'
import { tenantRules } from './tenant-rules.ts'

const stopped = judgePerson(person(), tenantRules(facts(), now))
const change = (changes: Partial<PersonJudgement>): PersonJudgement => ({ ...stopped, ...changes })

test('a person who is no longer stopped has moved on, and back again is worse', () => {
  const past = change({ exposure: 'not-affected', date: null, tier: 'ready' })
  expect(movementOf(stopped, past)).toBe('moved-on')
  expect(movementOf(past, stopped)).toBe('worse')
})

test('new and gone are neither better nor worse', () => {
  expect(movementOf(null, stopped)).toBe('new')
  expect(movementOf(stopped, null)).toBe('gone')
  expect(movementOf(null, null)).toBe('same')
})

test('from or to unknown nothing is better or worse', () => {
  const unread = change({ exposure: 'unknown', date: null })
  expect(movementOf(stopped, unread)).toBe('changed')
  expect(movementOf(unread, stopped)).toBe('changed')
})

test('with the same exposure the date, the tier, the destination and the path decide, in this order', () => {
  expect(movementOf(change({ date: '2027-07-01' }), stopped)).toBe('worse')
  expect(movementOf(change({ tier: 'blocked' }), stopped)).toBe('moved-on')
  expect(movementOf(stopped, change({ destination: 'none' }))).toBe('worse')
  expect(movementOf(stopped, change({ pathToday: { state: 'closed', closedBy: ['pass-off'] } }))).toBe('worse')
  expect(
    movementOf(change({ tier: 'capable', destination: 'none' }), change({ tier: 'ready', destination: 'key-only' })),
  ).toBe('moved-on')
})

test('other reasons are a change, in another order none', () => {
  const two = change({ reasons: ['phone-only', 'roles-unread'] })
  expect(movementOf(two, change({ reasons: ['roles-unread', 'phone-only'] }))).toBe('same')
  expect(movementOf(stopped, two)).toBe('changed')
  expect(movementOf(stopped, stopped)).toBe('same')
})

test('the worse sorts first and unknown last', () => {
  expect((['unknown', 'not-affected', 'stopped', 'nudged'] as const).toSorted(compareExposures)).toEqual([
    'stopped',
    'nudged',
    'not-affected',
    'unknown',
  ])
  expect(
    (['ready', 'unknown', 'blocked', 'excluded', 'capable', 'needs-step'] as const).toSorted(compareTiers),
  ).toEqual(['blocked', 'needs-step', 'capable', 'ready', 'excluded', 'unknown'])
})
