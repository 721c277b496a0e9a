import { expect, test } from 'vitest'
import { choosePilot } from './choose-pilot.ts'
import { candidate, choices, company } from './pilot.fixture.ts'
import { poolOf } from './pool.ts'
import { shortlist } from './shortlist.ts'

const rules = { barred: new Set<string>(), pinned: new Set<string>(), includeExecutives: false, workdays: [] }

test('a choice that is small enough stays whole', () => {
  const pool = poolOf(company(500), rules, 7, 50)
  expect(shortlist(pool)).toBe(pool.groups)
})

test('a large choice is cut, and yet holds everything that can be covered and every department, place, country and language', () => {
  const pool = poolOf(company(60_000), rules, 7, 50)
  const kept = shortlist(pool)
  expect(kept.length).toBeLessThan(pool.groups.length)
  const present = (groups: typeof kept) => new Set(groups.flatMap(({ tags }) => tags))
  expect(present(kept)).toEqual(present(pool.groups))
})

test('the one person with a rare phone among sixty thousand is found', () => {
  const rare = candidate(99_999, { devices: [{ family: 'nokia', osBand: 'android-15' }], department: 'Lighthouse' })
  const proposal = choosePilot([...company(60_000), rare], choices())
  expect(proposal.people.map(({ id }) => id)).toContain(rare.id)
  expect(proposal.quality.met).toBe(proposal.quality.attainable)
})
