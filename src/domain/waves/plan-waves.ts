// Plans the waves of a rollout: as few as the desk, the calendar and the rules allow, each with what it is expected to bring. Total and deterministic:
// every input has an answer, the same one each time, after a bounded search.

import { bigBang } from './big-bang.ts'
import { calendarOf } from './calendar.ts'
import { checkPlanInput } from './check-plan-input.ts'
import type { Filled } from './fill-slots.ts'
import type { NotPlanned, Plan, PlanInput, PlanProblem, Wave, WaveLimit, WaveScope } from './plan.ts'
import { predictWaves, type WaveDraft } from './predict-waves.ts'
import { shortfallsOf } from './shortfalls.ts'
import { type Roster, rosterOf, solveWaves, type Solved } from './solve-waves.ts'
import type { Slot } from './slots.ts'
import type { WavePeople } from './wave-people.ts'

/** Makes the plan. Problems name the rule; a fatal one leaves the plan without waves and everybody with the reason. */
export function planWaves(input: PlanInput): Plan {
  const { fatal, remarks } = checkPlanInput(input)
  if (fatal.length > 0) return refusedPlan(input, fatal)
  const roster = rosterOf(input)
  const solved = solveWaves(input, roster)
  const drafts = [...heldDrafts(input), ...draftsOf(input, roster, solved)].sort(
    (one, other) => Temporal.PlainDate.compare(one.startsOn, other.startsOn) || isLater(one, other),
  )
  const waves = predictWaves(input, solved.calendar, drafts, roster.teams.weight, roster.mix)
  const finishOn = waves.reduce<Temporal.PlainDate | null>(
    (latest, { endsOn }) => (latest === null || Temporal.PlainDate.compare(endsOn, latest) > 0 ? endsOn : latest),
    null,
  )
  const isWhole = solved.filled.placed === roster.rows.length
  const isInTime =
    input.finishBy === null || finishOn === null || Temporal.PlainDate.compare(finishOn, input.finishBy) <= 0
  const problems = [...remarks, ...planProblems(input, roster, solved, isInTime), ...overloads(waves)]
  const isPast = input.finishBy !== null && Temporal.PlainDate.compare(input.finishBy, input.today) < 0
  const feasible =
    isWhole && isInTime && !isPast && waves.every((wave) => wave.held !== null || wave.predicted.withinTarget)
  return {
    seed: input.seed,
    feasible,
    finishOn,
    waves,
    notPlanned: [...leftOutPeople(input.people), ...unplacedPeople(input, roster, solved)],
    problems,
    shortfalls: isWhole && isInTime ? [] : shortfallsOf(input, roster, solved),
    bigBang: bigBang(input, solved.calendar, solved.windows[0] ?? null, roster.rows, roster.teams.weight),
    splitTeams: splitTeams(input, roster, solved.filled),
  }
}

/** The latest start from which the plan still meets its date; null when none does. Found by planning again from later days. */
export function latestStartsOn(input: PlanInput): Temporal.PlainDate | null {
  const { finishBy } = input
  if (finishBy === null || checkPlanInput(input).fatal.length > 0) return null
  const roster = rosterOf(input)
  const isInTime = (days: number) =>
    solveWaves({ ...input, start: input.start.add({ days }) }, roster, { until: finishBy, isQuick: true }).filled
      .placed === roster.rows.length
  let high = input.start.until(finishBy, { largestUnit: 'day' }).days
  if (roster.rows.length === 0 || high < 0 || !isInTime(0)) return null
  // Holidays can make a single later start fit where an earlier one does not; the last of an unbroken run is the safe answer.
  let low = 0
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isInTime(middle)) low = middle
    else high = middle
  }
  return input.start.add({ days: low })
}

function isLater(one: WaveDraft, other: WaveDraft): -1 | 0 | 1 {
  if (one.scope === other.scope) return 0
  return one.scope === 'privileged' ? -1 : 1
}

function refusedPlan(input: PlanInput, fatal: readonly PlanProblem[]): Plan {
  const { people } = input
  const rule = fatal[0]?.rule ?? 'input'
  const nobody = new Int32Array(0)
  const planned = people.ids.filter((_, row) => people.leftOut[row] === 0)
  return {
    seed: input.seed,
    feasible: false,
    finishOn: null,
    waves: [],
    notPlanned: [...leftOutPeople(people), ...planned.map((id) => ({ id, reason: `rule:${rule}` }))],
    problems: fatal,
    shortfalls: [],
    bigBang: bigBang(input, calendarOf(input.calendar), null, nobody, new Float64Array(0)),
    splitTeams: [],
  }
}

function heldDrafts(input: PlanInput): WaveDraft[] {
  const held = input.held ?? []
  if (held.length === 0) return []
  const rowOf = new Map(input.people.ids.map((id, row) => [id, row]))
  return held.map((wave) => ({
    ...wave,
    // People who have left the tenant since are no longer in it.
    rows: Int32Array.from(wave.people.map((id) => rowOf.get(id) ?? -1).filter((row) => row >= 0)),
    limitedBy: 'held' as WaveLimit,
  }))
}

