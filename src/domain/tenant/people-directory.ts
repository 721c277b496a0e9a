// Fact: that the list of people was read, and how whole it is. The people themselves are rows.

import { defineFact } from './fact.ts'

export type PeopleDirectory = {
  readonly people: number
  readonly managersKnown: number
  readonly signInActivityKnown: number
}

export const peopleDirectory = defineFact<PeopleDirectory>()({
  name: 'people-directory',
  title: 'List of people',
  requirement: {
    call: 'GET /users',
    permission: 'User.Read.All',
    licence: null,
    why: 'The people, their managers, departments and places.',
  },
  maxAgeHours: 48,
})
