// Fills slots with teams in their fixed order, as many as the desk can bear in every hour. Each slot takes the longest run of the teams that may
// start in it: because a larger desk takes at least the same run, whoever is left after a slot is never more than before, and the finish never later.

import { cautionAt } from './arrivals.ts'
import type { WaveLimit, WaveRules } from './plan.ts'
import type { Slot } from './slots.ts'
import type { Teams } from './teams.ts'
import { rateDoubt, type TicketMix, type TicketRates } from './ticket-rate.ts'
import type { WavePeople } from './wave-people.ts'

/** What filling needs besides the slots. */
export type Filling = {
  readonly people: WavePeople
  readonly teams: Teams
  readonly rates: TicketRates
  readonly mix: TicketMix
  /** The curve's part of the doubt: see arrivals.ts. */
  readonly curveDoubt: number
  readonly rules: Pick<WaveRules, 'ramp' | 'sizeMin' | 'sizeMax' | 'confidence'>
  /** People of the general scope, held waves included: what the ramp's shares are of. */
  readonly generalPeople: number
  /** Held waves that begin before a day, which have used up that much of the ramp, and their tickets, from which later waves have learned. */
  readonly heldBefore: (startsOn: Temporal.PlainDate) => { readonly waves: number; readonly tickets: number }
  /** Multiplies every person's expected tickets; 1 except when a shortfall is tried. */
  readonly rateFactor: number
}

/** Who is in which slot, by position in teams.members; -1: in none. */
export type Filled = {
  readonly slotOf: Int16Array
  readonly general: readonly SlotFill[]
  readonly privileged: readonly SlotFill[]
  readonly placed: number
  /** Leaders' positions of teams that had to be split to be placed at all. */
  readonly split: readonly number[]
}

export type SlotFill = {
  readonly size: number
  readonly limitedBy: WaveLimit
  /** Expected tickets times this are what the slot was sized for. */
  readonly caution: number
  /** Expected tickets in all. */
  readonly tickets: number
}

/** Slots in order, worked out when they are asked for: most plans need a few of the many that the horizon holds. */
export type SlotSource = { readonly count: number; at(index: number): Slot }

/** Slots past this many are never filled: enough for 15 years at a wave a fortnight. */
export const slotsMax = 400

/** Fills the slots. `softCaps` are sizes at which general waves are closed because the rest is shared evenly; absent: as large as can be. */
export function fillSlots(filling: Filling, slots: SlotSource, softCaps?: readonly number[]): Filled {
  const run = new FillRun(filling)
  const general: SlotFill[] = []
  const privileged: SlotFill[] = []
  for (let index = 0; index < Math.min(slots.count, slotsMax) && run.left > 0; index++) {
    const slot = slots.at(index)
    const wavesBefore = filling.heldBefore(slot.startsOn).waves
    run.open(slot)
    const caution = run.caution
    const sizeMax = filling.rules.sizeMax ?? Infinity
    const early = run.take('privileged', { hard: sizeMax, soft: Infinity, ramp: false })
    privileged.push({ ...early, caution })
    // The first slot is the privileged scope's alone; later the general one waits only while the privileged is short of room.
    const isTheirs = index === 0 && wavesBefore === 0 && early.size > 0
    const cap = rampCap(filling, index + wavesBefore)
    const late =
      !isTheirs && (early.limitedBy === 'everyone' || early.limitedBy === 'calendar')
        ? run.take('general', {
            hard: Math.min(sizeMax, cap),
            soft: softCaps?.[index] ?? Infinity,
            ramp: cap < sizeMax,
          })
        : { size: 0, tickets: 0, limitedBy: early.limitedBy }
    general.push({ ...late, caution })
  }
  return { slotOf: run.slotOf, general, privileged, placed: run.placed, split: run.split }
}

function rampCap({ rules, generalPeople }: Filling, index: number): number {
  const share = rules.ramp[index]
  return share === undefined ? Infinity : Math.max(rules.sizeMin, Math.ceil(share * generalPeople))
}

type Caps = { readonly hard: number; readonly soft: number; readonly ramp: boolean }

/**
 * The hours that decide whether people fit. An hour whose every place takes a smaller part of its room than in another hour fills up after that one, so it
 * need not be looked at; most slots are left with a few hours of their first day.
 */
