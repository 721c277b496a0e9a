import { expect, test } from 'vitest'
import { AppError } from '#domain/shared/errors.ts'
import { createFaultDice } from './fault-dice.ts'
import { parseFaults } from './faults.ts'

test('every kind of fault is read from one text', () => {
  const text =
    '429@users:0.1, 503@reports:0.05,latency:50,drop@users:3,slow-page,bad-item@registrations:2,no-licence@reports,refuse@policies,expired-secret'
  expect(parseFaults(text)).toEqual([
    { kind: 'status', status: 429, area: 'users', amount: { share: 0.1 } },
    { kind: 'status', status: 503, area: 'reports', amount: { share: 0.05 } },
    { kind: 'latency', area: 'all', delayMs: 50 },
    { kind: 'drop', area: 'users', amount: { first: 3 } },
    { kind: 'slow-page', area: 'all', delayMs: 2000 },
    { kind: 'bad-item', area: 'registrations', amount: { first: 2 } },
    { kind: 'no-licence', area: 'reports' },
    { kind: 'refuse', area: 'policies' },
    { kind: 'expired-secret' },
  ])
})

test('an empty text orders no fault', () => {
  expect(parseFaults(' , ')).toEqual([])
})

test.each([
  ['418@users', 'is no fault'],
  ['429@wombats', 'names no area'],
  ['429@users:0', 'needs an amount'],
  ['429@users:1.5', 'needs an amount'],
  ['latency', 'needs a time'],
  ['latency:-1', 'is not KIND@AREA:AMOUNT'],
  ['expired-secret@users', 'takes neither'],
  ['no-licence:3', 'takes no amount'],
  ['drop users', 'is not KIND@AREA:AMOUNT'],
])('%s is refused with the part and the reason', (text, reason) => {
  const attempt = () => parseFaults(`latency:1,${text}`)
  expect(attempt).toThrow(AppError)
  expect(attempt).toThrow(`'${text}' ${reason}`)
})

const statuses = (text: string, area: 'users' | 'delta' | 'registrations', calls: number, seed = 1) => {
  const dice = createFaultDice(parseFaults(text), seed)
  return Array.from({ length: calls }, () => dice.forCall(area, false).status)
}

test('a whole number strikes the first so many calls and no more', () => {
  expect(statuses('503@users:2', 'users', 4)).toEqual([503, 503, undefined, undefined])
})

test('a share strikes about that share, the same calls for the same seed and others for another', () => {
  const struck = statuses('429@users:0.3', 'users', 2000)
  const share = struck.filter((status) => status === 429).length / 2000
  expect(share).toBeGreaterThan(0.25)
  expect(share).toBeLessThan(0.35)
  expect(statuses('429@users:0.3', 'users', 2000)).toEqual(struck)
  expect(statuses('429@users:0.3', 'users', 2000, 2)).not.toEqual(struck)
})

test('a fault ordered for one area leaves the others alone; reports are registrations too, users are their delta too', () => {
  expect(statuses('503@users:9', 'registrations', 1)).toEqual([undefined])
  expect(statuses('503@reports:9', 'registrations', 1)).toEqual([503])
  expect(statuses('503@users:9', 'delta', 1)).toEqual([503])
})

test('malformed items stand at the same positions at each reading', () => {
  const positions = () => [
    ...createFaultDice(parseFaults('bad-item@users:3'), 4).forCall('users', false).badItems(100).keys(),
  ]
  expect(positions()).toHaveLength(3)
  expect(positions()).toEqual(positions())
})
