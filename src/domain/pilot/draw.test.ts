import { expect, test } from 'vitest'
import { choosePilot } from './choose-pilot.ts'
import { candidate, choices, company } from './pilot.fixture.ts'

// The optima of the text of exactProblem for these companies, found by the HiGHS solver (SciPy 1.17).
test.each([
  [200, 1, 8, 26],
  [200, 2, 12, 33],
  [200, 3, 16, 37],
  [1000, 1, 8, 28],
  [1000, 2, 8, 28],
  [1000, 3, 8, 28],
  [1000, 1, 12, 35],
  [1000, 2, 12, 35],
  [1000, 3, 12, 35],
  [1000, 1, 16, 39],
  [1000, 2, 16, 39],
  [1000, 3, 16, 39],
])(
  'of %i people (seed %i), where places are scarce, %i meet as many needs as any could: %i',
  (people, seed, size, best) => {
    const { quality } = choosePilot(company(people, seed), choices({ size }))
    expect(quality.met).toBe(best)
    expect(quality.attainable).toBeGreaterThanOrEqual(best)
  },
)

test('of people alike, those of different teams come first', () => {
  const managers = Array.from({ length: 40 }, (_, number) => (number < 30 ? 'one' : `other-${number}`))
  const team = managers.map((managerId, number) => candidate(number, { managerId }))
  const chosen = choosePilot(team, choices({ size: 8 })).people
  const teams = chosen.map(({ id }) => team.find((person) => person.id === id)?.managerId)
  expect(new Set(teams).size).toBe(8)
})

test('where there are more places than teams, the places are filled all the same', () => {
  const team = Array.from({ length: 40 }, (_, number) => candidate(number, { managerId: 'one' }))
  expect(choosePilot(team, choices({ size: 8 })).people).toHaveLength(8)
})
