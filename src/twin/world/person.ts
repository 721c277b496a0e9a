// The facts of one person from which every resource about that person is made: a pure function of the settings and the rank.

import { mix } from '#domain/shared/random.ts'
import { draw, drawBelow } from './chance.ts'
import { employeeFigures } from './figures.ts'
import { dayMs } from './iso-time.ts'
import { type Name, nameMaker } from './names.ts'
import { createOrgChart, type OrgChart, type Seat } from './org-chart.ts'
import { type City, type Place, placesOf } from './places.ts'
import { purpose } from './purposes.ts'
import { type AccountKind, createRoster, type Roster } from './roster.ts'
import type { WorldSettings } from './world.ts'

/** A person's facts. `key` seeds every draw about the person. */
export type Person = {
  readonly rank: number
  readonly key: number
  readonly kind: AccountKind
  readonly place: Place
  readonly city: City
  /** The organisation's seat; undefined for anyone who is not an employee. */
  readonly seat: Seat | undefined
  readonly enabled: boolean
  /** Days since 1970-01-01 of the first working day, or of the account's making. */
  readonly hiredDay: number
  /** Hired in the four weeks before the start. */
  readonly joined: boolean
}

/** The people of a tenant. */
export type People = {
  readonly roster: Roster
  readonly chart: OrgChart
  /** The day on which the tenant's clock starts, in days since 1970-01-01. */
  readonly startDay: number
  readonly startMs: number
  keyOf(rank: number): number
  personAt(rank: number): Person
  nameOf(person: Person): Name
  /** The rank that would bear a name's local part, to be compared. */
  rankOfName(localPart: string): number | undefined
  /** Whole days since 1970-01-01, both included; undefined when not on leave. */
  leaveOf(rank: number): { readonly from: number; readonly to: number } | undefined
  /** Frontline people have few computers. Cheaper than making the person. */
  isFrontline(rank: number): boolean
  placeOf(rank: number): Place
}

/** Builds the people of a tenant. Throws a RangeError for a number of people or a country that can not be. */
export function createPeople(settings: WorldSettings): People {
  const { seed } = settings
  const roster = createRoster(settings.people, seed)
  const chart = createOrgChart(roster.employees, seed)
  const places = placesOf(settings.countries)
  const names = nameMaker(roster.people + roster.deleted, mix(seed, 13))
  const startMs = settings.startsAt.epochMilliseconds
  const startDay = Math.floor(startMs / dayMs)
  const personSeed = mix(seed, 17)
  const teamSeed = mix(seed, 19)
  const keyOf = (rank: number) => mix(personSeed, rank)

  // Half of a team sits where the team is, the rest anywhere: teams are local, companies are not.
  const spotOf = (rank: number, key: number): number =>
    rank < roster.employees && draw(key, purpose.ownCountry) < 0.5 ? mix(teamSeed, chart.teamOf(rank)) : key

  const placeOf = (rank: number) => places.pick(draw(spotOf(rank, keyOf(rank)), purpose.country))

  const personAt = (rank: number): Person => {
    const key = keyOf(rank)
    const kind = roster.kindOf(rank)
    const spot = spotOf(rank, key)
    const place = places.pick(draw(spot, purpose.country))
    const city = place.cities[drawBelow(spot, purpose.city, place.cities.length)] as City
    const seat = kind === 'employee' ? chart.seatOf(rank) : undefined
    const joined = kind === 'employee' && seat?.leads === false && draw(key, purpose.joiner) < employeeFigures.joiners
    const daysHere = joined
      ? drawBelow(key, purpose.hiredDays, 28)
      : 32 + Math.floor(draw(key, purpose.hiredDays) ** 2 * 7000)
    const left = seat?.leads === false && draw(key, purpose.leaver) < employeeFigures.leavers && !joined
    const enabled = !left && kind !== 'shared'
    return { rank, key, kind, place, city, seat, enabled, hiredDay: startDay - daysHere, joined }
  }

  const nameOf = (person: Person): Name => {
    const { key, place } = person
    const locale = place.locales.pick(draw(key, purpose.locale))
    const nativeShare = place.code === 'IN' ? 0.3 : 0.97
    const ownScript = locale === place.ownLocale && draw(key, purpose.script) < nativeShare
    return names.nameOf(person.rank, locale, ownScript, key)
  }

  const leaveOf = (rank: number) => {
    const key = keyOf(rank)
    if (rank === 0 || rank >= roster.employees || draw(key, purpose.leave) >= employeeFigures.onLeave) return undefined
    const from = startDay - drawBelow(key, purpose.leaveFrom, 90)
    return { from, to: from + 21 + drawBelow(key, purpose.leaveDays, 340) }
  }

  return {
    roster,
    chart,
    startDay,
    startMs,
    keyOf,
    personAt,
    nameOf,
    rankOfName: names.rankOf,
    leaveOf,
    isFrontline: (rank) => rank < roster.employees && chart.seatOf(rank).department.frontline,
    placeOf,
  }
}

/** Whether the account comes from an on-premises directory. */
export function isSynchronised(person: Person): boolean {
  return person.kind === 'employee' && draw(person.key, purpose.synchronised) < employeeFigures.synchronised
}
