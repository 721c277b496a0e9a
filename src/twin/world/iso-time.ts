// Times in Microsoft's form, fast: a page of a thousand users holds five thousand of them. Days by the civil-from-days algorithm
// (Howard Hinnant, "chrono-compatible low-level date algorithms").

/** Milliseconds of a day. */
export const dayMs = 86_400_000

/** Milliseconds of an hour. */
export const hourMs = 3_600_000

const two = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))

/** An instant as `2026-11-23T08:00:05Z`, cut to the second, from epoch milliseconds (years 1970 to 9999). */
export function isoSecond(epochMs: number): string {
  const days = Math.floor(epochMs / dayMs)
  const second = Math.floor((epochMs - days * dayMs) / 1000)
  const hour = Math.floor(second / 3600)
  const minute = Math.floor((second % 3600) / 60)
  return `${isoDay(days)}T${two[hour] as string}:${two[minute] as string}:${two[second % 60] as string}Z`
}

/** An instant with seven digits of a second, as reports and logs carry them; `fraction` is 0 to 9,999,999. */
export function isoFraction(epochMs: number, fraction: number): string {
  return `${isoSecond(epochMs).slice(0, 19)}.${String(fraction).padStart(7, '0')}Z`
}

/** The calendar day of a count of days since 1970-01-01, as `2026-11-23`. */
export function isoDay(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${year}-${two[month] as string}-${two[day] as string}`
}
