// The covering problem behind a pilot, reduced to numbers: how many places, what is needed, and how many people there are of each kind.
// Whatever solves it exactly, or bounds it, works on this and on nothing else.

import type { NeedRule } from './needs.ts'
import type { Pool } from './pool.ts'

/** People alike in everything that a need counts. */
export type Cell = { readonly tags: readonly number[]; readonly people: number }

export type CoverageProblem = {
  /** Places that are not pinned. */
  readonly places: number
  readonly needs: readonly NeedRule[]
  /** Tags that a need counts or mixes, by index, with the pinned people who have each, and the others who could be chosen. */
  readonly tags: readonly {
    readonly index: number
    readonly dimension: string
    readonly pinned: number
    readonly others: number
  }[]
  readonly cells: readonly Cell[]
}

/** The problem of choosing `size` people in all, pinned ones among them. */
export function coverageProblem(pool: Pool, needs: readonly NeedRule[], size: number): CoverageProblem {
  const counted = countedTags(needs)
  const mixed = mixedDimensions(needs)
  return problemOf(pool, needs, size, (tag) => counted.has(tag) || mixed.has(pool.tags[tag]?.dimension ?? ''))
}

/** The same with cells that do not tell departments, places, countries and languages apart: a hundred times fewer, and enough for the bound. */
export function relaxedProblem(pool: Pool, needs: readonly NeedRule[], size: number): CoverageProblem {
  const counted = countedTags(needs)
  return problemOf(pool, needs, size, (tag) => counted.has(tag))
}

function countedTags(needs: readonly NeedRule[]): ReadonlySet<number> {
  return new Set(needs.flatMap(({ tag }) => (tag === null ? [] : [tag])))
}

function mixedDimensions(needs: readonly NeedRule[]): ReadonlySet<string> {
  return new Set(needs.filter(({ kind }) => kind === 'values').map(({ dimension }) => dimension))
}

function problemOf(
  pool: Pool,
  needs: readonly NeedRule[],
  size: number,
  tells: (tag: number) => boolean,
): CoverageProblem {
  const [counted, mixed] = [countedTags(needs), mixedDimensions(needs)]
  const pinned = new Int32Array(pool.tags.length)
  for (const { tags } of pool.pinned) for (const tag of tags) pinned[tag] = (pinned[tag] ?? 0) + 1
  const told = Uint8Array.from(pool.tags, (_, tag) => (tells(tag) ? 1 : 0))
  return {
    places: Math.min(size, pool.eligible) - pool.pinned.length,
    needs,
    tags: pool.tags.flatMap(({ dimension, eligible }, index) => {
      if (!counted.has(index) && !mixed.has(dimension)) return []
      const own = pinned[index] ?? 0
      return [{ index, dimension, pinned: own, others: eligible - own }]
    }),
    cells: cellsOf(pool.groups, (tag) => told[tag] === 1),
  }
}

/** Puts together what is alike in the tags that count. */
export function cellsOf(
  kinds: readonly { readonly tags: readonly number[]; readonly people: number }[],
  counts: (tag: number) => boolean,
): readonly Cell[] {
  const cells = new Map<string, { tags: readonly number[]; people: number }>()
  for (const { tags, people } of kinds) {
    const own = tags.filter(counts)
    const key = own.join(',')
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, { tags: own, people })
    else cell.people += people
  }
  return [...cells.values()]
}
