import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventHeap } from './event-heap.ts'

test('events come in the order of time, those of one time in the order they were added', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 400 }), (times) => {
      const heap = createEventHeap()
      for (const [index, at] of times.entries()) heap.push(at, 1, index, at)
      const expected = times
        .map((at, index) => [at, index] as const)
        .sort((one, other) => one[0] - other[0] || one[1] - other[1])
      const event = { at: 0, kind: 0, subject: 0, detail: 0 }
      for (const [at, index] of expected) {
        expect(heap.pop(event)).toBe(true)
        expect(event).toEqual({ at, kind: 1, subject: index, detail: at })
      }
      expect(heap.pop(event)).toBe(false)
    }),
  )
})

test('ten thousand events fit: the heap grows', () => {
  const heap = createEventHeap()
  for (let at = 10_000; at > 0; at--) heap.push(at, 0, at)
  const event = { at: 0, kind: 0, subject: 0, detail: 0 }
  for (let at = 1; at <= 10_000; at++) {
    heap.pop(event)
    expect(event.subject).toBe(at)
  }
})
