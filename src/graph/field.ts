// The fields that answers are made of, as zod schemas: all may be null or absent unless they say otherwise, because
// Graph leaves out what it does not know. An instant must be one: a date that is none would be stored and believed.

import { z } from 'zod'

/** Text that must be there. */
export const text = z.string().min(1)

/** Text, null or absent. */
export const maybeText = z.string().nullish()

export const maybeBoolean = z.boolean().nullish()

export const maybeNumber = z.number().nullish()

/** ISO 8601 with a zone, as Microsoft writes Edm.DateTimeOffset: up to seven digits of a second. */
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/, 'not an instant')

/** An instant that must be there. */
export const requiredInstant = instant

export const maybeInstant = instant.nullish()

/** A list of texts, null or absent. */
export const maybeTexts = z.array(z.string()).nullish()

/** Microsoft's instant for "never". Source: seen in Intune's lastSyncDateTime. */
const never = '0001-01-01'

/** An instant; null where Microsoft writes the first day of the calendar for "never". */
export function instantOrNull(value: string | null | undefined): string | null {
  return value == null || value.startsWith(never) ? null : value
}
