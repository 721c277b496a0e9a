// Draws the people: greedily first, then by exchanging one for another as long as that covers more, then by drawing a few anew where the
// bound says that more could be covered. Every step raises a whole number, and the number of steps is fixed, so it always ends.

import { random } from '../shared/random.ts'
import type { PilotCandidate } from './candidate.ts'
import type { NeedRule } from './needs.ts'
import type { Fitness, Group, Member, Pool } from './pool.ts'
import { shortlist } from './shortlist.ts'
import { tallyOf, worthOf, type Tally } from './tally.ts'

/** Somebody chosen; `group` is null for the pinned. */
export type Drawn = {
  readonly person: PilotCandidate
  readonly tags: readonly number[]
  readonly fitness: Fitness | null
  readonly group: number | null
}

/** Passes over all chosen people; each pass ends sooner when nothing is left to better. */
const passesMax = 12

/** Rounds of drawing a few anew, as long as looking at all groups costs less than this many group visits in all. */
const roundsMax = 40
const visitsMax = 30_000_000
/** People drawn anew in a round. */
const redrawn = 4

/** Chooses up to `size` people, the pinned first. `enough` needs met ends the search: no choice can meet more. */
export function draw(
  pool: Pool,
  needs: readonly NeedRule[],
  choice: { readonly size: number; readonly seed: number; readonly enough: number },
): readonly Drawn[] {
  const table = new Table(pool, needs)
  for (const { person, tags } of pool.pinned) table.seat({ person, tags, fitness: null, group: null })
  table.fill(choice.size)
  table.improve()
  const visitsEach = Math.max(1, table.groups.length) * choice.size * 3
  const isOpen = table.seated.some(({ group }) => group !== null)
  const rounds = isOpen ? Math.min(roundsMax, Math.floor(visitsMax / visitsEach)) : 0
  const dice = random(choice.seed, 0x70696c6f)
  for (let round = 0; round < rounds && table.met() < choice.enough; round++) {
    const before = [...table.seated]
    const score = table.tally.score()
    for (let count = 0; count < redrawn; count++) table.removeAny(dice.next())
    table.seatForUnmet(dice.next())
    table.fill(choice.size)
    table.improve()
    if (table.tally.score() <= score) table.restore(before)
  }
  return table.seated
}

/** The people chosen so far, with what is needed to weigh the next. */
class Table {
  seated: Drawn[] = []
  readonly tally: Tally
  readonly groups: readonly Group[]
  readonly #needs: readonly NeedRule[]
  readonly #gains: Float64Array
  /** Tags of all groups one after another, and where each group's begin: a scan of a hundred thousand groups stays in cache. */
  readonly #flat: Int32Array
  readonly #starts: Int32Array
  readonly #fitness: Float64Array
  readonly #used: Int32Array
  readonly #taken = new Set<string>()
  readonly #managers = new Map<string, number>()

  constructor(pool: Pool, needs: readonly NeedRule[]) {
    this.groups = shortlist(pool)
    this.#needs = needs
    this.tally = tallyOf(pool, needs)
    this.#gains = new Float64Array(pool.tags.length)
    this.#flat = Int32Array.from(this.groups.flatMap(({ tags }) => tags))
    this.#starts = new Int32Array(this.groups.length + 1)
    for (const [index, { tags }] of this.groups.entries())
      this.#starts[index + 1] = (this.#starts[index] ?? 0) + tags.length
    this.#fitness = Float64Array.from(this.groups, ({ fitness }) => worthOf(fitness))
    this.#used = new Int32Array(this.groups.length)
  }

  met(): number {
    return this.#needs.filter((need) => this.tally.isMet(need)).length
  }

  seat(drawn: Drawn): void {
    this.seated.push(drawn)
    this.tally.add(drawn.tags, drawn.fitness)
    this.#mark(drawn, 1)
  }

