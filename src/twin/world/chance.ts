// Chance without state: every draw is a function of the seed, the person and the purpose, so that person 999,999 is made without making
// the 999,998 before, and one more draw somewhere changes nothing elsewhere.

import { mix } from '#domain/shared/random.ts'

/** A number from 0 (included) to 1 (excluded) that belongs to a key and a purpose. */
export function draw(key: number, purpose: number): number {
  return mix(key, purpose) / 4294967296
}

/** A whole number from 0 (included) to `below` (excluded) that belongs to a key and a purpose. */
export function drawBelow(key: number, purpose: number, below: number): number {
  return Math.floor(draw(key, purpose) * below)
}

/** A list whose items are drawn by weight: `pick(draw)` takes a number from 0 to 1. The list must not be empty. */
export type Weighted<Item> = { readonly items: readonly Item[]; pick(draw: number): Item }

/** Makes a weighted list; weights are compared with their sum. Throws a RangeError when no weight is above zero. */
export function weighted<Item>(entries: readonly (readonly [Item, number])[]): Weighted<Item> {
  const items = entries.filter(([, weight]) => weight > 0)
  const last = items.at(-1)
  if (last === undefined) throw new RangeError('A weighted list needs an item with a weight above zero')
  const total = items.reduce((sum, [, weight]) => sum + weight, 0)
  const limits: number[] = []
  let sum = 0
  for (const [, weight] of items) {
    sum += weight / total
    limits.push(sum)
  }
  return {
    items: items.map(([item]) => item),
    pick: (draw) => {
      for (let index = 0; index < limits.length; index++) {
        if (draw < (limits[index] as number)) return (items[index] as readonly [Item, number])[0]
      }
      return last[0]
    },
  }
}

/** A shuffle of 0 … size-1 that needs no memory, and its inverse. */
export type Shuffle = { readonly at: (index: number) => number; readonly indexOf: (value: number) => number }

/**
 * An affine permutation: value = (index × a + b) mod size, with a near the golden section so that neighbours are spread evenly.
 * Sizes up to 90 million keep the product inside exact integers.
 */
export function shuffle(size: number, key: number): Shuffle {
  if (size <= 1) return { at: () => 0, indexOf: () => 0 }
  let a = Math.max(1, Math.floor(size * (0.55 + 0.13 * draw(key, 1))))
  while (greatestCommonDivisor(a, size) !== 1) a++
  const b = drawBelow(key, 2, size)
  const inverse = modularInverse(a, size)
  return {
    at: (index) => (index * a + b) % size,
    indexOf: (value) => (((value - b + size) % size) * inverse) % size,
  }
}

function greatestCommonDivisor(one: number, other: number): number {
  let a = one
  let b = other
  while (b !== 0) [a, b] = [b, a % b]
  return a
}

/** The number that undoes a multiplication by `a` modulo `size`, by the extended Euclidean algorithm. */
function modularInverse(a: number, size: number): number {
  let [previous, current] = [a, size]
  let [factor, next] = [1, 0]
  while (current !== 0) {
    const quotient = Math.floor(previous / current)
    ;[previous, current] = [current, previous - quotient * current]
    ;[factor, next] = [next, factor - quotient * next]
  }
  return ((factor % size) + size) % size
}