function tightHours({ hours, shares, room }: Slot): readonly number[] {
  const part = (hour: number, place: number) => {
    const share = (shares[place] as Float64Array)[hour] as number
    return share === 0 ? 0 : share / (room[hour] as number)
  }
  const tightest = Float64Array.from(hours, (_, hour) =>
    shares.reduce((most, __, place) => Math.max(most, part(hour, place)), 0),
  )
  const order = [...hours.keys()].sort((one, other) => (tightest[other] as number) - (tightest[one] as number))
  const kept: number[] = []
  for (const hour of order) {
    const isCovered = kept.some((other) => shares.every((_, place) => part(hour, place) <= part(other, place)))
    if (!isCovered) kept.push(hour)
  }
  return kept
}

/** The state of one filling. A class, because a million people make sharing arrays worth it. */
class FillRun {
  readonly slotOf: Int16Array
  readonly split: number[] = []
  placed = 0
  left: number
  caution = 1
  readonly #filling: Filling
  readonly #pending: { privileged: Int32Array; general: Int32Array }
  readonly #pendingCount: { privileged: number; general: number }
  #slot: Slot | null = null
  #index = -1
  /** The hours that decide, by their position in the slot, and the cautious load in each. */
  #tight: readonly number[] = []
  #load = new Float64Array(0)
  #learned = 0
  /** Members of the team at hand that can be placed now, by position, and their tickets by place. */
  readonly #ready: number[] = []
  readonly #tickets: Float64Array
  readonly #places: number[] = []

