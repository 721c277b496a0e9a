import { expect, test } from 'vitest'
import { aggregatedProblem } from './bound.ts'
import { usualRules } from './plan.ts'
import { desk, input, people } from './planning.fixture.ts'

const cases = [
  ['1,000 people', input()],
  ['1,000 people, a small desk', input({ desks: [desk({ agents: 5 })] })],
  ['2,000 people without a ramp', input({ people: people(2000), rules: { ...usualRules, ramp: [] } })],
  ['3,000 people with a largest wave', input({ people: people(3000), rules: { ...usualRules, sizeMax: 250 } })],
  ['5,000 people, twice the desk', input({ people: people(5000), desks: [desk({ agents: 12 })] })],
  [
    '4,000 people, known-good first',
    input({ people: people(4000), rules: { ...usualRules, families: 'known-good-first', ramp: [] } }),
  ],
] as const

test.each(cases)('%s: what is placed is within 5 %% of the bound', (_, one) => {
  // The privileged scope is a rule of order that the aggregated problem does not know.
  const { placed, bound, waves } = aggregatedProblem({ ...one, rules: { ...one.rules, privilegedApart: false } })
  expect(waves).toBeGreaterThan(1)
  expect(placed).toBeGreaterThanOrEqual(0.95 * bound)
})

test('the bound is not met by accident: a desk of half the size has half the bound', () => {
  const free = { ...usualRules, ramp: [], privilegedApart: false }
  const of = (agents: number) =>
    aggregatedProblem(input({ people: people(6000), rules: free, desks: [desk({ agents })] }), 3).bound
  expect(of(20)).toBeGreaterThan(2 * of(10))
})

test('the problem is told in the LP format, with each wave, hour and class', () => {
  const { lp, waves } = aggregatedProblem(input())
  expect(lp).toMatch(/^Maximize\n obj: 1 x_0_0/)
  expect(lp).toContain('Subject To\n h_0_0: ')
  expect(lp).toContain(`h_${waves - 1}_0: `)
  expect(lp).toContain('p_0: ')
  expect(lp.trimEnd().endsWith('End')).toBe(true)
  expect(lp).not.toMatch(/NaN|Infinity|undefined|e-\d+e/)
})

test('an empty tenant has an empty problem', () => {
  expect(aggregatedProblem(input({ people: people(0) }))).toMatchObject({ waves: 0, people: 0, placed: 0 })
})
