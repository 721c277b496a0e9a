// What the plan believes before anything was measured, each figure with its source and its doubt. The pilot's measurements replace them.

import type { CurvePrior } from './arrivals.ts'
import type { TicketRatePrior } from './ticket-rate.ts'

/** Where a figure comes from: the public rollout playbook, Microsoft's guidance, or an assumption that the pilot has to test. */
export type PriorSource = 'playbook' | 'microsoft' | 'assumed'

/** A figure that is believed before it was measured. `low` and `high` hold it with a probability of 80 %. */
export type Prior = {
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly unit: string
  readonly source: PriorSource
  readonly because: string
}

/** Tickets that one person brings in a wave. */
export const ticketsPerPersonPrior: Prior = {
  mean: 0.2,
  low: 0.116,
  high: 0.294,
  unit: 'tickets per person',
  source: 'playbook',
  because: 'A company of 1,000 brings about 200 tickets. The doubt (shape 8) is assumed.',
}

/** The part of a wave's tickets that comes in its first 48 hours. */
export const first48HoursPrior: Prior = {
  mean: 0.75,
  low: 0.7,
  high: 0.8,
  unit: 'share of the tickets',
  source: 'playbook',
  because: 'The first 48 hours of every wave generate 70-80 % of its tickets.',
}

/** The part of a wave that has enrolled when its window closes. */
export const enrolledAtEndPrior: Prior = {
  mean: 0.85,
  low: 0.6,
  high: 0.95,
  unit: 'share of the people',
  source: 'assumed',
  because: 'Rollouts that stall end at 50-65 %, prepared ones pass 90 %.',
}

/** How many times the tickets of an average phone each family brings. The order is the playbook's, the numbers are assumed. */
export const familyWeights: Readonly<Record<string, number>> = {
  iphone: 0.75,
  ipad: 0.75,
  pixel: 0.75,
  windows: 0.8,
  mac: 0.8,
  samsung: 1.4,
  xiaomi: 1.6,
  huawei: 1.8,
  honor: 1.5,
  oppo: 1.4,
  vivo: 1.4,
  realme: 1.4,
  oneplus: 1.2,
  linux: 1.5,
  chromeos: 1.2,
  // Nobody knows what these people hold, so they are expected to need more help than the average, and have a family of their own.
  unknown: 1.25,
}

/** The weight of a family that the table does not name: the average. */
export const otherFamilyWeight = 1.1

/** The ticket rate before the pilot. Shapes are how many tickets' worth of evidence each belief has (assumed). */
export const ticketRatePrior: TicketRatePrior = {
  ticketsPerPerson: ticketsPerPersonPrior.mean,
  shape: 8,
  familyWeights,
  otherFamilyWeight,
  familyShape: 20,
  departmentShape: 40,
  localeShape: 40,
}

/**
 * How a wave's tickets spread over its days and hours. Of the first 48 hours, 52 % fall on the first day; the rest of the window decays by
 * 0.8 a workday; hours follow an office day from 8 to 17. All but the share of the first 48 hours is assumed.
 */
export const curvePrior: CurvePrior = {
  first48Hours: first48HoursPrior,
  firstDayOfThose: 0.52,
  decayPerWorkday: 0.8,
  byLocalHour: { from: 8, shares: [0.1, 0.12, 0.12, 0.12, 0.1, 0.11, 0.12, 0.11, 0.1] },
  enrolledAtEnd: enrolledAtEndPrior,
}

/** When everybody is asked at once, unprepared: the part of the tickets that comes in the first morning. */
export const bigBangMorningPrior: Prior = {
  mean: 0.85,
  low: 0.6,
  high: 0.95,
  unit: 'share of the tickets',
  source: 'playbook',
  because:
    'A company of 1,000 brings 200 tickets in a single morning, out of the 200 to 250 that its people bring in all.',
}

/** Tickets that came while the desk was closed are worked off in its first open hours. Hours, assumed. */
export const morningHours = 2
