// A running wave for tests of the forecast: day counts as a healthy wave of Contoso has them, families adjustable.

import type { ObservedFamily, WaveObservation } from './observation.ts'

/** Shares enrolled at the end of each day of a healthy wave that began on a Monday. */
const healthy = [0.42, 0.56, 0.6, 0.62, 0.63, 0.63, 0.63, 0.74, 0.79, 0.81, 0.83, 0.84, 0.84, 0.84, 0.88, 0.9]

/** A family whose people enrol at a healthy wave's rate times `rate`. */
export function observedFamily(family: string, people: number, days: number, rate = 1): ObservedFamily {
  const enrolledByDay = healthy.slice(0, days).map((share) => Math.round(people * share * rate))
  return { family, people, enrolledAtStart: 0, enrolledByDay }
}

/** A healthy wave of 300 people after so many days, at most 16. */
export function healthyWave(days = 5): WaveObservation {
  return {
    startsOn: Temporal.PlainDate.from('2027-01-04'),
    families: [
      observedFamily('iphone', 140, days),
      observedFamily('samsung', 110, days),
      observedFamily('windows', 50, days),
    ],
    messages: [
      { kind: 'invitation', day: 0 },
      { kind: 'reminder', day: 7, copiesManager: true },
      { kind: 'reminder', day: 14, copiesManager: true },
      { kind: 'warning', day: 21, copiesManager: true },
    ],
  }
}
