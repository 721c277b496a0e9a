// What has been seen of a running wave: the day counts that a sync gives, by device family.

import type { actingPriors } from './priors.ts'

/** A message that was sent, or will be. `day` counts from the wave's start. */
export type ObservedMessage = {
  readonly kind: keyof typeof actingPriors
  readonly day: number
  readonly copiesManager?: boolean
}

/** One device family of the wave. */
export type ObservedFamily = {
  /** The family's name; people whose device nobody knows are the family `unknown`. */
  readonly family: string
  readonly people: number
  /** Enrolled before the wave began. */
  readonly enrolledAtStart: number
  /** Enrolled people at the end of each complete day since the start, those of before included. Every family has as many days. */
  readonly enrolledByDay: readonly number[]
  /** Tickets so far, where they are known by family. */
  readonly tickets?: number
}

/** A running wave as observed. */
export type WaveObservation = {
  readonly startsOn: Temporal.PlainDate
  readonly families: readonly ObservedFamily[]
  readonly messages: readonly ObservedMessage[]
  /** ISO dates without work. Saturdays and Sundays never are workdays here. */
  readonly holidays?: ReadonlySet<string>
}

/** What is wrong with an observation; empty when it can be used. */
export function observationProblems(observation: WaveObservation): readonly string[] {
  const problems: string[] = []
  const days = observation.families[0]?.enrolledByDay.length ?? 0
  for (const { family, people, enrolledAtStart, enrolledByDay } of observation.families) {
    if (enrolledByDay.length !== days) {
      problems.push(
        `${family} has ${enrolledByDay.length} days where the first family has ${days}: give every family the same days.`,
      )
    }
    const counts = [people, enrolledAtStart, ...enrolledByDay]
    const odd = counts.find((count) => !(Number.isInteger(count) && count >= 0 && count <= people))
    if (odd !== undefined) problems.push(`${family} has a count of ${odd} for ${people} people: correct the count.`)
  }
  const names = observation.families.map(({ family }) => family)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) problems.push(`${twice} is given twice: add the two up.`)
  return problems
}

/** Workdays that have passed at the end of each day from the start. */
export function workdaysPassed(observation: WaveObservation, days: number): Float64Array {
  let passed = 0
  return Float64Array.from({ length: days }, (_, day) => {
    const date = observation.startsOn.add({ days: day })
    if (date.dayOfWeek <= 5 && !observation.holidays?.has(date.toString())) passed++
    return passed
  })
}
