// How well the people chosen so far cover the needs, and what one more person of any kind would add. All in whole numbers, so that the sum
// is the same in whatever order it is made and a change for the better is never a matter of rounding.

import { assert } from '../shared/assert.ts'
import type { NeedRule } from './needs.ts'
import type { Fitness, Pool } from './pool.ts'

/** Worth of a need that is met, of the way to it, and of variety: each outweighs all of the next in a pilot of ordinary size. */
const worth = { met: 100_000_000, way: 1_000_000, variety: 1_000 } as const

/** What fitness adds: below the way to most needs and above variety, so that a blocked person is taken where nobody else covers a need. */
const fitnessWorth: Readonly<Record<Fitness, number>> = { fit: 0, uncertain: -5_000, unfit: -15_000 }

/** The counts of a choice by tag, with its score. */
export type Tally = {
  /** People chosen with each tag. */
  readonly counts: Int32Array
  /** Grows by what each person adds when added. */
  readonly score: () => number
  add(tags: readonly number[], fitness: Fitness | null): void
  remove(tags: readonly number[], fitness: Fitness | null): void
  /** Writes for each tag what one more person with it adds. `rare` favours tags that few have, which a first choice has to take early. */
  gains(into: Float64Array, rare: boolean): void
  have(need: NeedRule): number
  isMet(need: NeedRule): boolean
}

/** What fitness counts for; null for a pinned person, whose fitness is not weighed. */
export function worthOf(fitness: Fitness | null): number {
  return fitness === null ? 0 : fitnessWorth[fitness]
}

/** An empty tally. */
export function tallyOf(pool: Pool, needs: readonly NeedRule[]): Tally {
  const counts = new Int32Array(pool.tags.length)
  const distinct = new Int32Array(needs.length)
  const { ofTag, mixOfTag, weights } = rolesOfTags(pool, needs)
  let score = 0

  const gain = (tag: number): number => {
    const count = at(counts, tag)
    let sum = Math.round((worth.variety * at(weights, tag)) / (1 + count))
    const need = needs[at(ofTag, tag)]
    if (need !== undefined) {
      if (count < need.want) sum += stepTo(need.want, count)
      if (need.atMost !== null && count >= need.atMost) {
        sum -= Math.round(worth.way / need.atMost) + (count === need.atMost ? worth.met : 0)
      }
    }
    const mix = at(mixOfTag, tag)
    const want = needs[mix]?.want ?? 0
    if (count === 0 && mix >= 0 && at(distinct, mix) < want) sum += stepTo(want, at(distinct, mix))
    return sum
  }
  const change = (tag: number, by: 1 | -1) => {
    const before = at(counts, tag)
    counts[tag] = before + by
    const mix = at(mixOfTag, tag)
    if (mix >= 0 && (by === 1 ? before === 0 : before === 1)) distinct[mix] = at(distinct, mix) + by
  }
  return {
    counts,
    score: () => score,
    add(tags, fitness) {
      score += worthOf(fitness)
      for (const tag of tags) {
        score += gain(tag)
        change(tag, 1)
      }
    },
    remove(tags, fitness) {
      score -= worthOf(fitness)
      for (const tag of tags) {
        change(tag, -1)
        score -= gain(tag)
      }
    },
    gains(into, rare) {
      for (let tag = 0; tag < counts.length; tag++) {
        const need = needs[at(ofTag, tag)]
        const wanted = rare && need !== undefined && at(counts, tag) < need.want
        into[tag] = gain(tag) + (wanted ? Math.round(worth.met / (1 + (pool.tags[tag]?.eligible ?? 0))) : 0)
      }
    },
    have: (need) =>
      need.kind === 'values' ? at(distinct, needs.indexOf(need)) : need.tag === null ? 0 : at(counts, need.tag),
    isMet(need) {
      const have = this.have(need)
      return have >= need.want && (need.atMost === null || have <= need.atMost)
    },
  }
}

/** A step towards so many: its share of the way, and the whole at the last step. */
function stepTo(want: number, have: number): number {
  return Math.round(worth.way / want) + (have + 1 === want ? worth.met : 0)
}

/** For each tag the need that counts it, the need that mixes its dimension (-1 for none), and its weight in variety. */
function rolesOfTags(pool: Pool, needs: readonly NeedRule[]) {
  const ofTag = new Int32Array(pool.tags.length).fill(-1)
  const mixOfTag = new Int32Array(pool.tags.length).fill(-1)
  // The root of the share: large groups get more places than small ones, yet less than their share.
  const weights = Float64Array.from(pool.tags, ({ eligible }) => Math.sqrt(eligible / Math.max(1, pool.eligible)))
  for (const [index, need] of needs.entries()) {
    if (need.kind === 'people' && need.tag !== null) ofTag[need.tag] = index
    if (need.kind === 'values') {
      for (const [tag, { dimension }] of pool.tags.entries()) if (dimension === need.dimension) mixOfTag[tag] = index
    }
  }
  return { ofTag, mixOfTag, weights }
}

function at(numbers: Int32Array | Float64Array, index: number): number {
  const number = numbers[index]
  assert(number !== undefined, 'an index inside the list')
  return number
}
