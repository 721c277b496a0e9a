// The settings of a simulated tenant when nobody says otherwise: Contoso, 1,200 people, the week before Advent 2026.

import type { WorldSettings } from './world.ts'

/** Where the invented company has its people; shares are weighed against each other. Assumed: a European company with branches. */
export const defaultCountries: Readonly<Record<string, number>> = {
  DE: 30,
  US: 17,
  GB: 10,
  FR: 8,
  PL: 6,
  ES: 5,
  IN: 6,
  JP: 4,
  CN: 3,
  SE: 2,
  GR: 2,
  TR: 2,
  UA: 1,
  IL: 1,
  AE: 1,
  KR: 1,
  TH: 1,
}

/** Settings with every gap filled: 1,200 people, seed 1, the default countries, Contoso, 23 November 2026 at 08:00 UTC. */
export function defaultWorldSettings(given: Partial<WorldSettings> = {}): WorldSettings {
  return {
    people: given.people ?? 1200,
    seed: given.seed ?? 1,
    countries: given.countries ?? defaultCountries,
    startsAt: given.startsAt ?? Temporal.Instant.from('2026-11-23T08:00:00Z'),
    organization: given.organization ?? 'Contoso',
  }
}
