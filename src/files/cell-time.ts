// Reads a time as the portals, PowerShell and Excel write it in many countries. Times without a zone are taken as UTC, which is what the
// admin centres export. A day and month that could be either is said to be ambiguous, never guessed.

/** Which of day and month a file writes first in dates such as 05/06/2026; null when nothing in the file tells. */
export type DayOrder = 'day-first' | 'month-first' | null

export type TimeReading =
  | { readonly kind: 'time'; readonly at: string }
  /** Nothing there, or one of the zeros that programs write for "never". */
  | { readonly kind: 'none' }
  /** 05/06/2026: day and month cannot be told apart. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'unreadable' }

/** Days from 1899-12-30, Excel's day 0, to the Unix epoch; and the serial numbers of 1990-01-01 and 2100-01-01, in days. */
const excelEpochDays = 25_569
const excelSerialMin = 32_874
const excelSerialMax = 73_051
const millisecondsPerDay = 86_400_000

/** Years before this are zeros of a calendar (1, 1601, 1899, 1900), not times. */
const firstYear = 1950

const wordsForNever = new Set(['', '-', '--', 'n/a', 'na', 'never', 'none', 'null', 'nie', 'jamais', 'nunca', 'mai'])

const yearFirst = /^(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?(?!\d)(.*)$/s
const yearLast = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)(.*)$/s
const dayMonthName = /^(\d{1,2})\.?[ -]([a-z]{3,9})\.?[ -](\d{4}|\d{2})(?!\d)(.*)$/is
const monthNameDay = /^(?:[a-z]{3,9},\s+)?([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)(.*)$/is
const timeOfDay =
  /^(?:[T,\s]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9})\d*)?)?\s*([ap])?\.?(?:m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?\s*$/i
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Reads a time; `at` is ISO 8601 in UTC. `order` settles dates in which day and month could be either. */
export function readTime(text: string, order: DayOrder): TimeReading {
  const cell = text.trim()
  if (wordsForNever.has(cell.toLowerCase())) return { kind: 'none' }
  const first = yearFirst.exec(cell)
  if (first !== null) return at(first[1], first[3], first[4], first[5])
  const last = yearLast.exec(cell)
  if (last !== null) return readYearLast(last, order)
  const named = dayMonthName.exec(cell)
  if (named !== null) return at(named[3], monthNumber(named[2]), named[1], named[4])
  const american = monthNameDay.exec(cell)
  if (american !== null) return at(american[3], monthNumber(american[1]), american[2], american[4])
  return readSerial(cell)
}

/** What a date tells of the file's order of day and month: only one with a number over 12 in one place tells. */
export function orderToldBy(text: string): DayOrder {
  const match = yearLast.exec(text.trim())
  if (match === null || match[2] === '.') return null
  const [one, two] = [Number(match[1]), Number(match[3])]
  if (one > 12 && two <= 12) return 'day-first'
  if (two > 12 && one <= 12) return 'month-first'
  return null
}

function readYearLast(match: RegExpExecArray, order: DayOrder): TimeReading {
  const [, one = '', separator, two = '', year, rest] = match
  const decided = decide(Number(one), Number(two), separator === '.', order)
  if (decided === 'day-first') return at(year, two, one, rest)
  if (decided === 'month-first') return at(year, one, two, rest)
  return { kind: 'ambiguous' }
}

/** Dates with dots are written day first wherever they are used. */
function decide(one: number, two: number, hasDots: boolean, order: DayOrder): DayOrder {
  if (two > 12) return 'month-first'
  if (one > 12 || one === two || hasDots) return 'day-first'
  return order
}

function at(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  rest: string | undefined,
): TimeReading {
  const time = timeOfDay.exec(rest ?? '')
  if (time === null || year === undefined || month === undefined || day === undefined) return { kind: 'unreadable' }
  const fullYear = year.length === 2 ? Number(year) + 2000 : Number(year)
  if (fullYear < firstYear) return { kind: 'none' }
  const [, hour = '0', minute = '00', second = '00', fraction = '0', half, zone = 'Z'] = time
  const offset = /^[+-]/.test(zone) ? zone : 'Z'
  const hours = hourOfDay(Number(hour), half?.toLowerCase())
  if (hours === null) return { kind: 'unreadable' }
  const iso = `${fullYear}-${two(month)}-${two(day)}T${two(String(hours))}:${minute}:${second}.${fraction}${offset}`
  try {
    const instant = Temporal.Instant.from(iso)
    return instant.epochMilliseconds === 0 ? { kind: 'none' } : { kind: 'time', at: instant.toString() }
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'unreadable' }
    throw error
  }
}

function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half === 'p' ? 12 : 0)
}

function monthNumber(name: string | undefined): string | undefined {
  const index = monthNames.indexOf((name ?? '').slice(0, 3).toLowerCase())
  return index === -1 ? undefined : String(index + 1)
}

/** Excel's own form, where somebody saved a column of dates as numbers: days since 1899-12-30. */
function readSerial(cell: string): TimeReading {
  if (/^0(?:[.,]0+)?$/.test(cell)) return { kind: 'none' }
  if (!/^\d{5}(?:[.,]\d+)?$/.test(cell)) return { kind: 'unreadable' }
  const serial = Number(cell.replace(',', '.'))
  if (serial < excelSerialMin || serial > excelSerialMax) return { kind: 'unreadable' }
  const seconds = Math.round(((serial - excelEpochDays) * millisecondsPerDay) / 1000)
  return { kind: 'time', at: Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString() }
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}