  fill(size: number): void {
    while (this.seated.length < size) {
      this.tally.gains(this.#gains, true)
      const best = this.#bestGroup()
      if (best === null) return
      this.#seatFrom(best.group)
    }
  }

  /** Exchanges one person for another of a better group until no exchange betters the whole. */
  improve(): void {
    for (let pass = 0; pass < passesMax; pass++) {
      let better = false
      for (const drawn of this.seated.filter(({ group }) => group !== null)) {
        const loss = this.#remove(drawn)
        this.tally.gains(this.#gains, false)
        const best = this.#bestGroup()
        if (best !== null && best.gain > loss) {
          this.#seatFrom(best.group)
          better = true
        } else this.seat(drawn)
      }
      if (!better) return
    }
  }

  removeAny(chance: number): void {
    const movable = this.seated.filter(({ group }) => group !== null)
    const drawn = movable[Math.floor(chance * movable.length)]
    if (drawn !== undefined) this.#remove(drawn)
  }

  /** Seats somebody who serves a need that is not met, so that the rest is drawn around them. */
  seatForUnmet(chance: number): void {
    const unmet = this.#needs.filter((need) => need.tag !== null && this.tally.have(need) < need.want)
    const need = unmet[Math.floor(chance * unmet.length)]
    if (need?.tag == null) return
    this.tally.gains(this.#gains, false)
    const best = this.#bestGroup(need.tag)
    if (best !== null) this.#seatFrom(best.group)
  }

  restore(people: readonly Drawn[]): void {
    for (const drawn of this.seated) this.#remove(drawn)
    for (const drawn of people) this.seat(drawn)
  }

  /** Takes somebody away and returns what that costs. */
  #remove(drawn: Drawn): number {
    const before = this.tally.score()
    this.seated = this.seated.filter((other) => other !== drawn)
    this.tally.remove(drawn.tags, drawn.fitness)
    this.#mark(drawn, -1)
    return before - this.tally.score()
  }

  #mark({ person, group }: Drawn, by: 1 | -1): void {
    if (by === 1) this.#taken.add(person.id)
    else this.#taken.delete(person.id)
    if (group !== null) this.#used[group] = (this.#used[group] ?? 0) + by
    const { managerId } = person
    if (managerId !== null) this.#managers.set(managerId, (this.#managers.get(managerId) ?? 0) + by)
  }

  /** The group whose next person adds most; of equals the first in the seeded order. */
  #bestGroup(having: number | null = null): { readonly group: number; readonly gain: number } | null {
    let [found, most] = [-1, Number.NEGATIVE_INFINITY]
    const { groups } = this
    for (let group = 0; group < groups.length; group++) {
      let gain = this.#fitness[group] ?? 0
      const end = this.#starts[group + 1] ?? 0
      for (let index = this.#starts[group] ?? 0; index < end; index++) gain += this.#gains[this.#flat[index] ?? 0] ?? 0
      if (gain <= most || (this.#used[group] ?? 0) >= (groups[group]?.members.length ?? 0)) continue
      if (having !== null && groups[group]?.tags.includes(having) !== true) continue
      ;[found, most] = [group, gain]
    }
    return found < 0 ? null : { group: found, gain: most }
  }

  #seatFrom(index: number): void {
    const group = this.groups[index]
    const member = group === undefined ? undefined : this.#nextOf(group)
    if (group === undefined || member === undefined) return
    this.seat({ person: member.person, tags: group.tags, fitness: group.fitness, group: index })
  }

  /** The first who is not chosen yet, of another team than those who are if there is one: a pilot in one team is one opinion. */
  #nextOf(group: Group): Member | undefined {
    const free = group.members.filter(({ person }) => !this.#taken.has(person.id))
    const elsewhere = ({ person }: Member) =>
      person.managerId === null || (this.#managers.get(person.managerId) ?? 0) === 0
    return free.find(elsewhere) ?? free[0]
  }
}
