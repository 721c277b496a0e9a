// The cells of one row by field, read into values. What makes a row unusable is thrown and rejects that row; what only makes a field
// unknown is remarked once for the file, with the number of rows.

import type { RejectedItem } from '#app/ports.ts'
import { isGuid } from '#domain/shared/ids.ts'
import { readFlag } from './cell-flag.ts'
import { readTime, type DayOrder } from './cell-time.ts'
import type { ColumnPlaces } from './export-columns.ts'

/** Why a row cannot be used. Caught by the reader of the file, which knows the line. */
export class UnusableRow extends Error {
  override readonly name = 'UnusableRow'
  readonly field: string
  readonly problem: string
  readonly remedy: string
  constructor(field: string, problem: string, remedy: string) {
    super(problem)
    this.field = field
    this.problem = problem
    this.remedy = remedy
  }
}

/** Thrown when a date is met whose day and month only the rest of the file can tell apart. Caught by the reader, which looks. */
export class DayOrderNeeded extends Error {
  override readonly name = 'DayOrderNeeded'
}

/** What a file says of the order of day and month: not looked for yet, or what was found. */
export type OrderFound = { readonly order: DayOrder } | null

/** Different remarks kept of one file; the rest are counted in a last one. */
const remarksMax = 200

/** Letters of a cell that are shown in a message. */
const shownMax = 60

/** Remarks on a whole file: each problem of a column once, with the rows it was met in. */
export class Remarks {
  private readonly counted = new Map<string, { field: string; problem: string; remedy: string; rows: number }>()
  private beyond = 0

  add(field: string, problem: string, remedy: string): void {
    const key = `${field}\n${problem}`
    const known = this.counted.get(key)
    if (known !== undefined) known.rows += 1
    else if (this.counted.size < remarksMax) this.counted.set(key, { field, problem, remedy, rows: 1 })
    else this.beyond += 1
  }

  /** As items without a line: their rows were kept. `rows: 0` problems concern the file as such. */
  items(origin: string): readonly RejectedItem[] {
    const items = [...this.counted.values()].map(({ field, problem, remedy, rows }) => ({
      origin,
      position: null,
      field,
      problem: `${problem} (${rows === 1 ? '1 row' : `${rows} rows`}; kept)`,
      remedy,
    }))
    if (this.beyond === 0) return items
    const more = `Further remarks of the same kinds on ${this.beyond} rows are not listed.`
    return [...items, { origin, position: null, field: '', problem: more, remedy: 'See to the listed ones first.' }]
  }
}

/** Reads the cells of the record that is set. `Field` are the export's declared columns. */
export class RowCells<Field extends string = string> {
  private readonly found: ColumnPlaces
  private readonly remarks: Remarks
  private cells: readonly string[] = []
  private order: OrderFound = null

  constructor(found: ColumnPlaces, remarks: Remarks) {
    this.found = found
    this.remarks = remarks
  }

  set(cells: readonly string[], order: OrderFound): void {
    this.cells = cells
    this.order = order
    for (const [field, twins] of this.found.twins) {
      const value = this.raw(field)
      if (twins.some((at) => (cells[at] ?? '').trim() !== value)) {
        throw new UnusableRow(
          this.columnOf(field),
          'The file has this column twice, with different values in this row.',
          'Remove one of the two columns.',
        )
      }
    }
  }

  /** The column's name as the file writes it. */
  columnOf(field: string): string {
    return this.found.places.get(field)?.name ?? field
  }

  /** The text; null when the cell is empty, undefined when the file has no such column. */
  text(field: Field): string | null | undefined {
    const value = this.raw(field)
    return value === undefined || value !== '' ? value : null
  }

  /** Yes or no; undefined when the file does not say, null when it says something that is neither. */
  flag(field: Field): boolean | null | undefined {
    const value = this.raw(field)
    if (value === undefined) return undefined
    const flag = readFlag(value)
    if (flag === null) {
      this.remarks.add(
        this.columnOf(field),
        `${shown(value)} is neither yes nor no, so it is unknown`,
        'Use Yes or No.',
      )
    }
    return flag
  }

  /** ISO 8601; null when there is none, undefined when the file has no such column or the time cannot be told. */
  time(field: Field): string | null | undefined {
    const value = this.raw(field)
    if (value === undefined) return undefined
    const reading = readTime(value, this.order?.order ?? null)
    if (reading.kind === 'time') return reading.at
    if (reading.kind === 'none') return null
    if (reading.kind === 'ambiguous') {
      if (this.order === null) throw new DayOrderNeeded()
      this.remarks.add(
        this.columnOf(field),
        'Day and month of these dates cannot be told apart, so they are unknown',
        'Export with dates as YYYY-MM-DD.',
      )
    } else {
      this.remarks.add(this.columnOf(field), 'Texts that are no date we know, so it is unknown', 'Use YYYY-MM-DD.')
    }
    return undefined
  }

  /** A user principal name. Throws UnusableRow when the cell holds none: the row's cells have probably shifted. */
  userPrincipalName(field: Field): string {
    const value = this.raw(field) ?? ''
    if (value === '') {
      throw new UnusableRow(
        this.columnOf(field),
        'The user principal name is missing.',
        'Fill it in, or delete the row.',
      )
    }
    if (!/^[^@\s]+@[^@\s]+$/.test(value)) {
      throw new UnusableRow(
        this.columnOf(field),
        `${shown(value)} is not a user principal name.`,
        'Correct it; if it belongs to another column, the cells of this row have shifted.',
      )
    }
    return value
  }

  /** An object id in lower case, or the id that stands for a UPN when the file has none. Throws UnusableRow when it is neither. */
  personId(field: Field, userPrincipalName: string): string {
    const value = this.raw(field) ?? ''
    if (value === '' || /^upn:/i.test(value)) return personIdOf(userPrincipalName)
    if (isGuid(value)) return value.toLowerCase()
    throw new UnusableRow(
      this.columnOf(field),
      `${shown(value)} is not an object id.`,
      'Correct it or leave it empty; if it belongs to another column, the cells of this row have shifted.',
    )
  }

  remark(field: Field, problem: string, remedy: string): void {
    this.remarks.add(this.columnOf(field), problem, remedy)
  }

  private raw(field: string): string | undefined {
    const place = this.found.places.get(field)
    if (place === undefined) return undefined
    const value = (this.cells[place.at] ?? '').trim()
    // Our own exports guard against formulas with an apostrophe: see write-csv.ts.
    return /^'[=+\-@\t\r＝＋－＠]/.test(value) ? value.slice(1) : value
  }
}

/** The id of a person known by UPN only: see domain/shared/ids.ts. */
export function personIdOf(userPrincipalName: string): string {
  return `upn:${userPrincipalName.toLowerCase()}`
}

/** A cell in quotes for a message, cut to a readable length. */
export function shown(value: string): string {
  return value.length > shownMax ? `"${value.slice(0, shownMax)}…"` : `"${value}"`
}
