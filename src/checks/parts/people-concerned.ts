// Verdicts on lists of people: none is a pass, any is a fail that names the first of them and counts all.

import { fail, pass, type Concern, type Outcome } from '#domain/readiness/check.ts'
import type { NamedPeople } from '#domain/tenant/named-people.ts'
import type { Population } from '#domain/tenant/population.ts'

/** The people as concerns. */
export function personConcerns(named: NamedPeople, detail: string): readonly Concern[] {
  return named.people.map(({ id, userPrincipalName }) => ({ kind: 'person', id, name: userPrincipalName, detail }))
}

/** Fails when there is anybody, passes when there is nobody. */
export function failIfAnybody(named: NamedPeople, detail: string, saysFail: string, saysPass: string): Outcome {
  return named.count > 0 ? fail(saysFail, personConcerns(named, detail), named.count) : pass(saysPass)
}

/** What is missing while people are absent from the registration report: their methods are unknown, not none. */
export function unreportedPeople(population: Population): readonly string[] {
  const { count } = population.withoutRegistration
  return count === 0 ? [] : [`The methods of ${count} enabled members who are absent from the registration report.`]
}

/** Whether it is known that taking SMS and voice away stops nobody: everybody is in the report and nobody has a phone alone. */
export function nobodyNeedsPhone(population: Population | undefined): boolean {
  return population !== undefined && population.phoneOnly.count === 0 && population.withoutRegistration.count === 0
}
