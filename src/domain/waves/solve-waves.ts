// The search for waves: which windows there are, who is in which. Planning and its shortfalls ask the same function, so that a change that is
// proposed has been planned and not estimated.

import { type Calendar, calendarOf } from './calendar.ts'
import { roomByAgents } from './capacity.ts'
import { curveDoubt } from './arrivals.ts'
import { type Filled, fillSlots, type Filling, slotsMax, type SlotSource } from './fill-slots.ts'
import type { PlanInput } from './plan.ts'
import { ticketMix } from './predict-waves.ts'
import { slotOf, type Slot, type Window, windowsOf } from './slots.ts'
import { type Teams, teamsOf } from './teams.ts'
import type { TicketMix } from './ticket-rate.ts'

/** What stays the same while desks, calendars and rates are tried: the people in their order. */
export type Roster = {
  readonly rows: Int32Array
  readonly teams: Teams
  /** Of the people of `rows`. */
  readonly mix: TicketMix
  /** Held waves by their start, with their expected tickets. */
  readonly held: readonly { readonly startsOn: Temporal.PlainDate; readonly tickets: number }[]
}

/** Groups and orders the people who take part and are in no held wave. */
export function rosterOf(input: PlanInput): Roster {
  const { people } = input
  const held = new Set((input.held ?? []).flatMap((wave) => wave.people))
  const rows = Int32Array.from(
    people.ids
      .keys()
      .filter((row) => people.leftOut[row] === 0 && (held.size === 0 || !held.has(people.ids[row] ?? ''))),
  )
  const teams = teamsOf(people, rows, input.rates, input.rules, input.seed)
  const weightOf = new Map<string, number>()
  if (held.size > 0) for (const [row, id] of people.ids.entries()) weightOf.set(id, teams.weight[row] as number)
  const heldWaves = (input.held ?? []).map((wave) => ({
    startsOn: wave.startsOn,
    tickets: wave.people.reduce((sum, id) => sum + (weightOf.get(id) ?? 0), 0),
  }))
  return { rows, teams, mix: ticketMix(people, rows, teams.weight), held: heldWaves }
}

/** A solved plan before it is told. */
export type Solved = {
  readonly calendar: Calendar
  readonly windows: readonly Window[]
  readonly slots: SlotSource
  readonly filled: Filled
  /** The filling before the rest was shared evenly: each slot as large as it can be. */
  readonly fullest: Filled
  /** Index of the last slot that holds anybody; -1: none. */
  readonly last: number
}

/** What a trial changes besides the input. */
export type Trial = {
  readonly rateFactor?: number
  /** Only windows that are over by then. */
  readonly until?: Temporal.PlainDate | null
  /** Slots prepared before, when only agents, their share of time or the rate are tried. */
  readonly prepared?: PreparedSlots
  /** Skips sharing the rest evenly, which never changes who is placed. */
  readonly isQuick?: boolean
}

/** The calendar's side of a search, which trials of agents, time and rates share. */
export type PreparedSlots = {
  readonly calendar: Calendar
  readonly windows: readonly Window[]
  /** The slots as desks staffed like the input's see them; only agents and their share may differ from what was prepared. */
  slotsFor(input: PlanInput): (index: number) => Slot
}

/** Prepares slots: for one desk the hours are worked out once, for one agent, and scaled to as many as are tried. */
export function prepareSlots(input: PlanInput): PreparedSlots {
  const calendar = calendarOf(input.calendar)
  const windows = windowsOf(input, calendar).slice(0, slotsMax)
  const [desk] = input.desks
  const single = input.desks.length === 1 && desk !== undefined
  const unit = single ? { ...input, desks: [{ ...desk, agents: 1, shareForRollout: 1 }] } : input
  const known: Slot[] = []
  const noRoom = () => 0
  return {
    calendar,
    windows,
    slotsFor({ desks }) {
      const roomFor = roomByAgents(desks)
      const own: Slot[] = []
      const available = desks.reduce((sum, one) => sum + one.agents * one.shareForRollout, 0)
      return (index) => {
        if (!single) return (own[index] ??= slotOf({ ...input, desks }, calendar, windows[index] as Window, roomFor))
        const base = (known[index] ??= slotOf(unit, calendar, windows[index] as Window, noRoom))
        const agents = base.agents.map((one) => one * available)
        return (own[index] ??= { ...base, agents, room: agents.map(roomFor) })
      }
    },
  }
}

/** Solves. Ends after at most slotsMax slots, whatever the input. */
export function solveWaves(input: PlanInput, roster: Roster, trial: Trial = {}): Solved {
  const prepared = trial.prepared ?? prepareSlots(input)
  const { calendar } = prepared
  const until = trial.until ?? null
  const windows = prepared.windows.filter(
    ({ endsOn }) => until === null || Temporal.PlainDate.compare(endsOn, until) <= 0,
  )
  // A desk without agents has no room in any slot: none is looked at.
  const isStaffed = input.desks.some((desk) => desk.agents * desk.shareForRollout > 0)
  const slots: SlotSource = { count: isStaffed ? windows.length : 0, at: prepared.slotsFor(input) }
  const filling = fillingOf(input, roster, trial.rateFactor ?? 1)
  const fullest = fillSlots(filling, slots)
  const last = Math.max(lastFilled(fullest.general), lastFilled(fullest.privileged))
  const filled = trial.isQuick === true ? fullest : levelled(filling, slots, fullest, last)
  return { calendar, windows, slots, filled, fullest, last }
}

function fillingOf(input: PlanInput, { rows, teams, mix, held }: Roster, rateFactor: number): Filling {
  const { people } = input
  const heldGeneral = (input.held ?? []).filter(({ scope }) => scope === 'general')
  return {
    people,
    teams,
    rates: input.rates,
    mix,
    curveDoubt: curveDoubt(input.curve),
    rules: input.rules,
    generalPeople:
      rows.length -
      (teams.first[teams.privileged] as number) +
      heldGeneral.reduce((sum, wave) => sum + wave.people.length, 0),
    heldBefore: (startsOn) => {
      const before = held.filter((wave) => Temporal.PlainDate.compare(wave.startsOn, startsOn) < 0)
      return { waves: before.length, tickets: before.reduce((sum, wave) => sum + wave.tickets, 0) }
    },
    rateFactor,
  }
}

function lastFilled(fills: readonly { readonly size: number }[]): number {
  return fills.findLastIndex(({ size }) => size > 0)
}

/** Shares the people after the ramp evenly over the waves that are needed anyway, where the calendar lets all of them still be placed. */
function levelled(filling: Filling, slots: SlotSource, fullest: Filled, last: number): Filled {
  const rampEnds = fullest.general.findIndex(
    (_, index) => index + filling.heldBefore(slots.at(index).startsOn).waves >= filling.rules.ramp.length,
  )
  const afterRamp = rampEnds < 0 ? fullest.general.length : rampEnds
  const lastGeneral = lastFilled(fullest.general)
  const free = fullest.general.slice(afterRamp, lastGeneral + 1)
  const used = free.filter(({ size }) => size > 0).length
  if (used < 2 || fullest.placed < filling.teams.members.length) return fullest
  const share = Math.ceil(free.reduce((sum, { size }) => sum + size, 0) / used)
  const caps = fullest.general.map((_, index) => (index < afterRamp || index >= lastGeneral ? Infinity : share))
  const even = fillSlots(filling, { count: last + 1, at: slots.at }, caps)
  return even.placed === fullest.placed && lastFilled(even.general) <= last ? even : fullest
}
