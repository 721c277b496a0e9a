// Judges the exit criteria of a pilot. A share passes when nine chances of ten lie on the good side of its limit and fails when they lie on the
// bad one; in between, and without results, it is unknown: not enough data is never a go.

import { deviceFamilyNames } from '../devices/device-family.ts'
import { exitCriteria } from './calendar.ts'
import { rateInterval, shareInterval } from './exact-intervals.ts'
import { rankFailures } from './failure-ranking.ts'
import type { PilotRecord, PilotResult } from './pilot-result.ts'
import { pilotPriors as priors } from './priors.ts'

export type CriterionFinding = {
  readonly id: string
  readonly title: string
  readonly state: 'met' | 'missed' | 'unknown'
  readonly why: string
}

/** Both tails of a tenth: one-sided, nine chances of ten. Assumed: a pilot of fifty cannot promise more. */
const level = 0.8

type Judged = Pick<CriterionFinding, 'state' | 'why'>

/** Every exit criterion, in the order of the calendar. */
export function judgeExit(record: PilotRecord): readonly CriterionFinding[] {
  const judges: Readonly<Record<string, (record: PilotRecord) => Judged>> = {
    length: judgeLength,
    enrolled: judgeEnrolled,
    proven: judgeProven,
    'families-tried': judgeTried,
    'families-succeed': judgeFamilies,
    tickets: judgeTickets,
    'fixes-known': judgeFixes,
  }
  return exitCriteria.map(({ id, title }) => {
    const judged = judges[id]?.(record) ?? unknown('Nothing judges it.')
    return { id, title, ...judged }
  })
}

const met = (why: string): Judged => ({ state: 'met', why })
const missed = (why: string): Judged => ({ state: 'missed', why })
const unknown = (why: string): Judged => ({ state: 'unknown', why })

/** A pilot that is still running is not a bad one. */
function judgeLength({ startedOn, through }: PilotRecord): Judged {
  const days = startedOn.until(through).days + 1
  const why = `${Math.max(0, days)} days so far.`
  return days >= priors.daysLeast.value ? met(why) : unknown(why)
}

function judgeEnrolled({ results }: PilotRecord): Judged {
  const unread = results.filter(({ enrolled }) => enrolled === null).length
  const enrolled = results.filter((result) => result.enrolled === true).length
  return judgeShare(enrolled, results.length, unread, priors.enrolledShareLeast.value, 'enrolled')
}

/** Whoever did not try on a second device has proven nothing: unknown, not failed. */
function judgeProven({ results }: PilotRecord): Judged {
  const enrolled = results.filter((result) => result.enrolled === true)
  const worked = enrolled.filter(({ secondDevice }) => secondDevice === 'worked').length
  const untried = enrolled.filter(({ secondDevice }) => secondDevice === null).length
  return judgeShare(worked, enrolled.length, untried, priors.provenShareLeast.value, 'signed in on a second device')
}

/** Bounds that hold whatever the unread turn out to be: all failed for the low one, all succeeded for the high one. */
function judgeShare(successes: number, trials: number, unread: number, least: number, words: string): Judged {
  if (trials === 0) return unknown('There are no results.')
  const { low } = shareInterval(successes, trials, level)
  const { high } = shareInterval(successes + unread, trials, level)
  const rest = unread === 0 ? '' : `, of ${unread} it is not known`
  const why = `${successes} of ${trials} ${words}${rest}: ${percent(low)} to ${percent(high)}.`
  if (low >= least) return met(why)
  return high < least ? missed(why) : unknown(why)
}

function judgeTried({ results }: PilotRecord): Judged {
  if (results.length === 0) return unknown('There are no results.')
  const untried = familiesOf(results).filter(([, members]) => members.every(({ tried }) => tried !== true))
  return untried.length === 0
    ? met('All have.')
    : unknown(`Nobody has yet with ${untried.map(([family]) => deviceFamilyNames[family]).join(', ')}.`)
}

/** One failure of one is no proof that a family fails, and no proof that it does not. */
function judgeFamilies({ results }: PilotRecord): Judged {
  const tried = familiesOf(results.filter((result) => result.tried === true))
  if (tried.length === 0) return unknown('Nobody has tried.')
  const least = priors.familySuccessLeast.value
  const counts = tried.map(([family, members]) => {
    const known = members.filter(({ enrolled }) => enrolled !== null)
    return { family, enrolled: enrolledOf(known), known: known.length }
  })
  const list = (some: typeof counts) =>
    some.map(({ family, enrolled, known }) => `${deviceFamilyNames[family]} ${enrolled} of ${known}`).join(', ')
  const failing = counts.filter(
    ({ enrolled, known }) => known > 0 && shareInterval(enrolled, known, level).high < least,
  )
  if (failing.length > 0) return missed(`${list(failing)} enrolled.`)
  const doubtful = counts.filter(({ enrolled, known }) => known === 0 || enrolled / known < least)
  return doubtful.length > 0 ? unknown(`${list(doubtful)} enrolled: too few to tell.`) : met('None does.')
}

/** People of whom nobody read the tickets may have sent many. */
function judgeTickets({ results }: PilotRecord): Judged {
  const counted = results.flatMap(({ tickets }) => (tickets === null ? [] : [tickets]))
  if (counted.length === 0) return unknown("The helpdesk's tickets were not read.")
  const tickets = counted.reduce((sum, number) => sum + number, 0)
  const { low, high } = rateInterval(tickets, counted.length, level)
  const why = `${tickets} of ${counted.length} people: ${low.toFixed(2)} to ${high.toFixed(2)} a person.`
  const most = priors.ticketsPerPersonMost.value
  if (low > most) return missed(why)
  if (counted.length < results.length)
    return unknown(`${why} Those of ${results.length - counted.length} were not read.`)
  return high <= most ? met(why) : unknown(why)
}

/** A failure that nobody described cannot be in the runbook. */
function judgeFixes({ results, fixesKnown }: PilotRecord): Judged {
  if (results.length === 0) return unknown('There are no results.')
  const repeated = rankFailures(results).filter(({ people }) => people >= priors.modeRepeats.value)
  const open = repeated.filter(({ mode }) => !fixesKnown.has(mode)).map(({ mode }) => mode)
  if (open.length > 0) return missed(`No fix yet for ${open.join(', ')}.`)
  const silent = results.filter(
    ({ tried, enrolled, failures }) => tried === true && enrolled === false && failures.length === 0,
  )
  return silent.length > 0
    ? unknown(`${silent.length} failed and nobody noted how.`)
    : met(`${repeated.length} came more than once, each with its fix.`)
}

/** Results by family, in order of the family's name. */
function familiesOf(results: readonly PilotResult[]) {
  const names = [...new Set(results.map(({ family }) => family))].toSorted()
  return names.map((name) => [name, results.filter(({ family }) => family === name)] as const)
}

function enrolledOf(results: readonly PilotResult[]): number {
  return results.filter(({ enrolled }) => enrolled === true).length
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
