// The rehearsal: plays a rollout many times on simulated people, each time with figures drawn anew, and gives the bands over the runs.

import { random } from '#domain/shared/random.ts'
import { bandOf, bandSeries } from './band.ts'
import { causeNames } from './cast.ts'
import { playRun } from './play-run.ts'
import {
  type RehearsalInput,
  type RehearsalOptions,
  type RehearsalProblem,
  rehearsalProblems,
} from './rehearsal-input.ts'
import type { DateBand, LeftBy, RehearsalResult, RehearsedWaiting, RehearsedWave } from './rehearsal-result.ts'
import { drawRunFigures } from './run-figures.ts'
import { createRunTally, type RunTally, type TicketTally } from './run-tally.ts'
import { prepareStage, type Stage } from './stage.ts'

/** A rehearsal's answer: the result, or what in the input made it meaningless. */
export type Rehearsal =
  | { readonly kind: 'played'; readonly result: RehearsalResult }
  | { readonly kind: 'refused'; readonly problems: readonly RehearsalProblem[] }

/** Streams of chance of one run: its figures, and its people's luck. */
const streams = { figures: 1, luck: 2 } as const

/**
 * Rehearses a plan. Same input, seed and runs: same result. Run `n` of a seed is the same run whatever the number of runs.
 * Throws a RangeError for a time zone that is none.
 */
export function rehearse(input: RehearsalInput, options: RehearsalOptions): Rehearsal {
  const problems = rehearsalProblems(input, options)
  if (problems.length > 0) return { kind: 'refused', problems }
  const stage = prepareStage(input, options)
  const tally = createRunTally(input, stage, options.runs)
  for (let run = 0; run < options.runs; run++) {
    const figures = drawRunFigures(input.parameters, input.people.families, random(options.seed, run, streams.figures))
    tally.add(run, playRun(input, stage, figures, random(options.seed, run, streams.luck)))
  }
  return { kind: 'played', result: summarise(input, options, stage, tally) }
}

function summarise(input: RehearsalInput, options: RehearsalOptions, stage: Stage, tally: RunTally): RehearsalResult {
  const { runs, seed } = options
  const { days } = stage
  const families = input.people.families.length
  const start = countStart(input)
  const people = stage.members.reduce((sum, members) => sum + members.length, 0)
  const familyTotals = runningTotals(tally.byFamily, runs, days, families, start.byFamily)
  const waveTotals = runningTotals(tally.byWave, runs, days, input.schedule.length, start.byWave)
  const enrolledOn = (run: number, day: number) => {
    let sum = 0
    for (let family = 0; family < families; family++)
      sum += familyTotals[(run * days + day) * families + family] as number
    return sum
  }
  const hourly = (run: number, hour: number) => tally.perHour[run * tally.hours + hour] as number
  const lastDay = Float64Array.from({ length: runs }, (_, run) => people - enrolledOn(run, days - 1))
  const [answered, givenUp, open] = tally.ticketFates.map(bandOf)
  return {
    seed,
    runs,
    people,
    outside: input.people.count - people,
    firstDay: stage.firstDay,
    days,
    enrolledAtStart: start.byWave.reduce((sum, count) => sum + count, 0),
    enrolled: bandSeries(days, runs, enrolledOn),
    families: input.people.families.map((family, index) => ({
      family,
      people: start.people[index] as number,
      enrolled: bandSeries(days, runs, (run, day) => familyTotals[(run * days + day) * families + index] as number),
    })),
    waves: input.schedule.map((_, wave) => summariseWave(wave, input, runs, stage, tally, waveTotals)),
    tickets: {
      total: bandOf(tally.all.total),
      perHour: bandSeries(tally.hours, runs, hourly),
      peakPerHour: bandOf(tally.peakPerHour),
      answered: answered ?? bandOf([]),
      givenUp: givenUp ?? bandOf([]),
      openAtEnd: open ?? bandOf([]),
    },
    waiting: waitingOf(tally.all, input.desk.target.share, runs),
    peakQueue: bandOf(tally.peakQueue),
    left: bandOf(lastDay),
    leftBy: leftBy(input.people.families, runs, tally.left),
    target: targetDate(options.targetShare ?? 0.95, people, runs, stage, enrolledOn),
    secondPasskeys: bandOf(tally.seconds),
  }
}

