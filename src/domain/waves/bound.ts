// How large waves could be at most: the aggregated problem (people as a continuous quantity, teams forgotten) as data for an exact solver, and a bound on
// its optimum that needs none. The plan's own sizes are measured against both.

import { curveDoubt, cautionAt } from './arrivals.ts'
import type { PlanInput } from './plan.ts'
import { rosterOf, solveWaves } from './solve-waves.ts'
import { rateDoubt } from './ticket-rate.ts'

/** The aggregated problem: place as many people as possible in the first waves. */
export type AggregatedProblem = {
  /** CPLEX LP format. Variables x_w_c: people of class c (place and ticket rate) in wave w. */
  readonly lp: string
  readonly waves: number
  readonly people: number
  /** No plan under these constraints places more: each wave's best hour and size cap, people taken where they cost least. */
  readonly bound: number
  /** What our filling places in the same waves. */
  readonly placed: number
}

/** `tickets`: expected tickets of one of them by place; the class of everybody has some in each. */
type PeopleClass = { readonly tickets: Float64Array; readonly people: number }

/**
 * Builds the problem for the first `waves` waves (absent: all but the last, so that the desk and not the number of people decides). The ticket rate is the
 * cautious one that our filling had in each wave. With mixed families every wave is a cross-section, so there is one class.
 */
export function aggregatedProblem(input: PlanInput, waves?: number): AggregatedProblem {
  const roster = rosterOf(input)
  const { fullest, last, slots } = solveWaves(input, roster, { isQuick: true })
  const count = Math.max(0, Math.min(waves ?? last, last + 1))
  const { mix } = roster
  const classes = classesOf(input, roster.rows, roster.teams.weight)
  const constraints: string[] = []
  const bounds: number[] = []
  // Tickets that the waves' hours can bear together, when every ticket falls where it costs an hour least.
  let pooledTickets = 0
  let learned = 0
  for (let wave = 0; wave < count; wave++) {
    const slot = slots.at(wave)
    const doubt = rateDoubt(input.rates, mix, learned) + curveDoubt(input.curve)
    const caution = cautionAt(input.rules.confidence, doubt)
    learned += (fullest.general[wave]?.tickets ?? 0) + (fullest.privileged[wave]?.tickets ?? 0)
    const cap = sizeCap(input, roster.rows.length, wave)
    const load = (one: PeopleClass, hour: number) => classLoad(one, slot.shares, hour) * caution
    for (let hour = 0; hour < slot.hours.length; hour++) {
      const terms = classes.map((one, index) => [load(one, hour), `x_${wave}_${index}`] as const)
      if (terms.every(([value]) => value <= 0)) continue
      constraints.push(`h_${wave}_${hour}: ${sumOf(terms)} <= ${slot.room[hour] as number}`)
    }
    if (Number.isFinite(cap))
      constraints.push(`s_${wave}: ${sumOf(classes.map((_, index) => [1, `x_${wave}_${index}`]))} <= ${cap}`)
    bounds.push(Math.min(cap, waveBound(classes, load, slot.room)))
    pooledTickets += ticketsMax(slot.shares, slot.room) / caution
  }
  const all = classes.map((_, index) => `x_*_${index}`)
  for (const [index, one] of classes.entries()) {
    const terms = Array.from({ length: count }, (_, wave) => [1, `x_${wave}_${index}`] as const)
    if (terms.length > 0) constraints.push(`p_${index}: ${sumOf(terms)} <= ${one.people}`)
  }
  const objective = Array.from({ length: count }, (_, wave) =>
    all.map((name) => [1, name.replace('*', String(wave))] as const),
  ).flat()
  return {
    lp: `Maximize\n obj: ${sumOf(objective)}\nSubject To\n ${constraints.join('\n ')}\nEnd\n`,
    waves: count,
    people: roster.rows.length,
    bound: Math.min(
      bounds.reduce((sum, here) => sum + here, 0),
      cheapestPeople(classes, pooledTickets),
    ),
    placed: [...fullest.general.slice(0, count), ...fullest.privileged.slice(0, count)].reduce(
      (sum, { size }) => sum + size,
      0,
    ),
  }
}

