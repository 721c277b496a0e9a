import { expect, test } from 'vitest'
import { backoffMs, retryAfterMs, retryLimits, troubleOf } from './retry.ts'

const now = Temporal.Instant.from('2026-11-22T10:00:00Z')

test.each([
  ['12', 12_000],
  ['0', 0],
  ['1.5', 1500],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['soon', null],
  ['-3', null],
  ['', null],
  [null, null],
  [undefined, null],
])('Retry-After %s is %s ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms)
})

test.each([
  [429, '', 'throttled'],
  [503, '', 'throttled'],
  [504, '', 'throttled'],
  [500, 'Rate limit reached because of too many requests to query broker', 'throttled'],
  [500, 'An internal server error occurred.', 'server'],
  [502, '', 'server'],
  [501, '', null],
  [400, '', null],
  [403, '', null],
])('status %i "%s" is trouble of the kind %s', (status, message, trouble) => {
  expect(troubleOf(status, message)).toBe(trouble)
})

test('waits double with each failure, spread over everything below, and never pass the maximum', () => {
  expect(backoffMs('network', 1, () => 1)).toBe(1000)
  expect(backoffMs('network', 2, () => 1)).toBe(2000)
  expect(backoffMs('network', 2, () => 0.25)).toBe(500)
  expect(backoffMs('network', 30, () => 1)).toBe(retryLimits.network.delayMaxMs)
})
