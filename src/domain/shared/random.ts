// Seeded chance: the same seed gives the same draws on every machine, so any run can be played again.
// The generator is sfc32 (Chris Doty-Humphrey, PractRand); seeds are spread with the finaliser of MurmurHash3.

/** A stream of draws. */
export type Random = {
  /** A number from 0 (included) to 1 (excluded), 32 bits fine. */
  next(): number
  /** A whole number from 0 (included) to `below` (excluded). */
  below(below: number): number
  /** True with the probability given, 0 to 1. */
  chance(probability: number): boolean
  /** One of the items, each as likely as another. The list must not be empty. */
  pick<Item>(items: readonly Item[]): Item
}

/** Mixes two 32-bit numbers into one; small differences in either change every bit of the result. */
export function mix(one: number, other: number): number {
  let hash = Math.imul(one ^ 0x9e3779b9, 0x85ebca6b) ^ other
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A random stream from a seed and any number of further keys, so that each person of a simulated tenant has a stream of their own. */
export function random(seed: number, ...keys: readonly number[]): Random {
  let a = seed >>> 0
  for (const key of keys) a = mix(a, key >>> 0)
  let b = mix(a, 1)
  let c = mix(a, 2)
  let counter = 1
  const draw = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 8; round++) draw()
  const next = () => draw() / 4294967296
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('pick needs a list with at least one item')
      return item
    },
  }
}