  constructor(filling: Filling) {
    const { teams, people } = filling
    this.#filling = filling
    this.slotOf = new Int16Array(teams.members.length).fill(-1)
    this.left = teams.members.length
    this.#pending = {
      privileged: Int32Array.from({ length: teams.privileged }, (_, team) => team),
      general: Int32Array.from({ length: teams.count - teams.privileged }, (_, team) => team + teams.privileged),
    }
    this.#pendingCount = { privileged: teams.privileged, general: teams.count - teams.privileged }
    this.#tickets = new Float64Array(people.places.length)
  }

  /** Goes on to the next slot, with what the waves before it will have taught. */
  open(slot: Slot): void {
    const { rates, mix, rules, curveDoubt, heldBefore } = this.#filling
    const before = heldBefore(slot.startsOn).tickets
    this.#slot = slot
    this.#index += 1
    this.#tight = tightHours(slot)
    this.#load = new Float64Array(this.#tight.length)
    this.caution = cautionAt(rules.confidence, rateDoubt(rates, mix, this.#learned + before) + curveDoubt)
  }

  /** Takes teams of a scope until one does not fit. */
  take(scope: 'privileged' | 'general', caps: Caps): { size: number; tickets: number; limitedBy: WaveLimit } {
    const pending = this.#pending[scope]
    const count = this.#pendingCount[scope]
    const before = this.#learned
    let [kept, size, oversize] = [0, 0, -1]
    let limitedBy: WaveLimit = 'everyone'
    let at = 0
    for (; at < count; at++) {
      const team = pending[at] as number
      if (size >= caps.soft || size >= caps.hard) {
        limitedBy = size >= caps.hard ? (caps.ramp ? 'ramp' : 'maximum-size') : 'levelled'
        break
      }
      const waiting = this.#readyMembers(team)
      const ready = this.#ready.length
      // Teams larger than the slot's cap wait for a larger one, whatever the desk's size.
      const isOver = ready > caps.hard
      if (isOver && oversize < 0) oversize = at
      if (ready > 0 && !isOver) {
        if (size + ready > caps.hard) {
          limitedBy = caps.ramp ? 'ramp' : 'maximum-size'
          break
        }
        if (!this.#fits(ready)) {
          if (this.#isEmpty()) size += this.#splitInto(team, caps.hard)
          limitedBy = 'helpdesk'
          break
        }
        this.#place(ready)
        size += ready
        if (waiting === 0) continue
      }
      if (limitedBy === 'everyone' && !isOver) limitedBy = 'calendar'
      pending[kept++] = team
    }
    pending.copyWithin(kept, at, count)
    this.#pendingCount[scope] = kept + count - at
    if (size === 0 && oversize >= 0 && at >= count && this.#isEmpty()) {
      const team = this.#firstOversize(scope, caps.hard)
      if (team >= 0) {
        this.#readyMembers(team)
        size = this.#splitInto(team, caps.hard)
        limitedBy = size < caps.hard ? 'helpdesk' : caps.ramp ? 'ramp' : 'maximum-size'
      }
    } else if (limitedBy === 'everyone' && oversize >= 0) limitedBy = caps.ramp ? 'ramp' : 'maximum-size'
    return { size, tickets: this.#learned - before, limitedBy }
  }

  #firstOversize(scope: 'privileged' | 'general', cap: number): number {
    const pending = this.#pending[scope]
    for (let at = 0; at < this.#pendingCount[scope]; at++) {
      this.#readyMembers(pending[at] as number)
      if (this.#ready.length > cap) return pending[at] as number
    }
    return -1
  }

  #isEmpty(): boolean {
    return this.#load.every((load) => load === 0)
  }

  /**
   * Gathers the members who can be placed now into #ready; returns how many must wait. A team with anybody whose country or department is closed
   * waits as a whole; those on leave are left to follow.
   */
  #readyMembers(team: number): number {
    const { people, teams } = this.#filling
    const slot = this.#slot as Slot
    const [from, until] = [teams.first[team] as number, teams.first[team + 1] as number]
    this.#ready.length = 0
    let waiting = 0
    for (let at = from; at < until; at++) {
      if ((this.slotOf[at] as number) >= 0) continue
      const row = teams.members[at] as number
      if (isClosed(slot, people, row)) {
        this.#ready.length = 0
        return until - from
      }
      if (people.leave.size > 0 && isOnLeave(people, row, slot.startsOn)) waiting += 1
      else this.#ready.push(at)
    }
    return waiting
  }

  /** Whether the first `count` of #ready fit in every hour, at the cautious rate and curve. Leaves their tickets in #tickets. */
  #fits(count: number): boolean {
    const { people, teams, rateFactor } = this.#filling
    const slot = this.#slot as Slot
    for (const place of this.#places) this.#tickets[place] = 0
    this.#places.length = 0
    for (let index = 0; index < count; index++) {
      const row = teams.members[this.#ready[index] as number] as number
      const place = people.place[row] as number
      if (this.#tickets[place] === 0) this.#places.push(place)
      this.#tickets[place] = (this.#tickets[place] as number) + (teams.weight[row] as number) * rateFactor
    }
    for (const [index, hour] of this.#tight.entries()) {
      let load = this.#load[index] as number
      for (const place of this.#places) {
        load += (this.#tickets[place] as number) * ((slot.shares[place] as Float64Array)[hour] as number) * this.caution
      }
      if (load > (slot.room[hour] as number) + 1e-9) return false
    }
    return true
  }

  /** Places the first `count` of #ready, whose tickets #fits has left. */
  #place(count: number): void {
    const slot = this.#slot as Slot
    for (const place of this.#places) {
      const tickets = this.#tickets[place] as number
      const shares = slot.shares[place] as Float64Array
      this.#learned += tickets
      for (const [index, hour] of this.#tight.entries()) {
        this.#load[index] = (this.#load[index] as number) + tickets * (shares[hour] as number) * this.caution
      }
    }
    for (let index = 0; index < count; index++) this.slotOf[this.#ready[index] as number] = this.#index
    this.placed += count
    this.left -= count
  }

  /** The largest part of a team that fits an empty slot, for teams that no slot holds as a whole. Returns its size. */
  #splitInto(team: number, cap: number): number {
    let [low, high] = [0, Math.min(cap, this.#ready.length)]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.#fits(middle)) low = middle
      else high = middle - 1
    }
    if (low === 0 || !this.#fits(low)) return 0
    this.#place(low)
    this.split.push(this.#filling.teams.first[team] as number)
    return low
  }
}

function isClosed(slot: Slot, people: WavePeople, row: number): boolean {
  return (
    (slot.closedPlaces !== null && slot.closedPlaces[people.place[row] as number] === 1) ||
    (slot.closedDepartments !== null && slot.closedDepartments[people.department[row] as number] === 1)
  )
}

function isOnLeave(people: WavePeople, row: number, startsOn: Temporal.PlainDate): boolean {
  const ranges = people.leave.get(row)
  if (ranges === undefined) return false
  const next = startsOn.add({ days: 1 })
  return ranges.some(
    ({ from, until }) =>
      Temporal.PlainDate.compare(from, next) <= 0 && Temporal.PlainDate.compare(until, startsOn) >= 0,
  )
}
