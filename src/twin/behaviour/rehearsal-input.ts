// What a rehearsal is given: people in columns, when each wave begins, the mails, the desk. The plan is plain data; nothing here plans.

import type { BehaviourParameters } from './priors.ts'
import type { WorkHours } from './work-clock.ts'

/** People of a rehearsal in columns; person `i` is row `i` of each. */
export type RehearsalPeople = {
  readonly count: number
  /** Names of device families; `family` holds indexes into it. A family without figures behaves like `unknown`. */
  readonly families: readonly string[]
  readonly family: ArrayLike<number>
  /** Index of the wave in the schedule; -1 for a person in no wave. */
  readonly wave: ArrayLike<number>
  /** Working hours by country or place; `calendar` holds indexes into it. */
  readonly calendars: readonly WorkHours[]
  readonly calendar: ArrayLike<number>
  /** Number of the department; absent: everybody in one. */
  readonly department?: ArrayLike<number>
  /** 1: has a passkey already. */
  readonly enrolled?: ArrayLike<number>
  /** 1: no device in hand can hold a passkey, or policy closes every way. */
  readonly closed?: ArrayLike<number>
  /** 1: has a manager who can be copied. Absent: everybody. */
  readonly managed?: ArrayLike<number>
  /** 1: works in IT. */
  readonly specialist?: ArrayLike<number>
  /** Leave that is known beforehand; `to` is the last day away. Unplanned leave is drawn. */
  readonly leaves?: readonly {
    readonly person: number
    readonly from: Temporal.PlainDate
    readonly to: Temporal.PlainDate
  }[]
}

/** A mail or message, by what it asks of people who have not enrolled. */
export type CampaignMessage = {
  readonly kind: 'invitation' | 'deadline' | 'reminder' | 'nudge' | 'warning' | 'personal'
  /** Days after the wave's start; 0 is the day itself. */
  readonly day: number
  readonly copiesManager?: boolean
}

/** How a wave is prepared and spoken to. */
export type Campaign = {
  readonly messages: readonly CampaignMessage[]
  /** Announced a week before, with the answers to common questions at hand. */
  readonly announced: boolean
  /** A guide for each device family. */
  readonly guides: boolean
  /** A channel in which everybody of the wave sees questions and answers. */
  readonly channel: boolean
}

/** The playbook's way: announcement a week before, invitation, reminder with the manager copied, nudges, the warning before enforcement, a word to each one left. */
export const preparedCampaign: Campaign = {
  messages: [
    { kind: 'invitation', day: 0 },
    { kind: 'reminder', day: 7, copiesManager: true },
    { kind: 'nudge', day: 10 },
    { kind: 'reminder', day: 14, copiesManager: true },
    { kind: 'warning', day: 21, copiesManager: true },
    { kind: 'personal', day: 26 },
  ],
  announced: true,
  guides: true,
  channel: true,
}

/** The tempting plan of the playbook: announced on Monday, everyone by Friday; no pilot, hence neither guides nor answers at hand. */
export const hastyCampaign: Campaign = {
  messages: [
    { kind: 'deadline', day: 0 },
    { kind: 'reminder', day: 4 },
  ],
  announced: false,
  guides: false,
  channel: false,
}

/** A helpdesk. */
export type RehearsalDesk = WorkHours & {
  readonly agents: number
  /** Mean time an agent gives to one ticket. */
  readonly handlingMinutes: number
  /** Share of the agents' time for the rollout, 0 to 1. */
  readonly shareForRollout: number
  /** Share of tickets to be taken within so many open minutes. */
  readonly target: { readonly share: number; readonly withinMinutes: number }
}

/** One wave: when its day 0 is, and its campaign where it differs from the rehearsal's. */
export type RehearsalWave = { readonly startsOn: Temporal.PlainDate; readonly campaign?: Campaign }

/** All that a rehearsal is given. */
export type RehearsalInput = {
  readonly people: RehearsalPeople
  readonly schedule: readonly RehearsalWave[]
  readonly desk: RehearsalDesk
  readonly campaign: Campaign
  readonly parameters: BehaviourParameters
}

