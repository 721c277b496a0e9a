// What planning is asked and what it answers: the shapes of the rules, the plan and its waves. See plan-waves.ts.

import type { PersonId } from '../shared/ids.ts'
import type { CurvePrior } from './arrivals.ts'
import type { CalendarFacts } from './calendar.ts'
import type { Helpdesk } from './capacity.ts'
import type { TicketRates } from './ticket-rate.ts'
import type { WavePeople } from './wave-people.ts'

/** How the waves are made. */
export type WaveRules = {
  /** A manager and their direct reports stay together; those who lead a team themselves are with their own. */
  readonly teamsTogether: boolean
  /** Every wave a cross-section of the fleet, or those who need least help first. */
  readonly families: 'mixed' | 'known-good-first'
  /** Whether the privileged scope has waves of its own, which come first; the first slot is theirs alone. */
  readonly privilegedApart: boolean
  /** The largest shares of the people that the first waves may have, for example 0.05, 0.1, 0.2; later waves are free. */
  readonly ramp: readonly number[]
  /** Smallest wave, where there are that many people; also the least that a ramp allows. */
  readonly sizeMin: number
  /** Largest wave; null: what the desk can bear. */
  readonly sizeMax: number | null
  /** Workdays that a wave is given, its first day included. */
  readonly windowWorkdays: number
  /** Least number of days from one wave's start to the next. */
  readonly daysBetween: number
  /** Workdays between a wave's end and the next start, in which its gate is measured. At least 1. */
  readonly gatePauseWorkdays: number
  /** Weekdays on which a wave may start, 1 Monday to 7 Sunday. */
  readonly startWeekdays: readonly number[]
  /** Waves are sized for the ticket rate that holds with this probability. */
  readonly confidence: number
  /** Planning looks no further ahead than this from the start. */
  readonly horizonDays: number
}

/** Rules that fit the playbook's shape: 1,000 people in 4-5 waves over 8-10 weeks. */
export const usualRules: WaveRules = {
  teamsTogether: true,
  families: 'mixed',
  privilegedApart: true,
  ramp: [0.05, 0.1, 0.2],
  sizeMin: 10,
  sizeMax: null,
  windowWorkdays: 8,
  daysBetween: 14,
  gatePauseWorkdays: 2,
  startWeekdays: [1, 2, 3],
  confidence: 0.9,
  horizonDays: 730,
}

/** A wave that planning must leave as it is: begun, or set by hand. */
export type HeldWave = {
  readonly id: string
  readonly scope: WaveScope
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate
  readonly people: readonly PersonId[]
  /** `begun` can no longer be edited; `pinned` was set by hand. */
  readonly held: 'begun' | 'pinned'
}

export type WaveScope = 'general' | 'privileged'

/** Everything that planning needs. */
export type PlanInput = {
  readonly people: WavePeople
  readonly desks: readonly Helpdesk[]
  readonly calendar: CalendarFacts
  readonly rates: TicketRates
  readonly curve: CurvePrior
  readonly rules: WaveRules
  /** Today, before which nothing can start. */
  readonly today: Temporal.PlainDate
  readonly start: Temporal.PlainDate
  /** The last wave's window has to be over on this day; null: whenever. */
  readonly finishBy: Temporal.PlainDate | null
  readonly seed: number
  /** Waves that stay as they are, in order of start. */
  readonly held?: readonly HeldWave[]
}

/** What kept a wave from being larger. */
export type WaveLimit =
  /** The desk: one more team would break its promise in some hour. */
  | 'helpdesk'
  /** The ramp's share for this wave. */
  | 'ramp'
  | 'maximum-size'
  /** The people left are shared evenly over the waves that are needed anyway. */
  | 'levelled'
  /** The others could not be started on this day: holiday, closing, leave. */
  | 'calendar'
  /** Nobody was left. */
  | 'everyone'
  /** Begun, or set by hand. */
  | 'held'

/** What a wave is expected to bring. Bounds hold with 80 %. */
export type WavePrediction = {
  readonly tickets: number
  readonly low: number
  readonly high: number
  /** Most tickets in an hour, at the expected rate. */
  readonly peakPerHour: number
  /** The wait that nine in ten stay under in the worst hour, at the expected rate; null: the queue outgrows the desk. */
  readonly waitP90Minutes: number | null
  /** The same at the rate that the wave was sized for. */
  readonly waitP90MinutesHigh: number | null
  /** Whether the desk keeps its target in every hour even at that rate. */
  readonly withinTarget: boolean
  readonly days: readonly WaveDay[]
}

/** One day of a wave: what comes, what the desk can bear in the same hours, and how many people have enrolled. */
export type WaveDay = {
  readonly on: Temporal.PlainDate
  readonly tickets: number
  readonly peakPerHour: number
  /** The most tickets that the desk takes on this day within its target. */
  readonly roomTickets: number
  readonly enrolled: number
}

export type Wave = {
  readonly id: string
  readonly scope: WaveScope
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate
  readonly size: number
  readonly people: readonly PersonId[]
  readonly families: Readonly<Record<string, number>>
  readonly predicted: WavePrediction
  readonly limitedBy: WaveLimit
  readonly held: 'begun' | 'pinned' | null
  /** Tickets per person that the wave was sized for: what the desk could bear of it. */
  readonly sizedForTicketsPerPerson: number
  /** How many such people the desk could bear; the rule under which later waves widen or shrink is in adapt.ts. */
  readonly roomForPeople: number
}

/** A person who is in no wave, and why. */
export type NotPlanned = { readonly id: PersonId; readonly reason: string }

/** A rule or input that planning could not follow. */
export type PlanProblem = { readonly rule: string; readonly message: string }

/** The smallest change of one thing that would meet the date, found by planning again; `to` null when no value of it alone would. */
export type Shortfall = {
  readonly change: 'agents' | 'hours' | 'share' | 'rate' | 'scope' | 'days-between' | 'ramp' | 'date'
  readonly from: number | string
  readonly to: number | string | null
  readonly unit: string
  /** When the plan would be done after this change. */
  readonly finishOn: Temporal.PlainDate | null
}

/** Everybody at once on the plan's first day, on the same desk at the expected rate. */
export type BigBang = {
  readonly startsOn: Temporal.PlainDate | null
  readonly people: number
  readonly tickets: number
  /** With most tickets in the first morning, as the playbook saw it (bigBangMorningPrior). */
  readonly rush: BigBangQueue
  /** With the same curve as a wave: as kind as can be. */
  readonly likeWave: BigBangQueue
}

/** What everybody at once does to the desk. Waits are by the clock, closed hours included. */
export type BigBangQueue = {
  readonly peakPerHour: number
  readonly firstMorningTickets: number
  readonly peakQueue: number
  /** Null: never taken in the weeks that were looked at. */
  readonly longestWaitMinutes: number | null
  readonly hoursToClear: number | null
}

export type Plan = {
  readonly seed: number
  readonly feasible: boolean
  readonly finishOn: Temporal.PlainDate | null
  readonly waves: readonly Wave[]
  readonly notPlanned: readonly NotPlanned[]
  readonly problems: readonly PlanProblem[]
  readonly shortfalls: readonly Shortfall[]
  readonly bigBang: BigBang
  /** Managers whose team had to be split, because it is larger than a wave may be. */
  readonly splitTeams: readonly PersonId[]
}
