// How moments and what rests on them are written in JSON: ISO 8601 in UTC, to the second's fraction that was stored.

import type { Coverage } from '#domain/shared/evidence.ts'

/** An instant as ISO 8601 in UTC, for example 2026-11-23T05:54:49Z; null stays null. */
export function presentInstant(instant: Temporal.Instant): string
export function presentInstant(instant: Temporal.Instant | null): string | null
export function presentInstant(instant: Temporal.Instant | null): string | null {
  return instant === null ? null : instant.toString()
}

export type CoverageJson = { have: number; of: number | null }

/** Coverage in JSON: `of` is null when nobody can say how many there are. */
export function presentCoverage(coverage: Coverage): CoverageJson
export function presentCoverage(coverage: Coverage | null): CoverageJson | null
export function presentCoverage(coverage: Coverage | null): CoverageJson | null {
  return coverage === null ? null : { have: coverage.have, of: coverage.of }
}
