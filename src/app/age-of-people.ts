// How old what is said of people is: the age of the registration report and of the directory that it rests on, not of the last sync, which
// may have been refused the report, and not of an import, whose files may be old.

import type { Evidence } from '#domain/shared/evidence.ts'
import type { Fact } from '#domain/tenant/fact.ts'
import { peopleDirectory } from '#domain/tenant/people-directory.ts'
import { population } from '#domain/tenant/population.ts'
import type { TenantUnit, Version } from './ports.ts'

/** When the older of the two was last read, as known at a moment (null: now); null when neither ever was. */
export async function ageOfPeople(
  unit: Pick<TenantUnit, 'factHistory'>,
  at: Temporal.Instant | null,
): Promise<Temporal.Instant | null> {
  const read = [await lastReadOf(unit, population, at), await lastReadOf(unit, peopleDirectory, at)]
  return read.flatMap((instant) => instant ?? []).toSorted(Temporal.Instant.compare)[0] ?? null
}

/** A fact that is unknown now was perhaps known before: what people are judged by was read then. */
async function lastReadOf(
  unit: Pick<TenantUnit, 'factHistory'>,
  fact: Fact,
  at: Temporal.Instant | null,
): Promise<Temporal.Instant | null> {
  const versions: readonly Version<Evidence<unknown>>[] = await unit.factHistory(fact)
  const read = versions
    .filter(({ from }) => at === null || Temporal.Instant.compare(from, at) <= 0)
    .flatMap(({ value }) => (value.state === 'known' ? value.takenAt : []))
  return read.toSorted(Temporal.Instant.compare).at(-1) ?? null
}
