import { expect, onTestFinished, test } from 'vitest'
import { defaultWorldSettings } from '../world/default-settings.ts'
import { startAsking } from './ask.fixture.ts'

test('a filter that hardly anybody matches gives short pages with a next link, and misses nobody', async () => {
  const asking = await startAsking({ world: defaultWorldSettings({ people: 60_000, seed: 5 }) })
  onTestFinished(async () => asking.twin.stop())
  const { users } = asking.twin.world
  const [early, late] = [users.at(10), users.at(59_000)]
  asking.twin.world.changeUser(String(early?.['id']), { employeeId: 'wanted' })
  asking.twin.world.changeUser(String(late?.['id']), { employeeId: 'wanted' })
  const path = "/v1.0/users?$filter=employeeId eq 'wanted'&$select=id"
  const first = await asking.ask(path)
  expect(first.json.value).toEqual([{ id: early?.['id'] }])
  expect(first.json['@odata.nextLink']).toBeDefined()
  expect(await asking.all(path)).toEqual([{ id: early?.['id'] }, { id: late?.['id'] }])
})

test('people who are removed or added between two pages neither repeat nor hide others', async () => {
  const asking = await startAsking({ world: defaultWorldSettings({ people: 300 }) })
  onTestFinished(async () => asking.twin.stop())
  const { world } = asking.twin
  const before = (await asking.all('/v1.0/users?$select=id')).map((one) => one.id as string)
  const first = await asking.ask('/v1.0/users?$select=id&$top=100')
  const [removedEarly, removedLate] = [before[5] ?? '', before[250] ?? '']
  world.removeUser(removedEarly)
  world.removeUser(removedLate)
  const added = world.addUser({ displayName: 'Joiner', userPrincipalName: 'joiner@contoso.com' })
  const rest = await asking.all(first.json['@odata.nextLink'])
  const seen = [...first.json.value, ...rest].map((one) => one.id)
  expect(new Set(seen).size).toBe(seen.length)
  expect(new Set(seen)).toEqual(new Set([...before.filter((id) => id !== removedLate), added['id']]))
})
