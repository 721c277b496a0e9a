// Editing a plan by hand (P4.8): moving people, splitting and merging waves, pinning dates, locking what has begun. An edit that breaks a rule is refused
// with the reason; one that only strains the desk is done and says so. Planning again keeps what is held and tells what changed.

import type { PersonId } from '../shared/ids.ts'
import { addWorkdays, calendarOf } from './calendar.ts'
import { deskWorksOn } from './capacity.ts'
import { comparePlans, type PlanChange } from './compare-plans.ts'
import type { HeldWave, Plan, PlanInput, PlanProblem, Wave } from './plan.ts'
import { overloads, planWaves } from './plan-waves.ts'
import { predictWaves } from './predict-waves.ts'
import { rosterOf } from './solve-waves.ts'

/** One edit. */
export type PlanEdit =
  | { readonly kind: 'move'; readonly people: readonly PersonId[]; readonly to: string }
  | {
      readonly kind: 'split'
      readonly waveId: string
      /** Who goes into the new wave. */
      readonly people: readonly PersonId[]
      readonly newId: string
      readonly startsOn: Temporal.PlainDate
    }
  | { readonly kind: 'merge'; readonly waveId: string; readonly into: string }
  | { readonly kind: 'pin-date'; readonly waveId: string; readonly startsOn: Temporal.PlainDate }
  /** The wave has begun: nothing changes it any more. */
  | { readonly kind: 'lock'; readonly waveId: string }
  /** Planning may change the wave again. A begun one stays locked. */
  | { readonly kind: 'release'; readonly waveId: string }

/** What became of an edit. */
export type EditOutcome =
  | { readonly done: true; readonly plan: Plan; readonly changes: readonly PlanChange[] }
  | { readonly done: false; readonly refused: PlanProblem }

type Draft = Omit<HeldWave, 'held'> & {
  readonly held: 'begun' | 'pinned' | null
  readonly limitedBy: Wave['limitedBy']
}
type Edited = { readonly waves: readonly Draft[] } | PlanProblem

/** Applies one edit; the plan given is left as it is. Waves that it touches are pinned, so that planning again keeps them. */
export function editPlan(input: PlanInput, plan: Plan, edit: PlanEdit): EditOutcome {
  const edited = applyTo(input, plan, edit)
  if (!('waves' in edited)) return { done: false, refused: edited }
  const broken = brokenRule(input, edited.waves)
  if (broken !== null) return { done: false, refused: broken }
  const next = replaced(input, plan, edited.waves)
  return { done: true, plan: next, changes: comparePlans(plan, next) }
}

/** Plans again: waves that have begun or were set by hand stay exactly as they are, everybody else is planned around them. */
export function replan(input: PlanInput, plan: Plan): { readonly plan: Plan; readonly changes: readonly PlanChange[] } {
  const held = plan.waves.flatMap((wave): HeldWave[] => {
    const hasBegun = wave.held === 'begun' || Temporal.PlainDate.compare(wave.startsOn, input.today) <= 0
    return hasBegun || wave.held !== null ? [{ ...wave, held: hasBegun ? 'begun' : 'pinned' }] : []
  })
  const next = planWaves({ ...input, held })
  return { plan: next, changes: comparePlans(plan, next) }
}

function applyTo(input: PlanInput, plan: Plan, edit: PlanEdit): Edited {
  const waves = plan.waves.map((wave): Draft => wave)
  const target = edit.kind === 'move' ? edit.to : edit.waveId
  const wave = waves.find(({ id }) => id === target)
  if (wave === undefined) return { rule: 'wave-unknown', message: `There is no wave ${target}.` }
  if (hasBegun(wave, input)) return { rule: 'wave-has-begun', message: `${wave.id} has begun and cannot be changed.` }
  switch (edit.kind) {
    case 'move':
      return moved(input, plan, waves, edit.people, wave)
    case 'split':
      return split(input, waves, wave, edit)
    case 'merge':
      return merged(input, waves, wave, edit.into)
    case 'pin-date': {
      const endsOn = endOf(input, edit.startsOn)
      const pinned = { ...wave, startsOn: edit.startsOn, endsOn, held: 'pinned' as const }
      return startProblem(input, edit.startsOn) ?? { waves: swap(waves, pinned) }
    }
    case 'lock':
      return { waves: swap(waves, { ...wave, held: 'begun' }) }
    case 'release':
      return { waves: swap(waves, { ...wave, held: null }) }
  }
}

