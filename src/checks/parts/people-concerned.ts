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

/**
 * What is missing while the methods of some people are unknown, which is not none: people absent from the registration report, and people with
 * a method whose name we cannot place. Where no enabled member was found at all, nothing is known of anybody.
 */
export function unreportedPeople(population: Population): readonly string[] {
  const { enabledMembers, withoutRegistration, withUnplacedMethods } = population
  if (enabledMembers === 0) return ['The enabled members: none was found.']
  const absent = withoutRegistration.count
  return [
    ...(absent === 0 ? [] : [`The methods of ${absent} enabled members who are absent from the registration report.`]),
    ...unplacedMethods(withUnplacedMethods),
  ]
}

function unplacedMethods(unplaced: NamedPeople | undefined): readonly string[] {
  if (unplaced === undefined) return ['Whether the report names methods that are not known here: run a sync.']
  if (unplaced.count === 0) return []
  const names = unplaced.people.slice(0, namesSaid).map(({ userPrincipalName }) => userPrincipalName)
  const others = unplaced.count > names.length ? ' and others' : ''
  const said = names.length === 0 ? '' : `: ${names.join(', ')}${others}`
  return [`What the methods of ${unplaced.count} enabled members amount to, which have names not known here${said}.`]
}

/** How many people a sentence names at most. */
const namesSaid = 5

/** Whether it is known that taking SMS and voice away stops nobody: the methods of everybody are known and nobody has a phone alone. */
export function nobodyNeedsPhone(population: Population | undefined): boolean {
  return population !== undefined && population.phoneOnly.count === 0 && unreportedPeople(population).length === 0
}
