// What a rehearsal brings: bands over its runs. Every band holds 80 % of the runs (from the 10 % to the 90 % point) around their median.

import type { Cause } from './cast.ts'

/** The 10 %, 50 % and 90 % points over the runs. */
export type Band = { readonly low: number; readonly middle: number; readonly high: number }

/** A band over time, one value per day or hour. */
export type BandSeries = {
  readonly low: readonly number[]
  readonly middle: readonly number[]
  readonly high: readonly number[]
}

/** A band of dates; null means "not within the weeks played". */
export type DateBand = {
  readonly early: Temporal.PlainDate | null
  readonly middle: Temporal.PlainDate | null
  readonly late: Temporal.PlainDate | null
}

/** What the desk lived through. Waits are open minutes of the desk, over every ticket; one given up counts until it was given up. */
export type RehearsedWaiting = {
  readonly meanMinutes: Band
  readonly p90Minutes: Band
  readonly longestMinutes: Band
  /** Share of the tickets answered within the desk's target. */
  readonly answeredInTime: Band
  /** Share of the runs in which the desk's target was kept; a run without tickets keeps it. */
  readonly runsInTarget: number
}

/** One wave of the rehearsal. */
export type RehearsedWave = {
  readonly wave: number
  readonly startsOn: Temporal.PlainDate
  readonly people: number
  /** Enrolled at the end of each day. */
  readonly enrolled: BandSeries
  readonly tickets: Band
  /** Tickets in the four hours after the first people began to work. */
  readonly firstMorning: Band
  /** Share of the tickets of the wave's first 14 days that came within 48 hours; over runs in which it had any. */
  readonly shareIn48Hours: Band
  readonly waiting: RehearsedWaiting
}

/** One device family of the rehearsal. */
export type RehearsedFamily = {
  readonly family: string
  readonly people: number
  readonly enrolled: BandSeries
}

/** People left at the end, by cause and device family. */
export type LeftBy = { readonly cause: Cause; readonly family: string; readonly people: Band; readonly mean: number }

/** All that a rehearsal tells. Days count from `firstDay`, hours from its midnight UTC. */
export type RehearsalResult = {
  readonly seed: number
  readonly runs: number
  /** People in a wave. */
  readonly people: number
  /** People in no wave: neither played nor counted. */
  readonly outside: number
  readonly firstDay: Temporal.PlainDate
  readonly days: number
  readonly enrolledAtStart: number
  readonly enrolled: BandSeries
  readonly families: readonly RehearsedFamily[]
  readonly waves: readonly RehearsedWave[]
  readonly tickets: {
    readonly total: Band
    readonly perHour: BandSeries
    readonly peakPerHour: Band
    readonly answered: Band
    readonly givenUp: Band
    readonly openAtEnd: Band
  }
  readonly waiting: RehearsedWaiting
  readonly peakQueue: Band
  /** People not enrolled at the end. */
  readonly left: Band
  /** The same by cause and family, most people first. */
  readonly leftBy: readonly LeftBy[]
  readonly target: { readonly share: number; readonly reachedOn: DateBand; readonly runsReached: number }
  readonly secondPasskeys: Band
}
