// What became of each need: how much of it the pilot has, whether that is enough, and in a sentence why not.

import type { LeftOutReason } from './candidate.ts'
import type { NeedRule } from './needs.ts'
import type { Pool, Tag } from './pool.ts'

/** Why a need is not met. */
export type NeedGap = 'none-in-fleet' | 'all-on-leave' | 'all-left-out' | 'too-few' | 'too-many' | 'no-room'

export type PilotNeed = {
  readonly id: string
  readonly title: string
  readonly want: number
  /** More than this is too many; null when there is no such limit. */
  readonly atMost: number | null
  readonly have: number
  readonly met: boolean
  /** Null when the need is met. */
  readonly gap: NeedGap | null
  /** A sentence: for a need that is met what the fleet holds, for one that is not why. */
  readonly why: string
}

/** The need with what the chosen people make of it. */
export function explainNeed(need: NeedRule, have: number, pool: Pool): PilotNeed {
  const { id, title, want, atMost } = need
  const met = have >= want && (atMost === null || have <= atMost)
  const found = need.kind === 'values' ? valuesOf(need, met, pool) : peopleOf(need, have, met, pool)
  return { id, title, want, atMost, have, met, ...found }
}

type Found = Pick<PilotNeed, 'gap' | 'why'>

function peopleOf(need: NeedRule, have: number, met: boolean, pool: Pool): Found {
  const tag = need.tag === null ? undefined : pool.tags[need.tag]
  if (tag === undefined) return { gap: met ? null : 'none-in-fleet', why: 'Nobody in the fleet is known for it.' }
  if (met)
    return { gap: null, why: `${count(tag.fleet)} of ${pool.fleet} in the fleet, ${tag.eligible} of them in the draw.` }
  if (need.atMost !== null && have > need.atMost) return tooMany(need, have, pool)
  if (tag.eligible === 0) return allOut(tag)
  if (tag.eligible < need.want) {
    const out = tag.fleet - tag.eligible
    const rest = out === 0 ? '' : `; ${count(out)} left out: ${reasons(tag)}`
    return { gap: 'too-few', why: `Only ${count(tag.eligible)} in the draw${rest}.` }
  }
  return { gap: 'no-room', why: `${count(tag.eligible)} in the draw, yet no place left beside the other needs.` }
}

function tooMany(need: NeedRule, have: number, pool: Pool): Found {
  const pinned = pool.pinned.filter(({ tags }) => need.tag !== null && tags.includes(need.tag)).length
  const why =
    pinned > (need.atMost ?? 0)
      ? `${count(pinned)} pinned, more than ${need.atMost}.`
      : `${have} chosen, more than ${need.atMost}: too few others are in the draw, or the other needs ask for them.`
  return { gap: 'too-many', why }
}

function allOut(tag: Tag): Found {
  const onLeave = tag.leftOut.get('on-leave') === tag.fleet
  return onLeave
    ? {
        gap: 'all-on-leave',
        why: `${tag.fleet === 1 ? 'The only one is' : `All ${tag.fleet} are`} on leave for the whole pilot.`,
      }
    : {
        gap: 'all-left-out',
        why: `${tag.fleet === 1 ? 'The only one is' : `All ${tag.fleet} are`} left out: ${reasons(tag)}.`,
      }
}

function valuesOf(need: NeedRule, met: boolean, pool: Pool): Found {
  const values = pool.tags.filter(({ dimension, fleet }) => dimension === need.dimension && fleet > 0)
  const inDraw = values.filter(({ eligible }) => eligible > 0).length
  if (met) return { gap: null, why: `${values.length} in the fleet, ${inDraw} in the draw.` }
  return inDraw < need.want
    ? { gap: 'too-few', why: `Only ${inDraw} of the fleet's ${values.length} are in the draw.` }
    : { gap: 'no-room', why: `${inDraw} in the draw, yet no place left beside the other needs.` }
}

function count(people: number): string {
  return people === 1 ? '1 person' : `${people} people`
}

const words: Readonly<Record<LeftOutReason, string>> = {
  emergency: 'emergency accounts',
  service: 'service accounts',
  shared: 'shared accounts',
  guest: 'guests',
  disabled: 'disabled',
  barred: 'barred',
  'on-leave': 'on leave',
  executive: 'executives',
}

function reasons(tag: Tag): string {
  return [...tag.leftOut]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([reason, people]) => `${people} ${words[reason]}`)
    .join(', ')
}
