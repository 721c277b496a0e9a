// How many needs any choice of so many people could meet at most: a Lagrangian bound. It holds whatever its multipliers are, so the search
// for good ones may stop anywhere; what it says can only be too high, never too low.

import { assert } from '../shared/assert.ts'
import { cellsOf, type Cell, type CoverageProblem } from './coverage-problem.ts'
import type { NeedRule } from './needs.ts'

/** Steps of the search for multipliers: after these the bound hardly falls. */
const steps = 120
/** Against rounding: a bound of 4.0000001 is 4, one of 3.9999999 is 4 too. */
const slack = 1e-6

/** A need of so many people that is open after the pinned: what it still wants. */
type Open = { readonly tag: number; readonly want: number }

/** The most needs that can be met, those that want nothing among them. */
export function coverageBound(problem: CoverageProblem): number {
  const supply = supplyOf(problem)
  const single = problem.needs.filter((need) => isAttainable(problem, supply, need))
  const open = single.flatMap((need) => openOf(supply, need))
  const settled = single.length - open.length
  if (open.length === 0 || problem.places === 0) return settled
  return settled + boundOfOpen(problem, open)
}

/** People with each tag: pinned ones, and others who could be chosen; and all who could be. */
type Supply = {
  readonly pinned: ReadonlyMap<number, number>
  readonly others: ReadonlyMap<number, number>
  readonly inAll: number
}

function supplyOf({ tags, cells }: CoverageProblem): Supply {
  return {
    pinned: new Map(tags.map(({ index, pinned }) => [index, pinned])),
    others: new Map(tags.map(({ index, others }) => [index, others])),
    inAll: cells.reduce((sum, { people }) => sum + people, 0),
  }
}

/** Whether the need could be met if it were the only one. */
function isAttainable({ places, tags }: CoverageProblem, supply: Supply, need: NeedRule): boolean {
  if (need.kind === 'values') {
    const values = tags.filter(({ dimension }) => dimension === need.dimension)
    const there = values.filter(({ pinned }) => pinned > 0).length
    const others = values.filter((tag) => tag.pinned === 0 && tag.others > 0).length
    return there + Math.min(others, places) >= need.want
  }
  if (need.tag === null) return need.want === 0
  const pinned = supply.pinned.get(need.tag) ?? 0
  const people = supply.others.get(need.tag) ?? 0
  // All places are taken, so those that people without the tag cannot fill fall to it.
  const least = pinned + Math.max(0, places - (supply.inAll - people))
  return pinned + Math.min(people, places) >= need.want && (need.atMost === null || least <= need.atMost)
}

function openOf(supply: Supply, need: NeedRule): readonly Open[] {
  if (need.kind === 'values' || need.tag === null) return []
  const want = need.want - (supply.pinned.get(need.tag) ?? 0)
  return want <= 0 ? [] : [{ tag: need.tag, want }]
}

/**
 * Of `max Σ y` with `want·y ≤ Σ people chosen who have the tag` and so many places: for multipliers m ≥ 0 the best is at most
 * `Σ max(0, 1 − m·want) + the most that the places can hold of Σ m`. Moves m against what was over- or undersupplied, keeps the least.
 */
function boundOfOpen(problem: CoverageProblem, open: readonly Open[]): number {
  const positions = new Map(open.map(({ tag }, index) => [tag, index]))
  const cells = cellsOf(problem.cells, (tag) => positions.has(tag))
    .filter(({ tags }) => tags.length > 0)
    .map(({ tags, people }) => ({ people, tags: tags.map((tag) => positions.get(tag) ?? 0) }))
  const multipliers = Float64Array.from(open, ({ want }) => 0.5 / want)
  let least = open.length
  for (let step = 0; step < steps && least > 0; step++) {
    const supply = new Float64Array(open.length)
    let bound = bestOfPlaces(cells, multipliers, problem.places, supply)
    for (const [index, { want }] of open.entries()) bound += Math.max(0, 1 - (multipliers[index] ?? 0) * want)
    least = Math.min(least, Math.floor(bound + slack))
    const length = 1 / (1 + step / 4)
    for (const [index, { want }] of open.entries()) {
      const now = multipliers[index] ?? 0
      const met = now * want < 1 ? 1 : 0
      // In steps of the need's own scale, for one wants a single person and another thirty.
      const direction = Math.max(-1, Math.min(1, (want * met - (supply[index] ?? 0)) / want))
      multipliers[index] = Math.max(0, now + (length * direction * 0.5) / want)
    }
  }
  return least
}

/** The most that `places` people can be worth, and whom that takes. */
function bestOfPlaces(cells: readonly Cell[], multipliers: Float64Array, places: number, supply: Float64Array): number {
  const worths = cells.map((cell) => ({
    cell,
    worth: cell.tags.reduce((sum, position) => sum + (multipliers[position] ?? 0), 0),
  }))
  worths.sort((a, b) => b.worth - a.worth)
  let [left, sum] = [places, 0]
  for (const { cell, worth } of worths) {
    if (left === 0) break
    const taken = Math.min(left, cell.people)
    left -= taken
    sum += taken * worth
    for (const position of cell.tags) supply[position] = (supply[position] ?? 0) + taken
  }
  assert(left >= 0, 'no more places taken than there are')
  return sum
}