/** Terms to a line: readers of the format refuse lines of more than some hundred characters. */
const termsPerLine = 8

function sumOf(terms: readonly (readonly [number, string])[]): string {
  const words = terms.map(([value, name], index) => {
    const sign = index === 0 ? '' : index % termsPerLine === 0 ? '\n + ' : ' + '
    return `${sign}${value} ${name}`
  })
  return words.length === 0 ? '0 none' : words.join('')
}

/** Mixed: one class that is everybody. Known-good first: a class per place and rate. */
function classesOf({ people, rules }: PlanInput, rows: Int32Array, weight: Float64Array): PeopleClass[] {
  const sums = new Map<string, { tickets: Float64Array; people: number }>()
  for (const row of rows) {
    const [place, rate] = [people.place[row] as number, weight[row] as number]
    const key = rules.families === 'mixed' ? '' : `${place} ${rate}`
    const sum = sums.get(key) ?? { tickets: new Float64Array(people.places.length), people: 0 }
    sum.tickets[place] = (sum.tickets[place] as number) + rate
    sum.people += 1
    sums.set(key, sum)
  }
  return [...sums.values()].map((sum) => ({ ...sum, tickets: sum.tickets.map((tickets) => tickets / sum.people) }))
}

/** Tickets in an hour per person of a class. */
function classLoad({ tickets }: PeopleClass, shares: readonly Float64Array[], hour: number): number {
  return tickets.reduce((sum, here, place) => sum + here * ((shares[place] as Float64Array)[hour] as number), 0)
}

/** The size that the rules allow a slot: one wave's, or two where the privileged scope shares it. */
function sizeCap({ rules, people }: PlanInput, inAll: number, wave: number): number {
  const isShared = rules.privilegedApart && people.privileged.includes(1)
  const share = rules.ramp[wave]
  const ramp = share === undefined ? Infinity : Math.max(rules.sizeMin, Math.ceil(share * inAll))
  const most = (rules.sizeMax ?? Infinity) * (isShared ? 2 : 1)
  return isShared && wave === 0 ? most : Math.min(ramp, most)
}

/** Relaxes all hours but one, for each hour: then the cheapest people fill it (a fractional knapsack), and the least of these is a bound. */
function waveBound(
  classes: readonly PeopleClass[],
  load: (one: PeopleClass, hour: number) => number,
  room: Float64Array,
): number {
  let bound = Infinity
  for (let hour = 0; hour < room.length; hour++) {
    const costs = classes.map((one) => ({ cost: load(one, hour), people: one.people })).sort((a, b) => a.cost - b.cost)
    let [left, taken] = [room[hour] as number, 0]
    for (const { cost, people } of costs) {
      const fit = cost <= 0 ? people : Math.min(people, left / cost)
      taken += fit
      left -= fit * cost
      if (fit < people) break
    }
    bound = Math.min(bound, taken)
  }
  return bound
}

/** The most tickets of one wave: in each hour every place costs at least the least of the shares; the tightest hour bounds. */
function ticketsMax(shares: readonly Float64Array[], room: Float64Array): number {
  let most = Infinity
  for (const [hour, here] of room.entries()) {
    const least = shares.reduce((low, ofPlace) => Math.min(low, ofPlace[hour] as number), Infinity)
    if (least > 0) most = Math.min(most, here / least)
  }
  return most
}

/** The most people whose tickets together stay below a number: those with the fewest first, the last of them in part. */
function cheapestPeople(classes: readonly PeopleClass[], ticketsMost: number): number {
  const costs = classes
    .map(({ tickets, people }) => ({ cost: tickets.reduce((sum, here) => sum + here, 0), people }))
    .sort((one, other) => one.cost - other.cost)
  let [left, taken] = [ticketsMost, 0]
  for (const { cost, people } of costs) {
    const fit = cost <= 0 ? people : Math.min(people, left / cost)
    taken += fit
    left -= fit * cost
  }
  return taken
}