function hasBegun(wave: Draft, input: PlanInput): boolean {
  return wave.held === 'begun' || Temporal.PlainDate.compare(wave.startsOn, input.today) < 0
}

function swap(waves: readonly Draft[], wave: Draft): readonly Draft[] {
  return waves.map((other) => (other.id === wave.id ? wave : other))
}

function moved(input: PlanInput, plan: Plan, waves: readonly Draft[], people: readonly PersonId[], to: Draft): Edited {
  if (people.length === 0) return { rule: 'nobody-named', message: 'No person to move was named.' }
  const going = new Set(people)
  const takesPart = new Set(input.people.ids.filter((_, row) => input.people.leftOut[row] === 0))
  const stranger = people.find((id) => !takesPart.has(id))
  if (stranger !== undefined) {
    const why = plan.notPlanned.find(({ id }) => id === stranger)?.reason ?? 'not in this tenant'
    return { rule: 'person-takes-no-part', message: `${stranger} takes no part in the rollout: ${why}.` }
  }
  const begun = waves.find(
    (wave) => wave.id !== to.id && hasBegun(wave, input) && wave.people.some((id) => going.has(id)),
  )
  if (begun !== undefined) return { rule: 'wave-has-begun', message: `A person is in ${begun.id}, which has begun.` }
  return {
    waves: waves
      .map((wave): Draft => {
        const stay = wave.people.filter((id) => !going.has(id))
        if (wave.id === to.id) return { ...wave, people: [...stay, ...going], held: 'pinned' }
        return stay.length === wave.people.length ? wave : { ...wave, people: stay, held: 'pinned' }
      })
      .filter((wave) => wave.people.length > 0),
  }
}

function split(
  input: PlanInput,
  waves: readonly Draft[],
  wave: Draft,
  edit: PlanEdit & { readonly kind: 'split' },
): Edited {
  if (waves.some(({ id }) => id === edit.newId)) {
    return { rule: 'wave-id-taken', message: `There is a wave ${edit.newId} already.` }
  }
  const going = new Set(edit.people)
  const stay = wave.people.filter((id) => !going.has(id))
  if (stay.length + going.size !== wave.people.length) {
    return { rule: 'person-not-in-wave', message: `Not everybody named is in ${wave.id}.` }
  }
  if (going.size === 0 || stay.length === 0) {
    return { rule: 'split-leaves-nobody', message: 'Each part of a split wave needs at least one person.' }
  }
  const problem = startProblem(input, edit.startsOn)
  if (problem !== null) return problem
  const added: Draft = {
    ...wave,
    id: edit.newId,
    people: [...going],
    startsOn: edit.startsOn,
    endsOn: endOf(input, edit.startsOn),
    held: 'pinned',
  }
  return { waves: [...swap(waves, { ...wave, people: stay, held: 'pinned' }), added] }
}

function merged(input: PlanInput, waves: readonly Draft[], wave: Draft, intoId: string): Edited {
  const into = waves.find(({ id }) => id === intoId)
  if (into === undefined) return { rule: 'wave-unknown', message: `There is no wave ${intoId}.` }
  if (into.id === wave.id) return { rule: 'merge-with-itself', message: 'A wave cannot be merged with itself.' }
  if (hasBegun(into, input)) return { rule: 'wave-has-begun', message: `${into.id} has begun and takes nobody in.` }
  const whole: Draft = { ...into, people: [...into.people, ...wave.people], held: 'pinned' }
  return { waves: swap(waves, whole).filter(({ id }) => id !== wave.id) }
}

