// The people of a tenant as columns: a million of them fit in some tens of megabytes, where objects would take a gigabyte.

import type { PersonId } from '../shared/ids.ts'
import type { DateRange } from './calendar.ts'

/** A person as planning sees them. */
export type WavePerson = {
  readonly id: PersonId
  /** Device family; `unknown` is a family of its own. */
  readonly family: string
  readonly department: string | null
  readonly locale: string | null
  /** ISO 3166, two letters. */
  readonly country: string | null
  /** IANA name; null: the desk's. */
  readonly timeZone: string | null
  readonly managerId: PersonId | null
  /** Whether the person belongs to the privileged scope, which has waves of its own. */
  readonly privileged: boolean
  /** Why the person takes no part (emergency account, guest, already enrolled …); null when they do. */
  readonly leftOut: string | null
  readonly leave: readonly DateRange[]
}

/** A place: people who share a calendar and a clock. */
export type Place = { readonly country: string | null; readonly timeZone: string | null }

/** People as columns of equal length; each number points into the list of names beside it. */
export type WavePeople = {
  readonly ids: readonly PersonId[]
  readonly families: readonly string[]
  readonly family: Uint16Array
  readonly departments: readonly (string | null)[]
  readonly department: Uint32Array
  readonly locales: readonly (string | null)[]
  readonly locale: Uint16Array
  readonly places: readonly Place[]
  readonly place: Uint16Array
  /** Row of the manager; -1 when there is none among these people. */
  readonly manager: Int32Array
  /** 1: privileged scope. */
  readonly privileged: Uint8Array
  /** 0: takes part; otherwise one more than the position of the reason in `reasons`. */
  readonly leftOut: Uint8Array
  readonly reasons: readonly string[]
  /** Leave by row, only of those who have any. */
  readonly leave: ReadonlyMap<number, readonly DateRange[]>
}

/** Different reasons for leaving people out that a column can hold. */
const reasonsMax = 255

/** Turns rows into columns. Of two rows with one id the first counts; `repeated` tells how many were dropped. */
export function wavePeopleFrom(rows: Iterable<WavePerson>): WavePeople & { readonly repeated: number } {
  const ids: PersonId[] = []
  const rowOf = new Map<PersonId, number>()
  const managers: (PersonId | null)[] = []
  const family = nameColumn<string>()
  const department = nameColumn<string | null>()
  const locale = nameColumn<string | null>()
  const places: Place[] = []
  const placeNames = nameColumn<string>()
  const reasons = nameColumn<string>()
  const [privileged, leftOut]: [number[], number[]] = [[], []]
  const leave = new Map<number, readonly DateRange[]>()
  let repeated = 0
  for (const row of rows) {
    if (rowOf.has(row.id)) {
      repeated += 1
      continue
    }
    rowOf.set(row.id, ids.length)
    if (row.leave.length > 0) leave.set(ids.length, row.leave)
    ids.push(row.id)
    managers.push(row.managerId)
    family.add(row.family)
    department.add(row.department)
    locale.add(row.locale)
    const place = placeNames.add(`${row.country ?? ''} ${row.timeZone ?? ''}`)
    if (place === places.length) places.push({ country: row.country, timeZone: row.timeZone })
    privileged.push(row.privileged ? 1 : 0)
    leftOut.push(row.leftOut === null ? 0 : Math.min(reasonsMax, reasons.indexOf(row.leftOut) + 1))
  }
  return {
    ids,
    families: family.names,
    family: Uint16Array.from(family.column),
    departments: department.names,
    department: Uint32Array.from(department.column),
    locales: locale.names,
    locale: Uint16Array.from(locale.column),
    places,
    place: Uint16Array.from(placeNames.column),
    manager: Int32Array.from(managers, (id) => (id === null ? -1 : (rowOf.get(id) ?? -1))),
    privileged: Uint8Array.from(privileged),
    leftOut: Uint8Array.from(leftOut),
    reasons: reasons.names,
    leave,
    repeated,
  }
}

type NameColumn<Name> = {
  readonly names: Name[]
  readonly column: number[]
  /** Number of a name, given to it when it is new. */
  indexOf(name: Name): number
  /** The same, and appends it to the column. */
  add(name: Name): number
}

function nameColumn<Name>(): NameColumn<Name> {
  const names: Name[] = []
  const column: number[] = []
  const numbers = new Map<Name, number>()
  const indexOf = (name: Name) => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, names.length)
    names.push(name)
    return names.length - 1
  }
  const add = (name: Name) => {
    const index = indexOf(name)
    column.push(index)
    return index
  }
  return { names, column, indexOf, add }
}
