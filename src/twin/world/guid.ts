// Object ids of the simulated tenant: GUIDs (RFC 9562, version 4 in form) in which a position is hidden under a keyed permutation, so that
// the resource of an id is found without a map.

import { mix } from '#domain/shared/random.ts'

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The GUIDs of one kind of resource: `at` makes the id of an index (0 to 2^32-1), `indexOf` gives it back, undefined for any other text. */
export type Guids = {
  readonly at: (index: number) => string
  readonly indexOf: (id: string) => number | undefined
}

/** Makes the GUIDs of a kind. Two kinds, or two seeds, have nothing in common. */
export function guids(seed: number, kind: number): Guids {
  const key = mix(seed, kind ^ 0x6b657977)
  const at = (index: number) =>
    guidText(scramble(index, key), mix(key ^ 0x5bd1e995, index), mix(key ^ 0x27d4eb2f, index))
  return {
    at,
    indexOf: (id) => {
      if (id.length !== 36) return undefined
      const word = Number.parseInt(id.slice(0, 8), 16)
      if (Number.isNaN(word)) return undefined
      const index = unscramble(word, key)
      return at(index) === id.toLowerCase() ? index : undefined
    },
  }
}

/** Sixteen bytes that belong to a key and an index, for credential ids. */
export function bytesOf(key: number, index: number): Uint8Array {
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  for (let word = 0; word < 4; word++) view.setUint32(word * 4, mix(mix(key, index), word + 11))
  return bytes
}

// Two rounds of multiply and xor-shift, each of which can be undone; constants are those of MurmurHash3's finaliser and their inverses
// modulo 2^32.
function scramble(index: number, key: number): number {
  let word = (index ^ key) | 0
  word ^= word >>> 16
  word = Math.imul(word, 0x85ebca6b)
  word ^= word >>> 16
  word = Math.imul(word, 0xc2b2ae35)
  word ^= word >>> 16
  return word >>> 0
}

function unscramble(scrambled: number, key: number): number {
  let word = scrambled | 0
  word ^= word >>> 16
  word = Math.imul(word, 0x7ed1b41d)
  word ^= word >>> 16
  word = Math.imul(word, 0xa5cb9243)
  word ^= word >>> 16
  return (word ^ key) >>> 0
}

function guidText(first: number, second: number, third: number): string {
  const variant = 0x8000 | ((third >>> 16) & 0x3fff)
  const version = 0x4000 | (second & 0x0fff)
  const fourth = mix(second, third)
  return `${hex32(first)}-${hex16(second >>> 16)}-${hex16(version)}-${hex16(variant)}-${hex16(third & 0xffff)}${hex32(fourth)}`
}

function hex16(half: number): string {
  return (hexOfByte[(half >>> 8) & 255] as string) + (hexOfByte[half & 255] as string)
}

function hex32(word: number): string {
  return hex16(word >>> 16) + hex16(word & 0xffff)
}
