import { expect, onTestFinished, test } from 'vitest'
import { startAsking } from '../ask.fixture.ts'
import { tinyId } from '../tiny-world.fixture.ts'

async function fresh() {
  const asking = await startAsking()
  onTestFinished(async () => asking.twin.stop())
  const members = async (group: number, path = 'members') =>
    (await asking.all(`/v1.0/groups/${tinyId(2, group)}/${path}?$select=id&$top=7`)).map((member) => member.id)
  return { ...asking, members }
}

const reference = (id: string) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`

test('direct members are users and groups, told apart by type', async () => {
  const { all } = await fresh()
  const types = (await all(`/v1.0/groups/${tinyId(2, 2)}/members?$top=6`)).map((member) => member['@odata.type'])
  expect(types.filter((type) => type === '#microsoft.graph.user')).toHaveLength(15)
  expect(types.filter((type) => type === '#microsoft.graph.group')).toHaveLength(2)
})

test('the cast to users leaves groups out', async () => {
  const { members } = await fresh()
  expect(await members(2, 'members/microsoft.graph.user')).toHaveLength(15)
})

test('transitive members come once each, through groups in a ring too', async () => {
  const { members } = await fresh()
  const found = await members(2, 'transitiveMembers')
  expect(new Set(found).size).toBe(found.length)
  const users = found.filter((id) => id.startsWith('00000001'))
  expect(users).toHaveLength(21)
  expect(found).not.toContain(tinyId(2, 2))
})

test('an unknown group is 404', async () => {
  const { ask } = await fresh()
  expect((await ask(`/v1.0/groups/${tinyId(2, 99)}/members`)).status).toBe(404)
})

test('a member that is added is there, is there once, and can be removed', async () => {
  const { ask, members } = await fresh()
  const path = `/v1.0/groups/${tinyId(2, 1)}/members/$ref`
  const body = { '@odata.id': reference(tinyId(1, 50)) }
  expect((await ask(path, { method: 'POST', body })).status).toBe(204)
  expect(await members(1)).toContain(tinyId(1, 50))
  const again = await ask(path, { method: 'POST', body })
  expect(again.status).toBe(400)
  expect(again.json.error.message).toContain('already exist')
  const remove = `/v1.0/groups/${tinyId(2, 1)}/members/${tinyId(1, 50)}/$ref`
  expect((await ask(remove, { method: 'DELETE' })).status).toBe(204)
  expect(await members(1)).not.toContain(tinyId(1, 50))
  expect((await ask(remove, { method: 'DELETE' })).status).toBe(404)
})

test('somebody unknown cannot be added', async () => {
  const { ask } = await fresh()
  const body = { '@odata.id': reference(tinyId(1, 9999)) }
  expect((await ask(`/v1.0/groups/${tinyId(2, 1)}/members/$ref`, { method: 'POST', body })).status).toBe(404)
})

test('a bind adds twenty at once', async () => {
  const { ask, members } = await fresh()
  const ids = Array.from({ length: 20 }, (_none, index) => tinyId(1, 100 + index))
  const answer = await ask(`/v1.0/groups/${tinyId(2, 1)}`, {
    method: 'PATCH',
    body: { 'members@odata.bind': ids.map(reference) },
  })
  expect(answer.status).toBe(204)
  expect(await members(1)).toHaveLength(30)
})

test.each([
  ['21 of them', Array.from({ length: 21 }, (_none, index) => tinyId(1, 100 + index)), 400],
  ['one who is a member already', [tinyId(1, 100), tinyId(1, 1)], 400],
  ['one who is unknown', [tinyId(1, 100), tinyId(1, 9999)], 404],
])('a bind with %s adds nobody', async (_what, ids, status) => {
  const { ask, members } = await fresh()
  const answer = await ask(`/v1.0/groups/${tinyId(2, 1)}`, {
    method: 'PATCH',
    body: { 'members@odata.bind': ids.map(reference) },
  })
  expect(answer.status).toBe(status)
  expect(await members(1)).toHaveLength(10)
})

test('a group is made with its members and leaves an audit event; one without a needed property is refused by name', async () => {
  const { ask, all } = await fresh()
  const body = {
    displayName: 'Wave 1',
    mailEnabled: false,
    mailNickname: 'wave1',
    securityEnabled: true,
    'members@odata.bind': [reference(tinyId(1, 1))],
  }
  const made = await ask('/v1.0/groups', { method: 'POST', body })
  expect(made.status).toBe(201)
  expect(await all(`/v1.0/groups/${made.json.id}/members`)).toHaveLength(1)
  expect((await ask('/v1.0/auditLogs/directoryAudits?$top=1')).json.value[0].activityDisplayName).toBe('Add group')
  const refused = await ask('/v1.0/groups', { method: 'POST', body: { ...body, mailNickname: undefined } })
  expect(refused.status).toBe(400)
  expect(refused.json.error.message).toContain("'mailNickname'")
})