/** Waves from the filling, with ids that go on from the held ones. */
function draftsOf(input: PlanInput, roster: Roster, { windows, filled }: Solved): WaveDraft[] {
  const { teams } = roster
  const used = new Set((input.held ?? []).map(({ id }) => id))
  const counters: Record<WaveScope, number> = { general: 0, privileged: 0 }
  const nextId = (scope: WaveScope): string => {
    const id = `${scope === 'general' ? 'wave' : 'privileged'}-${++counters[scope]}`
    return used.has(id) ? nextId(scope) : id
  }
  const rows = rowsBySlot(roster, filled)
  const edge = teams.first[teams.privileged] as number
  return windows.flatMap((window, index) => {
    const { privileged = [], general = [] } = rows.get(index) ?? {}
    const draft = (scope: WaveScope, members: readonly number[]): WaveDraft[] =>
      members.length === 0
        ? []
        : [
            {
              ...window,
              id: nextId(scope),
              scope,
              rows: Int32Array.from(members),
              limitedBy: filled[scope][index]?.limitedBy ?? 'everyone',
              held: null,
            },
          ]
    return [...(edge > 0 ? draft('privileged', privileged) : []), ...draft('general', general)]
  })
}

function rowsBySlot(roster: Roster, filled: Filled): Map<number, Record<WaveScope, number[]>> {
  const { teams } = roster
  const edge = teams.first[teams.privileged] as number
  const rows = new Map<number, Record<WaveScope, number[]>>()
  for (let at = 0; at < teams.members.length; at++) {
    const slot = filled.slotOf[at] as number
    if (slot < 0) continue
    let both = rows.get(slot)
    if (both === undefined) rows.set(slot, (both = { general: [], privileged: [] }))
    both[at < edge ? 'privileged' : 'general'].push(teams.members[at] as number)
  }
  return rows
}

function leftOutPeople(people: WavePeople): NotPlanned[] {
  const left: NotPlanned[] = []
  for (const [row, id] of people.ids.entries()) {
    const reason = people.leftOut[row] as number
    if (reason > 0) left.push({ id, reason: people.reasons[reason - 1] ?? 'left-out' })
  }
  return left
}

/** Everybody who takes part and found no wave, with the first reason that holds in all slots. */
function unplacedPeople(input: PlanInput, { teams }: Roster, solved: Solved): NotPlanned[] {
  const { people } = input
  const left: NotPlanned[] = []
  const isWhole = solved.filled.placed === teams.members.length
  const all = Array.from({ length: isWhole ? 0 : solved.slots.count }, (_, index) => solved.slots.at(index))
  for (let at = 0; at < teams.members.length; at++) {
    if ((solved.filled.slotOf[at] as number) >= 0) continue
    const row = teams.members[at] as number
    left.push({ id: people.ids[row] ?? '', reason: unplacedReason(people, row, solved, all) })
  }
  return left
}

function unplacedReason(people: WavePeople, row: number, { windows }: Solved, all: readonly Slot[]): string {
  if (all.length === 0) return windows.length === 0 ? 'no-start-day' : 'helpdesk-capacity'
  const leave = people.leave.get(row) ?? []
  const isAway = ({ startsOn }: { readonly startsOn: Temporal.PlainDate }) =>
    leave.some(
      ({ from, until }) =>
        Temporal.PlainDate.compare(from, startsOn.add({ days: 1 })) <= 0 &&
        Temporal.PlainDate.compare(until, startsOn) >= 0,
    )
  if (leave.length > 0 && all.every(isAway)) return 'on-leave'
  const place = people.place[row] as number
  const department = people.department[row] as number
  if (all.every((slot) => slot.closedPlaces?.[place] === 1 || slot.closedDepartments?.[department] === 1)) {
    return 'calendar-closed'
  }
  return 'helpdesk-capacity'
}

function planProblems(input: PlanInput, roster: Roster, solved: Solved, isInTime: boolean): PlanProblem[] {
  const problems: PlanProblem[] = []
  if (input.people.ids.length === 0) problems.push({ rule: 'nobody', message: 'There are no people to plan for.' })
  else if (roster.rows.length === 0 && (input.held ?? []).length === 0) {
    problems.push({ rule: 'nobody-takes-part', message: 'Everybody is left out; the reasons are beside each person.' })
  }
  if (roster.rows.length > 0 && solved.windows.length === 0) {
    problems.push({ rule: 'no-start-day', message: 'No day within a year and the horizon allows a wave to start.' })
  }
  const left = roster.rows.length - solved.filled.placed
  if (left > 0) {
    problems.push({
      rule: 'people-without-a-wave',
      message: `${left} people found no wave within ${input.rules.horizonDays} days; the reasons are beside each person.`,
    })
  }
  if (!isInTime && left === 0) {
    problems.push({ rule: 'finish-by', message: `The last wave ends after ${input.finishBy?.toString() ?? ''}.` })
  }
  const small = smallWaves(input, roster, solved)
  if (small > 0) {
    problems.push({
      rule: 'size-min-against-helpdesk',
      message: `The desk cannot bear ${input.rules.sizeMin} people in ${small} wave(s); they are smaller, so that nobody waits too long.`,
    })
  }
  return problems
}

/** Held waves are never changed, so what they do to the desk has to be told. */
export function overloads(waves: readonly Wave[]): PlanProblem[] {
  return waves
    .filter((wave) => wave.held !== null && !wave.predicted.withinTarget)
    .map((wave) => ({
      rule: 'held-wave-over-capacity',
      message: `${wave.id} is held and brings the desk more in some hour than it can answer within its target.`,
    }))
}

/** General waves that the desk, not the number of people left, keeps below the smallest size. */
function smallWaves(input: PlanInput, roster: Roster, { filled }: Solved): number {
  if (roster.rows.length < input.rules.sizeMin) return 0
  return filled.general.filter(
    ({ size, limitedBy }) => size > 0 && size < input.rules.sizeMin && limitedBy === 'helpdesk',
  ).length
}

function splitTeams(input: PlanInput, { teams }: Roster, filled: Filled): string[] {
  const rows = [...teams.cut, ...filled.split.map((at) => teams.members[at] as number)]
  return [...new Set(rows)].map((row) => input.people.ids[row] ?? '')
}
