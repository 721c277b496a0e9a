import { expect, test } from 'vitest'
import { jsonDifference } from './json-difference.ts'

test('annotations, dates of change and the order of sets are no difference', () => {
  const before = {
    '@odata.context': 'a',
    lastModifiedDateTime: '1',
    ids: ['A', 'b'],
    passkeyTypes: 'deviceBound,synced',
    items: [{ id: '1' }, { id: '2' }],
  }
  const after = {
    '@odata.context': 'b',
    lastModifiedDateTime: '2',
    ids: ['B', 'a'],
    passkeyTypes: 'synced, deviceBound',
    items: [{ id: '2' }, { id: '1' }],
  }
  expect(jsonDifference(before, after)).toEqual([])
  expect(jsonDifference({ ids: ['a', 'b'] }, { ids: ['a', 'c'] })).toEqual([
    { path: ['ids'], before: ['a', 'b'], after: ['a', 'c'] },
  ])
  expect(jsonDifference({ passkeyTypes: 'synced' }, { passkeyTypes: 'deviceBound' })).toHaveLength(1)
})

test('null, absent and empty are one', () => {
  expect(jsonDifference({ a: null, b: [] }, {})).toEqual([])
  expect(jsonDifference({ a: null }, { a: false })).toEqual([{ path: ['a'], before: null, after: false }])
})

test('a member that came or went is one difference, named by its id', () => {
  expect(
    jsonDifference(
      { items: [{ id: 'A', x: 1 }] },
      {
        items: [
          { id: 'a', x: 2 },
          { id: 'B', x: 1 },
        ],
      },
    ),
  ).toEqual([
    { path: ['items', 'a', 'x'], before: 1, after: 2 },
    { path: ['items', 'b'], before: null, after: { id: 'b', x: 1 } },
  ])
  expect(jsonDifference({ items: [{ id: 'a' }] }, { items: [] })).toEqual([
    { path: ['items', 'a'], before: { id: 'a' }, after: null },
  ])
  expect(jsonDifference({}, { items: [{ id: 'a' }] })).toEqual([
    { path: ['items', 'a'], before: null, after: { id: 'a' } },
  ])
})

test('a thing that is set or cleared as a whole is one difference', () => {
  expect(jsonDifference({ locations: null }, { locations: { include: ['All'] } })).toEqual([
    { path: ['locations'], before: null, after: { include: ['All'] } },
  ])
})
