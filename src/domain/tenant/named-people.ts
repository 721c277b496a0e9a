// A count with names: how many people something concerns, and the first of them by name. A million names are a query, not a fact.

import type { PersonId } from '../shared/ids.ts'

export type NamedPerson = { readonly id: PersonId; readonly userPrincipalName: string }

/** `people` holds at most `namesMax` names in order of UPN; `count` is all of them. */
export type NamedPeople = { readonly count: number; readonly people: readonly NamedPerson[] }

/** How many names a fact carries at most. */
export const namesMax = 200

/** Nobody. */
export const nobody: NamedPeople = { count: 0, people: [] }
