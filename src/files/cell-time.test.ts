import { describe, expect, test } from 'vitest'
import { orderToldBy, readTime } from './cell-time.ts'

const at = (text: string) => ({ kind: 'time', at: text })

describe('a time that says its order', () => {
  test.each([
    ['2026-11-22T15:04:05Z', '2026-11-22T15:04:05Z'],
    ['2026-07-16T03:16:01.7292271Z', '2026-07-16T03:16:01.7292271Z'],
    ['2026-11-22T15:04:05+01:00', '2026-11-22T14:04:05Z'],
    ['2026-11-22 15:04:05', '2026-11-22T15:04:05Z'],
    ['2026-11-22', '2026-11-22T00:00:00Z'],
    ['2026/11/22', '2026-11-22T00:00:00Z'],
    ['2026/1/2 3:04', '2026-01-02T03:04:00Z'],
    ['11/22/2026 3:04:05 PM', '2026-11-22T15:04:05Z'],
    ['11/22/2026 12:04:05 AM', '2026-11-22T00:04:05Z'],
    ['11/22/2026 12:04 PM', '2026-11-22T12:04:00Z'],
    ['11/22/2026 3:04:05\u202FPM', '2026-11-22T15:04:05Z'],
    ['11/22/2026, 3:04:05 PM UTC', '2026-11-22T15:04:05Z'],
    ['22/11/2026', '2026-11-22T00:00:00Z'],
    ['22/11/26 15:04', '2026-11-22T15:04:00Z'],
    ['22.11.2026 15:04', '2026-11-22T15:04:00Z'],
    ['05.06.2026 15:04', '2026-06-05T15:04:00Z'],
    ['5. 6. 2026 15:04', '2026-06-05T15:04:00Z'],
    ['22-11-2026 15:04', '2026-11-22T15:04:00Z'],
    ['22-Nov-26', '2026-11-22T00:00:00Z'],
    ['22 November 2026 15:04', '2026-11-22T15:04:00Z'],
    ['Sunday, November 22, 2026 3:04 PM', '2026-11-22T15:04:00Z'],
    ['7/7/2026', '2026-07-07T00:00:00Z'],
    ['46348.6278935185', '2026-11-22T15:04:10Z'],
    ['46348,5', '2026-11-22T12:00:00Z'],
  ])('%s is %s', (text, expected) => {
    expect(readTime(text, null)).toEqual(at(expected))
  })
})

describe('a time that does not', () => {
  test('is ambiguous while the file tells no order', () => {
    expect(readTime('05/06/2026', null)).toEqual({ kind: 'ambiguous' })
    expect(readTime('05-06-2026 10:00', null)).toEqual({ kind: 'ambiguous' })
  })

  test('is settled by the order of the file', () => {
    expect(readTime('05/06/2026', 'day-first')).toEqual(at('2026-06-05T00:00:00Z'))
    expect(readTime('05/06/2026 3:04 PM', 'month-first')).toEqual(at('2026-05-06T15:04:00Z'))
  })

  test('a date that tells its order keeps it whatever the file says', () => {
    expect(readTime('22/11/2026', 'month-first')).toEqual(at('2026-11-22T00:00:00Z'))
  })
})

test('only a number over 12 in one place tells the order, and dots never do', () => {
  expect(orderToldBy('22/11/2026')).toBe('day-first')
  expect(orderToldBy('11/22/2026 3:04:05 PM')).toBe('month-first')
  expect(orderToldBy('05/06/2026')).toBeNull()
  expect(orderToldBy('22.11.2026')).toBeNull()
  expect(orderToldBy('2026-11-22')).toBeNull()
  expect(orderToldBy('33/44/2026')).toBeNull()
})

test.each([
  '',
  ' ',
  '-',
  'N/A',
  'Never',
  '0001-01-01T00:00:00Z',
  '1/1/0001 12:00:00 AM',
  '1601-01-01',
  '1970-01-01',
  '0',
])('"%s" is no time and no error', (text) => {
  expect(readTime(text, null)).toEqual({ kind: 'none' })
})

test.each([
  'soon',
  '2026-02-30',
  '2026-13-01',
  '31/31/2026',
  '11/22/2026 25:00',
  '11/22/2026 13:00 PM',
  '22 Foo 2026',
  '123',
  '99999',
])('"%s" is unreadable, never some other day', (text) => {
  expect(readTime(text, 'day-first')).toEqual({ kind: 'unreadable' })
})
