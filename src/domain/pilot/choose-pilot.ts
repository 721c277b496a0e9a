// Proposes a pilot (P2.1): 30 to 50 people who cover the fleet, each with the needs they meet, and each need with why it could not be met.
// The same people, choices and seed give the same pilot, in whatever order the people come.

import type { PersonId } from '../shared/ids.ts'
import type { Tier } from '../people/judgement.ts'
import type { LeftOutReason, PilotCandidate } from './candidate.ts'
import { coverageBound } from './coverage-bound.ts'
import { relaxedProblem } from './coverage-problem.ts'
import { draw, type Drawn } from './draw.ts'
import { explainNeed, type PilotNeed } from './explain-need.ts'
import { needsOf, type NeedRule } from './needs.ts'
import { noRoomProblem, problemsOfChoices, problemsOfPool } from './pilot-problems.ts'
import type { PilotChoices, PilotProblem } from './pilot-problems.ts'
import { poolOf, type Pool } from './pool.ts'
import { pilotPriors as priors } from './priors.ts'

export type PilotPerson = {
  readonly id: PersonId
  readonly upn: string
  /** Ids of the needs that this person counts for: as many people name a need as the need has. */
  readonly needs: readonly string[]
  readonly pinned: boolean
  readonly tier: Tier
}

export type PilotQuality = {
  /** Needs met of those that want anybody. */
  readonly met: number
  /** The most that any choice of so many people could meet: an upper bound, so the best is from `met` to this. */
  readonly attainable: number
  readonly needs: number
}

export type PilotProposal = {
  /** Refused when a problem refuses; then there are no people and no needs. */
  readonly state: 'proposed' | 'refused'
  readonly seed: number
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate
  /** In order of UPN. */
  readonly people: readonly PilotPerson[]
  readonly needs: readonly PilotNeed[]
  readonly leftOut: readonly { readonly id: PersonId; readonly reason: LeftOutReason }[]
  /** People in the draw. */
  readonly eligible: number
  readonly quality: PilotQuality
  readonly problems: readonly PilotProblem[]
}

/** People of a kind that are kept for each place, so that there are some of other teams to choose among. */
const membersPerPlace = 4

/** The proposal. Total: bad choices and an empty tenant are answered with problems, never with an exception. */
export function choosePilot(candidates: Iterable<PilotCandidate>, choices: PilotChoices): PilotProposal {
  const early = problemsOfChoices(choices)
  if (early.some(({ refuses }) => refuses)) return refused(choices, early, [], 0)
  const sizes = choices.size === null ? [priors.sizeUsual.value, priors.sizeMost.value] : [choices.size]
  const fitting = sizes.filter((size) => size >= new Set(choices.pins).size)
  const pool = poolOf(candidates, rulesOf(choices), choices.seed, Math.max(...fitting) * membersPerPlace)
  const problems = [...early, ...problemsOfPool(choices, pool)]
  if (problems.some(({ refuses }) => refuses)) return refused(choices, problems, pool.leftOut, pool.eligible)
  const attempts = fitting.map((size) => () => attempt(pool, size, choices.seed))
  return { ...frame(choices), ...best(attempts, pool, problems) }
}

/** Draws for one size after another; a larger pilot is taken only where it meets needs that a smaller had no room for. */
function best(attempts: readonly (() => Attempt)[], pool: Pool, problems: readonly PilotProblem[]) {
  let chosen: Attempt | null = null
  for (const next of attempts) {
    if (chosen !== null && !chosen.needs.some(({ gap }) => gap === 'no-room')) break
    const made = next()
    const gaps = ({ needs }: Attempt) => needs.filter(({ met }) => !met).length
    if (chosen === null || gaps(made) < gaps(chosen)) chosen = made
  }
  const { people = [], needs = [], quality = noQuality } = chosen ?? {}
  const unseated = needs.filter(({ gap }) => gap === 'no-room').length
  return {
    state: 'proposed' as const,
    people,
    needs,
    leftOut: pool.leftOut,
    eligible: pool.eligible,
    quality,
    problems: unseated === 0 ? problems : [...problems, noRoomProblem(unseated, people.length)],
  }
}

type Attempt = Pick<PilotProposal, 'people' | 'needs' | 'quality'>

function attempt(pool: Pool, wanted: number, seed: number): Attempt {
  const size = Math.min(wanted, pool.eligible)
  const rules = needsOf(pool, size)
  const counted = rules.filter(({ want }) => want > 0)
  const attainable = coverageBound(relaxedProblem(pool, counted, size))
  const drawn = draw(pool, counted, { size, seed, enough: attainable })
  const people = [...drawn].sort(
    (a, b) => compareText(a.person.upn, b.person.upn) || compareText(a.person.id, b.person.id),
  )
  const shares = sharesOf(rules, people, pool)
  const needs = rules.map((need, index) => explainNeed(need, shares[index]?.size ?? 0, pool))
  const met = needs.filter((need) => need.want > 0 && need.met).length
  return {
    people: people.map((one) => ({
      id: one.person.id,
      upn: one.person.upn,
      needs: rules.flatMap(({ id }, index) => (shares[index]?.has(one) === true ? [id] : [])),
      pinned: one.group === null,
      tier: one.person.tier,
    })),
    needs,
    quality: { met, attainable, needs: counted.length },
  }
}

/** For each need the people who count for it. Of people with the same department the first stands for it. */
function sharesOf(needs: readonly NeedRule[], people: readonly Drawn[], pool: Pool): readonly ReadonlySet<Drawn>[] {
  return needs.map((need) => {
    if (need.kind === 'people')
      return new Set(people.filter(({ tags }) => need.tag !== null && tags.includes(need.tag)))
    const seen = new Set<number>()
    return new Set(
      people.filter(({ tags }) => {
        const tag = tags.find((index) => pool.tags[index]?.dimension === need.dimension)
        if (tag === undefined || seen.has(tag)) return false
        seen.add(tag)
        return true
      }),
    )
  })
}

function rulesOf(choices: PilotChoices) {
  const weekdays = choices.workdays ?? [1, 2, 3, 4, 5]
  const days = Array.from({ length: choices.days }, (_, day) => choices.startsOn.add({ days: day }))
  return {
    barred: new Set(choices.bars),
    pinned: new Set(choices.pins),
    includeExecutives: choices.includeExecutives,
    workdays: days.filter(({ dayOfWeek }) => weekdays.includes(dayOfWeek)),
  }
}

const noQuality: PilotQuality = { met: 0, attainable: 0, needs: 0 }

function frame({ seed, startsOn, days }: PilotChoices): Pick<PilotProposal, 'seed' | 'startsOn' | 'endsOn'> {
  const isLength = days >= 1 && days <= priors.daysMost.value && Number.isInteger(days)
  return { seed, startsOn, endsOn: isLength ? startsOn.add({ days: days - 1 }) : startsOn }
}

function refused(
  choices: PilotChoices,
  problems: readonly PilotProblem[],
  leftOut: PilotProposal['leftOut'],
  eligible: number,
): PilotProposal {
  return { ...frame(choices), state: 'refused', people: [], needs: [], leftOut, eligible, quality: noQuality, problems }
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
