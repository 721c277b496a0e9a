// Who has to move together. A team is a manager and those direct reports who lead nobody themselves; whoever leads a team is with their own.
// So everybody is in one team, whatever loops or gaps the directory's managers hold, and a team is as large as one person leads.

import { mix, random } from '../shared/random.ts'
import type { TicketRates } from './ticket-rate.ts'
import { meanTicketRate } from './ticket-rate.ts'
import type { WavePeople } from './wave-people.ts'

/** People grouped into teams, in the order in which waves take them. Members of team t are members[first[t]] up to members[first[t + 1]]. */
export type Teams = {
  readonly count: number
  /** How many of the first teams are of the privileged scope. */
  readonly privileged: number
  readonly first: Int32Array
  readonly members: Int32Array
  /** Expected tickets of each person, by row. */
  readonly weight: Float64Array
  /** Rows of managers whose team was larger than a wave may be and was cut. */
  readonly cut: readonly number[]
}

export type TeamRules = {
  readonly teamsTogether: boolean
  readonly families: 'mixed' | 'known-good-first'
  readonly privilegedApart: boolean
  readonly sizeMax: number | null
}

/** Groups and orders the people of `rows`. The same seed gives the same order. */
export function teamsOf(
  people: WavePeople,
  rows: Int32Array,
  rates: TicketRates,
  rules: TeamRules,
  seed: number,
): Teams {
  const weight = weightsOf(people, rates)
  const grouped = group(people, rows, rules)
  const order = orderOf(people, grouped, weight, rules, seed)
  const first = new Int32Array(grouped.count + 1)
  const members = new Int32Array(rows.length)
  let filled = 0
  let privileged = 0
  for (let at = 0; at < grouped.count; at++) {
    const team = order[at] as number
    first[at] = filled
    for (let from = grouped.first[team] as number; from < (grouped.first[team + 1] as number); from++) {
      members[filled++] = grouped.members[from] as number
    }
    if (rules.privilegedApart && people.privileged[members[filled - 1] as number] === 1) privileged += 1
  }
  first[grouped.count] = filled
  return { count: grouped.count, privileged, first, members, weight, cut: grouped.cut }
}

/** Expected tickets by row: one lookup per distinct cell. */
function weightsOf(people: WavePeople, rates: TicketRates): Float64Array {
  const weight = new Float64Array(people.ids.length)
  const known = new Map<number, number>()
  for (let row = 0; row < weight.length; row++) {
    const [family, department, locale] = [people.family[row], people.department[row], people.locale[row]] as number[]
    const cell =
      ((family as number) * people.departments.length + (department as number)) * people.locales.length +
      (locale as number)
    let rate = known.get(cell)
    if (rate === undefined) {
      rate = meanTicketRate(rates, {
        family: people.families[family as number] ?? 'unknown',
        department: people.departments[department as number] ?? null,
        locale: people.locales[locale as number] ?? null,
      })
      known.set(cell, rate)
    }
    weight[row] = rate
  }
  return weight
}

type Grouped = {
  readonly count: number
  readonly first: Int32Array
  readonly members: Int32Array
  readonly cut: readonly number[]
}

/** Counting sort by the row that leads the team; the manager comes first, then the reports in order of row. */
function group(people: WavePeople, rows: Int32Array, rules: TeamRules): Grouped {
  const size = people.ids.length
  const isLeader = new Uint8Array(size)
  const inScope = new Uint8Array(size)
  for (const row of rows) inScope[row] = 1
  if (rules.teamsTogether) {
    for (const row of rows) {
      const manager = people.manager[row] as number
      if (manager >= 0 && manager !== row) isLeader[manager] = 1
    }
  }
  // Two keys per leader: the general and the privileged part of the team are apart.
  const keyOf = (row: number) => {
    const manager = people.manager[row] as number
    const leader = isLeader[row] === 1 || manager < 0 || !rules.teamsTogether ? row : manager
    return leader * 2 + (rules.privilegedApart ? (people.privileged[row] as number) : 0)
  }
  const starts = new Int32Array(size * 2 + 1)
  for (const row of rows) starts[keyOf(row) + 1] = (starts[keyOf(row) + 1] as number) + 1
  for (let key = 0; key < size * 2; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number)
  const members = new Int32Array(rows.length)
  const next = starts.slice()
  for (const row of rows) {
    const key = keyOf(row)
    if (key >> 1 === row) {
      // The leader takes the first seat; whoever sat there moves to the end.
      const seat = starts[key] as number
      const end = next[key] as number
      members[end] = members[seat] as number
      members[seat] = row
      next[key] = end + 1
    } else members[(next[key] = (next[key] as number) + 1) - 1] = row
  }
  return cutLarge(starts, members, size, rules.sizeMax)
}