function summariseWave(
  wave: number,
  input: RehearsalInput,
  runs: number,
  stage: Stage,
  tally: RunTally,
  totals: Int32Array,
): RehearsedWave {
  const waves = input.schedule.length
  const tickets = tally.ofWave[wave] as TicketTally
  return {
    wave,
    startsOn: (input.schedule[wave] as RehearsalInput['schedule'][number]).startsOn,
    people: (stage.members[wave] as Int32Array).length,
    enrolled: bandSeries(stage.days, runs, (run, day) => totals[(run * stage.days + day) * waves + wave] as number),
    tickets: bandOf(tickets.total),
    firstMorning: bandOf(tickets.firstMorning),
    shareIn48Hours: bandOf(tickets.in48Hours.filter((share) => !Number.isNaN(share))),
    waiting: waitingOf(tickets, input.desk.target.share, runs),
  }
}

function waitingOf(tickets: TicketTally, targetShare: number, runs: number): RehearsedWaiting {
  return {
    meanMinutes: bandOf(tickets.meanMinutes),
    p90Minutes: bandOf(tickets.p90Minutes),
    longestMinutes: bandOf(tickets.longestMinutes),
    answeredInTime: bandOf(tickets.answeredInTime),
    runsInTarget: tickets.answeredInTime.filter((share) => share >= targetShare).length / runs,
  }
}

/** Planned people by family, and those who were enrolled before the first day by family and wave. */
function countStart({ people, schedule }: RehearsalInput) {
  const byFamily = new Int32Array(people.families.length)
  const byWave = new Int32Array(schedule.length)
  const planned = new Int32Array(people.families.length)
  for (let person = 0; person < people.count; person++) {
    const wave = people.wave[person] as number
    const family = people.family[person] as number
    if (wave < 0) continue
    planned[family] = (planned[family] as number) + 1
    if (people.enrolled?.[person] !== 1) continue
    byFamily[family] = (byFamily[family] as number) + 1
    byWave[wave] = (byWave[wave] as number) + 1
  }
  return { byFamily, byWave, people: planned }
}

/** Daily changes of every run added up to counts at the end of each day. */
function runningTotals(changes: Int32Array, runs: number, days: number, columns: number, start: Int32Array) {
  const totals = new Int32Array(changes.length)
  for (let run = 0; run < runs; run++) {
    for (let day = 0; day < days; day++) {
      for (let column = 0; column < columns; column++) {
        const slot = (run * days + day) * columns + column
        const before = day === 0 ? start[column] : totals[slot - columns]
        totals[slot] = (before as number) + (changes[slot] as number)
      }
    }
  }
  return totals
}

function leftBy(families: readonly string[], runs: number, left: Int32Array): LeftBy[] {
  const rows: LeftBy[] = []
  for (const [cause, name] of causeNames.entries()) {
    if (name === 'enrolled' || name === 'outside') continue
    for (const [index, family] of families.entries()) {
      const counts = Float64Array.from({ length: runs }, (_, run) => {
        return left[(run * causeNames.length + cause) * families.length + index] as number
      })
      const mean = counts.reduce((sum, count) => sum + count, 0) / runs
      if (mean > 0) rows.push({ cause: name, family, people: bandOf(counts), mean })
    }
  }
  return rows.sort((one, other) => other.mean - one.mean)
}

/** The first day on which the share is reached runs that never reach it count as later than all. */
function targetDate(
  share: number,
  people: number,
  runs: number,
  stage: Stage,
  enrolledOn: (run: number, day: number) => number,
): RehearsalResult['target'] {
  const reached = Float64Array.from({ length: runs }, (_, run) => {
    for (let day = 0; day < stage.days; day++) if (enrolledOn(run, day) >= share * people) return day
    return Infinity
  })
  const { low, middle, high } = bandOf(reached)
  const date = (day: number) => (Number.isFinite(day) ? stage.firstDay.add({ days: day }) : null)
  const reachedOn: DateBand = { early: date(low), middle: date(middle), late: date(high) }
  return { share, reachedOn, runsReached: reached.filter(Number.isFinite).length / runs }
}