/** How to play it. */
export type RehearsalOptions = {
  readonly seed: number
  /** Runs with parameters drawn anew, 1 to 10,000. */
  readonly runs: number
  /** Weeks to play from the first wave's start; 12 when absent, at most 104. */
  readonly weeks?: number
  /** The share of planned people whose date is asked for; 0.95 when absent. */
  readonly targetShare?: number
}

/** Something in the input that makes a rehearsal meaningless: where, what, and how to mend it. */
export type RehearsalProblem = { readonly field: string; readonly message: string; readonly remedy: string }

/** What is wrong with the input; empty when it can be played. */
export function rehearsalProblems(input: RehearsalInput, options: RehearsalOptions): readonly RehearsalProblem[] {
  const problems: RehearsalProblem[] = []
  const add = (field: string, message: string, remedy: string) => problems.push({ field, message, remedy })
  const { people, schedule, desk } = input
  if (people.count === 0) add('people', 'There is nobody to rehearse with.', 'Sync or import people first.')
  if (schedule.length === 0) add('schedule', 'The plan has no wave.', 'Give at least one wave with its start.')
  for (const problem of columnProblems(people, schedule.length)) problems.push(problem)
  const finite = (value: number, low: number, high: number) => value >= low && value <= high
  if (!finite(desk.agents, 0, 1e6)) add('desk.agents', 'The number of agents is none.', 'Give 0 or more agents.')
  if (!finite(desk.handlingMinutes, 0.1, 10_000)) {
    add('desk.handlingMinutes', 'The handling time is none.', 'Give the mean minutes for one ticket, above 0.')
  }
  if (!finite(desk.shareForRollout, 0, 1)) {
    add('desk.shareForRollout', 'The share of time is not between 0 and 1.', 'Give for example 0.35.')
  }
  if (!(Number.isInteger(options.runs) && finite(options.runs, 1, 10_000))) {
    add('runs', 'The number of runs is not between 1 and 10,000.', 'Give for example 200.')
  }
  if (!(Number.isInteger(options.weeks ?? 12) && finite(options.weeks ?? 12, 1, 104))) {
    add('weeks', 'The number of weeks is not between 1 and 104.', 'Give for example 12.')
  }
  if (!finite(options.targetShare ?? 0.95, 0.01, 1)) {
    add('targetShare', 'The share to reach is not between 0.01 and 1.', 'Give for example 0.95.')
  }
  return problems
}

function columnProblems(people: RehearsalPeople, waves: number): RehearsalProblem[] {
  const problems: RehearsalProblem[] = []
  const { count } = people
  const check = (name: string, column: ArrayLike<number> | undefined, low: number, high: number) => {
    if (column === undefined) return
    if (column.length !== count) {
      const message = `The column has ${column.length} rows for ${count} people.`
      problems.push({ field: `people.${name}`, message, remedy: 'Give one value for each person.' })
      return
    }
    for (let row = 0; row < count; row++) {
      const value = column[row] as number
      if (Number.isInteger(value) && value >= low && value < high) continue
      const message = `Row ${row} holds ${value}, which is not from ${low} to ${high - 1}.`
      problems.push({ field: `people.${name}`, message, remedy: 'Correct the value.' })
      return
    }
  }
  check('family', people.family, 0, people.families.length)
  check('wave', people.wave, -1, waves)
  check('calendar', people.calendar, 0, people.calendars.length)
  check('department', people.department, 0, 65_536)
  for (const name of ['enrolled', 'closed', 'managed', 'specialist'] as const) check(name, people[name], 0, 2)
  const outside = people.leaves?.find(({ person }) => !(Number.isInteger(person) && person >= 0 && person < count))
  if (outside !== undefined) {
    const message = `A leave names person ${outside.person} of ${count}.`
    problems.push({ field: 'people.leaves', message, remedy: 'Name people by their row, from 0.' })
  }
  return problems
}
