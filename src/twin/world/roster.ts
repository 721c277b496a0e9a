// Who there is: every person has a rank, which says what kind of account it is, and a position in the directory's listing, which says
// nothing. Both ways are arithmetic; nothing is kept.

import { type Shuffle, shuffle } from './chance.ts'
import { rosterFigures } from './figures.ts'
import { type Guids, guids } from './guid.ts'
import { mix } from '#domain/shared/random.ts'

/** What kind of account a rank is. */
export type AccountKind = 'employee' | 'emergency' | 'service' | 'shared' | 'internalGuest' | 'guest' | 'deleted'

/** The layout of a tenant's people: ranks 0 … people-1 are there, people … people+deleted-1 are soft-deleted. */
export type Roster = {
  readonly people: number
  readonly deleted: number
  /** Ranks 0 … employees-1 are employees, in the order of the organisation chart. */
  readonly employees: number
  readonly firstEmergency: number
  readonly emergencies: number
  readonly firstService: number
  readonly services: number
  readonly firstShared: number
  readonly firstInternalGuest: number
  readonly firstGuest: number
  kindOf(rank: number): AccountKind
  rankAt(position: number): number
  positionOf(rank: number): number
  idOf(rank: number): string
  /** The rank of a user id; undefined when it is none of this tenant's made people. */
  rankOf(id: string): number | undefined
}

/** Lays out a tenant of `people` accounts (1 to 20 million). Throws a RangeError outside that. */
export function createRoster(people: number, seed: number): Roster {
  if (!Number.isInteger(people) || people < 1 || people > 20_000_000) {
    throw new RangeError(`A simulated tenant has 1 to 20,000,000 people, not ${people}`)
  }
  const share = (part: number, least: number) => (people < 30 ? 0 : Math.max(least, Math.round(people * part)))
  const guests = share(rosterFigures.guests, 1)
  const internalGuests = share(rosterFigures.internalGuests, 1)
  const shared = share(rosterFigures.sharedMailboxes, 1)
  const services = people < 12 ? 0 : Math.max(2, Math.round(people * rosterFigures.serviceAccounts))
  const emergencies = people < 6 ? 0 : 2
  const deleted = Math.round(people * rosterFigures.softDeleted)
  const employees = people - guests - internalGuests - shared - services - emergencies
  const firstService = employees + emergencies
  const firstShared = firstService + services
  const firstInternalGuest = firstShared + shared
  const firstGuest = firstInternalGuest + internalGuests
  const order: Shuffle = shuffle(people, mix(seed, 11))
  const ids: Guids = guids(seed, 1)
  return {
    people,
    deleted,
    employees,
    firstEmergency: employees,
    emergencies,
    firstService,
    services,
    firstShared,
    firstInternalGuest,
    firstGuest,
    kindOf: (rank) => {
      if (rank < employees) return 'employee'
      if (rank < firstService) return 'emergency'
      if (rank < firstShared) return 'service'
      if (rank < firstInternalGuest) return 'shared'
      if (rank < firstGuest) return 'internalGuest'
      return rank < people ? 'guest' : 'deleted'
    },
    rankAt: order.at,
    positionOf: order.indexOf,
    idOf: ids.at,
    rankOf: (id) => {
      const rank = ids.indexOf(id)
      return rank !== undefined && rank < people + deleted ? rank : undefined
    },
  }
}
