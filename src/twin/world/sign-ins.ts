// Interactive sign-ins of the last 30 days, newest first, one at a time. The whole population signs in once in each
// round of 80 hours, in an order of its own, so that the log of all, the log of one person and signInActivity tell one story without a
// list of events being kept.

import { mix } from '#domain/shared/random.ts'
import { draw, drawBelow, shuffle } from './chance.ts'
import { dayMs, hourMs } from './iso-time.ts'
import { guestAccepted, logDays } from './method-facts.ts'
import type { People } from './person.ts'
import { purpose } from './purposes.ts'

/** One sign-in: who, when, and the number its details are drawn from. */
export type SignInFact = { readonly rank: number; readonly epochMs: number; readonly key: number }

/** The sign-ins of a tenant. */
export type SignIns = {
  /** Newest first, from `nowMs` back to `sinceMs`. */
  all(nowMs: number, sinceMs: number): Iterable<SignInFact>
  of(rank: number, nowMs: number, sinceMs: number): Iterable<SignInFact>
  /** The newest sign-in of a person, however old; undefined when there was none. */
  lastOf(rank: number, nowMs: number): number | undefined
}

const roundMs = 80 * hourMs
// Emergency accounts: the first was drilled twelve days before the start, the second not since last year.
const drilledDays = [12, 431] as const

/** Builds the sign-ins of a tenant. */
export function createSignIns(people: People, seed: number): SignIns {
  const { roster, startMs } = people
  const count = roster.people
  const order = shuffle(count, mix(seed, 31))
  const spacingMs = roundMs / count
  const shiftOf = (round: number) => drawBelow(mix(seed, 37), round + 100_000, count)
  const keyOf = (rank: number, round: number) => mix(people.keyOf(rank), 5000 + round)
  const momentOf = (round: number, index: number, key: number) =>
    Math.floor(startMs - round * roundMs - (index + draw(key, 1)) * spacingMs)
  const drillOf = (rank: number) => startMs - (drilledDays[rank - roster.firstEmergency] ?? 0) * dayMs
  const isEmergency = (rank: number) => roster.kindOf(rank) === 'emergency'

  const factAt = (round: number, index: number): SignInFact | undefined => {
    const rank = order.at((index + shiftOf(round)) % count)
    const key = keyOf(rank, round)
    const epochMs = momentOf(round, index, key)
    return signsIn(people, rank, epochMs) ? { rank, epochMs, key } : undefined
  }
  const factOf = (rank: number, round: number): SignInFact | undefined => {
    const index = (order.indexOf(rank) - shiftOf(round) + count) % count
    const key = keyOf(rank, round)
    const epochMs = momentOf(round, index, key)
    return signsIn(people, rank, epochMs) ? { rank, epochMs, key } : undefined
  }
  // Round 0 ends at the start of the clock; rounds after it are negative.
  const roundAt = (epochMs: number) => Math.floor((startMs - epochMs) / roundMs)
  const drill = (rank: number): SignInFact => ({ rank, epochMs: drillOf(rank), key: keyOf(rank, 0) })

  function* of(rank: number, nowMs: number, sinceMs: number): Iterable<SignInFact> {
    if (isEmergency(rank)) {
      const fact = drill(rank)
      if (fact.epochMs <= nowMs && fact.epochMs >= sinceMs) yield fact
      return
    }
    if (rank >= count) return
    for (let round = roundAt(nowMs); round <= roundAt(sinceMs); round++) {
      const fact = factOf(rank, round)
      if (fact !== undefined && fact.epochMs <= nowMs && fact.epochMs >= sinceMs) yield fact
    }
  }

  function* all(nowMs: number, sinceMs: number): Iterable<SignInFact> {
    const drills = Array.from({ length: roster.emergencies }, (_, index) =>
      drill(roster.firstEmergency + index),
    ).filter(({ epochMs }) => epochMs <= nowMs && epochMs >= sinceMs)
    for (let round = roundAt(nowMs); round <= roundAt(sinceMs); round++) {
      const first = Math.max(0, Math.floor((startMs - round * roundMs - nowMs) / spacingMs) - 1)
      for (let index = first; index < count; index++) {
        const fact = factAt(round, index)
        if (fact === undefined || fact.epochMs > nowMs) continue
        while ((drills[0]?.epochMs ?? -1) >= fact.epochMs) yield drills.shift() as SignInFact
        if (fact.epochMs < sinceMs) break
        yield fact
      }
    }
    yield* drills
  }

  return {
    all,
    of,
    lastOf: (rank, nowMs) => {
      if (isEmergency(rank)) return drillOf(rank)
      for (const fact of of(rank, nowMs, nowMs - logDays * dayMs)) return fact.epochMs
      return longAgo(people, rank)
    },
  }
}

// Who signs in at all: active people who are not away; one in thirty has an account and does not use it.
function signsIn(people: People, rank: number, epochMs: number): boolean {
  const key = people.keyOf(rank)
  switch (people.roster.kindOf(rank)) {
    case 'employee': {
      if (draw(key, purpose.signsIn) < 0.033) return false
      const leave = people.leaveOf(rank)
      const day = Math.floor(epochMs / dayMs)
      if (leave !== undefined && day >= leave.from && day <= leave.to) return false
      const person = people.personAt(rank)
      return person.enabled && day >= person.hiredDay
    }
    case 'guest':
    case 'internalGuest':
      return guestAccepted(key) && draw(key, purpose.signsIn) < 0.6
    case 'service':
      return draw(key, purpose.signsIn) < 0.7
    case 'emergency':
    case 'shared':
    case 'deleted':
      break
  }
  return false
}

// The last sign-in of somebody who has none in the log; a quarter of them never had one.
function longAgo(people: People, rank: number): number | undefined {
  const key = people.keyOf(rank)
  const kind = people.roster.kindOf(rank)
  const person = people.personAt(rank)
  if (kind === 'shared' || kind === 'deleted' || person.joined) return undefined
  if (kind === 'guest' && !guestAccepted(key)) return undefined
  if (draw(key, purpose.signInDetail) < 0.25) return undefined
  const days = logDays + 2 + drawBelow(key, purpose.signsIn, 400)
  return Math.max(people.startMs - days * dayMs, person.hiredDay * dayMs + 9 * hourMs)
}
