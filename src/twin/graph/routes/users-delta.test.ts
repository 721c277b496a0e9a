import { expect, onTestFinished, test } from 'vitest'
import { startAsking } from '../ask.fixture.ts'
import { tinyId, tinyPeople } from '../tiny-world.fixture.ts'

async function fresh() {
  const asking = await startAsking()
  onTestFinished(async () => asking.twin.stop())
  /** All items from a path to the end, and the delta link there. */
  const walk = async (path: string, headers: Record<string, string> = {}) => {
    const items = []
    let answer = await asking.ask(path, { headers })
    items.push(...answer.json.value)
    while (answer.json['@odata.nextLink'] !== undefined) {
      answer = await asking.ask(answer.json['@odata.nextLink'], { headers })
      items.push(...answer.json.value)
    }
    return { items, link: String(answer.json['@odata.deltaLink']) }
  }
  return { ...asking, world: asking.twin.world, walk }
}

test('the first round gives everybody, the next only what changed', async () => {
  const { walk, world } = await fresh()
  const first = await walk('/v1.0/users/delta?$select=id,displayName')
  expect(first.items).toHaveLength(tinyPeople)
  expect((await walk(first.link)).items).toEqual([])
  world.changeUser(tinyId(1, 4), { displayName: 'New Name' })
  expect((await walk(first.link)).items).toEqual([{ id: tinyId(1, 4), displayName: 'New Name' }])
})

test('a change in the middle of the first round is told in the next', async () => {
  const { ask, walk, world } = await fresh()
  const first = await ask('/v1.0/users/delta?$select=displayName')
  world.changeUser(tinyId(1, 0), { displayName: 'Changed meanwhile' })
  const rest = await walk(first.json['@odata.nextLink'])
  expect((await walk(rest.link)).items).toEqual([{ id: tinyId(1, 0), displayName: 'Changed meanwhile' }])
})

test('who was removed is told as removed, with the id and the reason', async () => {
  const { walk, world } = await fresh()
  const { link } = await walk('/v1.0/users/delta')
  world.removeUser(tinyId(1, 9))
  expect((await walk(link)).items).toEqual([{ id: tinyId(1, 9), '@removed': { reason: 'changed' } }])
})

test('two changes of one person are one item', async () => {
  const { walk, world } = await fresh()
  const { link } = await walk('/v1.0/users/delta?$select=displayName')
  world.changeUser(tinyId(1, 4), { displayName: 'One' })
  world.changeUser(tinyId(1, 4), { displayName: 'Two' })
  expect((await walk(link)).items).toEqual([{ id: tinyId(1, 4), displayName: 'Two' }])
})

test('return=minimal gives the changed properties only; without it all selected come', async () => {
  const { walk, world, ask } = await fresh()
  const { link } = await walk('/v1.0/users/delta?$select=displayName,department')
  world.changeUser(tinyId(1, 4), { department: 'Legal' })
  expect((await walk(link)).items).toEqual([{ id: tinyId(1, 4), displayName: 'Person 4', department: 'Legal' }])
  const minimal = await ask(link, { headers: { prefer: 'return=minimal' } })
  expect(minimal.json.value).toEqual([{ id: tinyId(1, 4), department: 'Legal' }])
  expect(minimal.headers.get('preference-applied')).toBe('return=minimal')
})

test('$deltatoken=latest gives nobody and a link from which only later changes come', async () => {
  const { walk, world } = await fresh()
  world.changeUser(tinyId(1, 1), { displayName: 'Before' })
  const latest = await walk('/v1.0/users/delta?$deltatoken=latest&$select=displayName')
  expect(latest.items).toEqual([])
  world.changeUser(tinyId(1, 2), { displayName: 'After' })
  expect((await walk(latest.link)).items).toEqual([{ id: tinyId(1, 2), displayName: 'After' }])
})

test('pages of changes are as long as the caller prefers', async () => {
  const { ask, walk, world } = await fresh()
  const { link } = await walk('/v1.0/users/delta?$deltatoken=latest')
  for (let number = 0; number < 5; number++) world.changeUser(tinyId(1, number), { department: 'Legal' })
  const page = await ask(link, { headers: { prefer: 'odata.maxpagesize=2' } })
  expect(page.json.value).toHaveLength(2)
  expect((await walk(link, { prefer: 'odata.maxpagesize=2' })).items).toHaveLength(5)
})

test('a filter on ids narrows it; any other filter and any other option are refused', async () => {
  const { ask, walk } = await fresh()
  const path = `/v1.0/users/delta?$select=displayName&$filter=id eq '${tinyId(1, 1)}' or id eq '${tinyId(1, 2)}'`
  expect((await walk(path)).items.map((item) => item.id)).toEqual([tinyId(1, 1), tinyId(1, 2)])
  expect((await ask("/v1.0/users/delta?$filter=userType eq 'Guest'")).status).toBe(400)
  expect((await ask('/v1.0/users/delta?$top=5')).status).toBe(400)
})

test('a made-up token is refused, and one of another life of the tenant asks for a full synchronisation', async () => {
  const { ask } = await fresh()
  expect((await ask('/v1.0/users/delta?$deltatoken=nonsense')).status).toBe(400)
  const other = await fresh()
  other.world.changeUser(tinyId(1, 1), { displayName: 'x' })
  const { link } = await other.walk('/v1.0/users/delta?$deltatoken=latest')
  const refused = await ask(`/v1.0/users/delta${new URL(link).search}`)
  expect(refused.status).toBe(410)
  expect(refused.headers.get('location')).toContain('/v1.0/users/delta')
})