function cutLarge(starts: Int32Array, members: Int32Array, size: number, sizeMax: number | null): Grouped {
  const first: number[] = []
  const cut: number[] = []
  for (let key = 0; key < size * 2; key++) {
    const [from, until] = [starts[key] as number, starts[key + 1] as number]
    if (from === until) continue
    const most = sizeMax === null ? until - from : Math.max(1, sizeMax)
    if (until - from > most) cut.push(key >> 1)
    for (let at = from; at < until; at += most) first.push(at)
  }
  const count = first.length
  first.push(members.length)
  return { count, first: Int32Array.from(first), members, cut }
}

/**
 * The order in which waves take teams. Mixed: teams of one stratum (family of most members, place of the first) are dealt out evenly, so that the
 * people up to any point are a cross-section. Known-good first: by expected tickets per person.
 */
function orderOf(
  people: WavePeople,
  grouped: Grouped,
  weight: Float64Array,
  rules: TeamRules,
  seed: number,
): Uint32Array {
  const { count, first, members } = grouped
  const shuffled = shuffle(count, seed)
  const key = new Float64Array(count)
  const strata = new Map<number, { seen: number; all: number }>()
  const stratumOf = new Float64Array(count)
  for (let team = 0; team < count; team++) {
    const lead = members[first[team] as number] as number
    const isPrivileged = rules.privilegedApart && people.privileged[lead] === 1
    const family = familyOfMost(people, members, first[team] as number, first[team + 1] as number)
    const stratum =
      ((isPrivileged ? 1 : 0) * people.families.length + family) * people.places.length + (people.place[lead] as number)
    stratumOf[team] = stratum
    const known = strata.get(stratum)
    if (known === undefined) strata.set(stratum, { seen: 0, all: 1 })
    else known.all += 1
  }
  for (const team of shuffled) {
    const stratum = strata.get(stratumOf[team] as number)
    const lead = members[first[team] as number] as number
    const scope = rules.privilegedApart && people.privileged[lead] === 1 ? 0 : 1e6
    if (stratum === undefined) continue
    // A phase of its own keeps the small strata from all coming at the same point.
    const phase = mix(seed, (stratumOf[team] as number) >>> 0) / 4294967296
    const spread = (stratum.seen++ + phase) / stratum.all
    key[team] = scope + (rules.families === 'mixed' ? spread : meanWeight(weight, grouped, team) + spread * 1e-6)
  }
  return shuffled.sort((one, other) => (key[one] as number) - (key[other] as number) || one - other)
}

function meanWeight(weight: Float64Array, { first, members }: Grouped, team: number): number {
  const [from, until] = [first[team] as number, first[team + 1] as number]
  let sum = 0
  for (let at = from; at < until; at++) sum += weight[members[at] as number] as number
  return sum / (until - from)
}

function familyOfMost(people: WavePeople, members: Int32Array, from: number, until: number): number {
  if (until - from === 1) return people.family[members[from] as number] as number
  const counts = new Map<number, number>()
  let best = -1
  for (let at = from; at < until; at++) {
    const family = people.family[members[at] as number] as number
    counts.set(family, (counts.get(family) ?? 0) + 1)
    if (best < 0 || (counts.get(family) ?? 0) > (counts.get(best) ?? 0)) best = family
  }
  return best
}

/** Fisher-Yates with the seed. */
function shuffle(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index)
  const dice = random(seed, 0x7ea5)
  for (let at = count - 1; at > 0; at--) {
    const other = dice.below(at + 1)
    const held = order[at] as number
    order[at] = order[other] as number
    order[other] = held
  }
  return order
}
