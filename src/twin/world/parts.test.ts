// The arithmetic below the world: ids, shuffles, dense lists, times, names, the clock.

import { describe, expect, test } from 'vitest'
import { random } from '#domain/shared/random.ts'
import { shuffle, weighted } from './chance.ts'
import { createWorldClock } from './clock.ts'
import { denseList } from './dense-list.ts'
import { guids } from './guid.ts'
import { isoDay, isoFraction, isoSecond } from './iso-time.ts'
import { asciiOf, givenNames, nameParts, surnameNames } from './names.ts'
import { nightlyRefresh, reportedUpTo } from './registration-row.ts'

const msOf = (text: string) => Temporal.Instant.from(text).epochMilliseconds

describe('ids', () => {
  test('a GUID gives its index back, and only to its own kind and seed', () => {
    const ids = guids(7, 1)
    const seen = new Set<string>()
    for (const index of [0, 1, 2, 999_999, 4_294_967_295, ...Array.from({ length: 2000 }, (_, n) => n * 977)]) {
      const id = ids.at(index)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(ids.indexOf(id)).toBe(index)
      expect(ids.indexOf(id.toUpperCase())).toBe(index)
      expect(guids(7, 2).indexOf(id)).toBeUndefined()
      expect(guids(8, 1).indexOf(id)).toBeUndefined()
      seen.add(id)
    }
    expect(seen.size).toBe(2004)
    expect(ids.indexOf('')).toBeUndefined()
    expect(ids.indexOf('zzzzzzzz-0000-4000-8000-000000000000')).toBeUndefined()
  })
})

describe('chance', () => {
  test('a shuffle visits every value once and finds each index again', () => {
    for (const size of [1, 2, 3, 10, 320, 997, 1200]) {
      const order = shuffle(size, 99)
      const values = Array.from({ length: size }, (_, index) => order.at(index))
      expect(new Set(values).size).toBe(size)
      for (const [index, value] of values.entries()) expect(order.indexOf(value)).toBe(index)
    }
    const large = shuffle(89_999_999, 3)
    for (const index of [0, 1, 12_345_678, 89_999_998]) expect(large.indexOf(large.at(index))).toBe(index)
  })

  test('a weighted list picks by weight and never what weighs nothing', () => {
    const list = weighted([
      ['a', 1],
      ['b', 0],
      ['c', 3],
    ])
    expect([0, 0.24, 0.26, 0.999].map((draw) => list.pick(draw))).toEqual(['a', 'a', 'c', 'c'])
    expect(() => weighted([['a', 0]])).toThrow(RangeError)
  })
})

describe('dense lists', () => {
  test('every position leads to its owner, in order, backwards and at random', () => {
    const counts = Array.from({ length: 1500 }, (_, owner) => (owner % 7 === 0 ? 0 : owner % 4))
    const expected = counts.flatMap((count, owner) => Array.from({ length: count }, (_, within) => ({ owner, within })))
    const list = denseList(counts.length, (owner) => counts[owner] as number)
    expect(list.size()).toBe(expected.length)
    for (const [position, spot] of expected.entries()) expect(list.spotAt(position)).toEqual(spot)
    const dice = random(4)
    for (let turn = 0; turn < 500; turn++) {
      const position = dice.below(expected.length)
      expect(list.spotAt(position)).toEqual(expected[position])
    }
    for (const outside of [-1, 0.5, expected.length]) expect(list.spotAt(outside)).toBeUndefined()
  })
})

describe('times', () => {
  test('instants are written as Temporal writes them, over leap days and centuries', () => {
    const dice = random(8)
    for (let turn = 0; turn < 500; turn++) {
      const seconds = dice.below(4_000_000_000)
      expect(isoSecond(seconds * 1000)).toBe(Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString())
    }
    expect(isoDay(Temporal.PlainDate.from('1970-01-01').until('2024-02-29').days)).toBe('2024-02-29')
    expect(isoFraction(0, 42)).toBe('1970-01-01T00:00:00.0000042Z')
  })

  test('the report is refreshed at 03:16 and every four hours from there', () => {
    expect(isoSecond(reportedUpTo(msOf('2026-11-23T08:00:00Z')))).toBe('2026-11-23T07:16:00Z')
    expect(isoSecond(reportedUpTo(msOf('2026-11-23T03:15:59Z')))).toBe('2026-11-22T23:16:00Z')
    expect(isoSecond(reportedUpTo(msOf('2026-11-23T03:16:00Z')))).toBe('2026-11-23T03:16:00Z')
    expect(isoSecond(nightlyRefresh(msOf('2026-11-23T03:15:00Z')))).toBe('2026-11-22T03:16:00Z')
  })

  test('the clock runs with the real one, moves forward, and never back', () => {
    let real = Temporal.Instant.from('2030-01-01T00:00:00Z')
    const clock = createWorldClock(Temporal.Instant.from('2026-11-23T08:00:00Z'), () => real)
    expect(clock.now().toString()).toBe('2026-11-23T08:00:00Z')
    real = real.add({ seconds: 5 })
    expect(clock.now().toString()).toBe('2026-11-23T08:00:05Z')
    clock.advance(Temporal.Duration.from({ days: 2, hours: 1 }))
    expect(clock.now().toString()).toBe('2026-11-25T09:00:05Z')
    expect(() => clock.advance(Temporal.Duration.from({ hours: -1 }))).toThrow(RangeError)
    expect(clock.now().toString()).toBe('2026-11-25T09:00:05Z')
  })
})

describe('names', () => {
  test('every list is full, every name is ASCII for addresses, and no surname stands in two lists', () => {
    const seen = new Map<string, string>()
    for (const [locale, { given, surnames }] of nameParts()) {
      expect([locale, given.length, surnames.length]).toEqual([locale, givenNames, surnameNames])
      expect(new Set(given.map(({ ascii }) => ascii)).size).toBe(givenNames)
      for (const { ascii } of [...given, ...surnames]) expect(ascii).toMatch(/^[a-z][a-z'-]*$/)
      for (const { ascii } of surnames) {
        expect([ascii, seen.get(ascii)]).toEqual([ascii, undefined])
        seen.set(ascii, locale)
      }
    }
  })

  test('letters without a decomposition become letters', () => {
    expect(asciiOf('Großmann Łuczak Ødegård Iğdır')).toBe('grossmannluczakodegardigdir')
  })
})