/** Why a wave may not start on a day; null when it may. A weekday that the rules would not choose is allowed by hand. */
function startProblem(input: PlanInput, startsOn: Temporal.PlainDate): PlanProblem | null {
  if (Temporal.PlainDate.compare(startsOn, input.today) < 0) {
    return { rule: 'start-in-the-past', message: `${startsOn.toString()} is past.` }
  }
  const [desk] = input.desks
  if (desk === undefined || !deskWorksOn(desk, input.calendar.holidays, startsOn)) {
    return { rule: 'helpdesk-closed', message: `The helpdesk is closed on ${startsOn.toString()}.` }
  }
  const freeze = calendarOf(input.calendar).freezeOn(startsOn)
  return freeze === null ? null : { rule: 'freeze', message: `${startsOn.toString()} is in a freeze: ${freeze.why}.` }
}

function endOf(input: PlanInput, startsOn: Temporal.PlainDate): Temporal.PlainDate {
  const [desk] = input.desks
  const worksOn = (date: Temporal.PlainDate) => desk !== undefined && deskWorksOn(desk, input.calendar.holidays, date)
  // A desk that never works again is refused before; a year without workdays leaves the window as one day.
  return addWorkdays(worksOn, startsOn, input.rules.windowWorkdays - 1) ?? startsOn
}

/** The rules that an edit may not break, whatever the desk can bear. */
function brokenRule(input: PlanInput, waves: readonly Draft[]): PlanProblem | null {
  const { rules, people } = input
  const most = rules.sizeMax
  const large = most === null ? undefined : waves.find((wave) => wave.held === 'pinned' && wave.people.length > most)
  if (large !== undefined) {
    return { rule: 'size-max', message: `${large.id} would have ${large.people.length} people; the most is ${most}.` }
  }
  if (!rules.privilegedApart) return null
  const privileged = new Set(people.ids.filter((_, row) => people.privileged[row] === 1))
  const mixed = waves.find((wave) => wave.people.some((id) => privileged.has(id) !== (wave.scope === 'privileged')))
  if (mixed === undefined) return null
  return { rule: 'privileged-apart', message: `${mixed.id} would mix the privileged scope with the general one.` }
}

/** The plan with these waves, every prediction made anew. */
function replaced(input: PlanInput, plan: Plan, drafts: readonly Draft[]): Plan {
  const roster = rosterOf({ ...input, held: [] })
  const rowOf = new Map(input.people.ids.map((id, row) => [id, row]))
  const sorted = drafts
    .map((draft) => ({
      ...draft,
      rows: Int32Array.from(draft.people.map((id) => rowOf.get(id) ?? -1).filter((row) => row >= 0)),
      limitedBy: draft.held === null ? draft.limitedBy : ('held' as const),
    }))
    .sort((one, other) => Temporal.PlainDate.compare(one.startsOn, other.startsOn))
  const { weight } = roster.teams
  const { mix } = roster
  const waves = predictWaves(input, calendarOf(input.calendar), sorted, weight, mix)
  const finishOn =
    waves
      .map(({ endsOn }) => endsOn)
      .sort(Temporal.PlainDate.compare)
      .at(-1) ?? null
  const placed = new Set(waves.flatMap((wave) => wave.people))
  const isInTime =
    input.finishBy === null || finishOn === null || Temporal.PlainDate.compare(finishOn, input.finishBy) <= 0
  const late = isInTime
    ? []
    : [{ rule: 'finish-by', message: `The last wave ends after ${input.finishBy?.toString() ?? ''}.` }]
  const kept = plan.problems.filter(({ rule }) => rule !== 'finish-by' && rule !== 'held-wave-over-capacity')
  return {
    ...plan,
    waves,
    finishOn,
    notPlanned: plan.notPlanned.filter(({ id }) => !placed.has(id)),
    problems: [...kept, ...late, ...overloads(waves)],
    feasible: isInTime && placed.size === roster.rows.length && waves.every(({ predicted }) => predicted.withinTarget),
  }
}
