import { expect, onTestFinished, test } from 'vitest'
import { defaultWorldSettings } from '../world/default-settings.ts'
import { startAsking } from './ask.fixture.ts'

async function fresh() {
  const asking = await startAsking({ world: defaultWorldSettings({ people: 60 }) })
  onTestFinished(async () => asking.twin.stop())
  const post = async (path: string, body: unknown, headers = {}) => asking.ask(path, { method: 'POST', body, headers })
  return { ...asking, post }
}

test('the clock is moved forward, and what is a day old then is seen as such', async () => {
  const { ask, post, twin } = await fresh()
  const before = Temporal.Instant.from((await ask('/twin/clock')).json.now)
  const after = Temporal.Instant.from((await post('/twin/clock', { advance: 'P1D' })).json.now)
  expect(after.since(before).total('hours')).toBeGreaterThanOrEqual(24)
  expect(twin.world.clock.now().since(before).total('hours')).toBeGreaterThanOrEqual(24)
})

test.each([[{ advance: '-P1D' }], [{ advance: 'soon' }], [{}], ['{']])('%j does not move the clock', async (body) => {
  const { ask, post } = await fresh()
  const before = Temporal.Instant.from((await ask('/twin/clock')).json.now)
  expect((await post('/twin/clock', body)).status).toBe(400)
  const after = Temporal.Instant.from((await ask('/twin/clock')).json.now)
  expect(after.since(before).total('minutes')).toBeLessThan(10)
})

test('faults are ordered and ended while the server runs; a text that is none is refused with the reason', async () => {
  const { ask, post } = await fresh()
  await post('/twin/faults', { faults: '503@users:9' })
  expect((await ask('/v1.0/users')).status).toBe(503)
  const refused = await post('/twin/faults', { faults: '418@users' })
  expect([refused.status, refused.json.error.message]).toEqual([
    400,
    expect.stringContaining("'418@users' is no fault"),
  ])
  await post('/twin/faults', { faults: '' })
  expect((await ask('/v1.0/users')).status).toBe(200)
})

test('a page of another site may not move anything', async () => {
  const { post } = await fresh()
  expect((await post('/twin/clock', { advance: 'P1D' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})

test('requests and mails are told', async () => {
  const { ask } = await fresh()
  await ask('/v1.0/users')
  expect((await ask('/twin/requests')).json.byCall).toEqual({ 'GET /users': 1 })
  expect((await ask('/twin/mail')).json.value).toEqual([])
})
