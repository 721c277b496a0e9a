// The report of a pilot (P2.5): failures ranked, success and time by family, tickets per person with their interval, and whether to go on.

import type { DeviceFamily } from '../devices/device-family.ts'
import { rateInterval, shareInterval, type Interval } from './exact-intervals.ts'
import { rankFailures, type RankedFailure } from './failure-ranking.ts'
import { judgeExit, type CriterionFinding } from './judge-exit.ts'
import type { PilotRecord, PilotResult } from './pilot-result.ts'

/** A family as the pilot saw it. Intervals are exact, of 95 %. */
export type FamilyReport = {
  readonly family: DeviceFamily
  readonly people: number
  readonly tried: number
  readonly enrolled: number
  /** Enrolled of those who tried and of whom it is known; null when nobody. */
  readonly success: Interval | null
  /** Of those enrolled whose time was measured; null when nobody's was. */
  readonly minutes: { readonly people: number; readonly median: number; readonly ninetieth: number } | null
  /** Of those whose tickets were read; null when nobody's were. */
  readonly tickets: Interval | null
}

export type PilotReport = {
  readonly source: PilotRecord['source']
  readonly startedOn: Temporal.PlainDate
  readonly through: Temporal.PlainDate
  readonly people: number
  readonly enrolled: Interval | null
  readonly families: readonly FamilyReport[]
  readonly failures: readonly RankedFailure[]
  /** Tickets per person; `coverage` is of how many people they were read. */
  readonly tickets: (Interval & { readonly count: number; readonly coverage: number }) | null
  readonly decision: 'go' | 'no-go' | 'not-enough-data'
  readonly criteria: readonly CriterionFinding[]
}

/** Makes the report. Anything missed is a no-go, anything unknown not enough data; only all met is a go. */
export function pilotReport(record: PilotRecord): PilotReport {
  const { results } = record
  const criteria = judgeExit(record)
  const known = results.filter(({ enrolled }) => enrolled !== null)
  const families = [...new Set(results.map(({ family }) => family))].toSorted()
  return {
    source: record.source,
    startedOn: record.startedOn,
    through: record.through,
    people: results.length,
    enrolled: known.length === 0 ? null : shareInterval(enrolledOf(known), known.length),
    families: families.map((family) => familyReport(family, results)),
    failures: rankFailures(results),
    tickets: ticketsOf(results),
    decision: decide(criteria),
    criteria,
  }
}

function decide(criteria: readonly CriterionFinding[]): PilotReport['decision'] {
  if (criteria.some(({ state }) => state === 'missed')) return 'no-go'
  return criteria.every(({ state }) => state === 'met') ? 'go' : 'not-enough-data'
}

function familyReport(family: DeviceFamily, all: readonly PilotResult[]): FamilyReport {
  const results = all.filter((result) => result.family === family)
  const tried = results.filter((result) => result.tried === true)
  const told = tried.filter(({ enrolled }) => enrolled !== null)
  const minutes = results.flatMap((result) =>
    result.enrolled === true && result.minutes !== null ? [result.minutes] : [],
  )
  return {
    family,
    people: results.length,
    tried: tried.length,
    enrolled: enrolledOf(results),
    success: told.length === 0 ? null : shareInterval(enrolledOf(told), told.length),
    minutes:
      minutes.length === 0
        ? null
        : { people: minutes.length, median: quantile(minutes, 0.5), ninetieth: quantile(minutes, 0.9) },
    tickets: ticketsOf(results),
  }
}

function enrolledOf(results: readonly PilotResult[]): number {
  return results.filter(({ enrolled }) => enrolled === true).length
}

function ticketsOf(results: readonly PilotResult[]): PilotReport['tickets'] {
  const counted = results.flatMap(({ tickets }) => (tickets === null ? [] : [tickets]))
  if (counted.length === 0) return null
  const count = counted.reduce((sum, number) => sum + number, 0)
  return { ...rateInterval(count, counted.length), count, coverage: counted.length }
}

/** Between the two nearest values in proportion (Hyndman and Fan's seventh definition). The list must not be empty. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}
