import { expect, test } from 'vitest'
import { refused, sourceOf, unlicensed } from './sample-tenant.fixture.ts'
import { unaborted } from './stand-in.fixture.ts'

test('every permission is tried once by a small call', async () => {
  const { source } = await sourceOf([/managedDevices/, unlicensed], [/fido2Methods/, refused])
  const outcomes = await source.probe(unaborted)
  expect(outcomes.filter(({ outcome }) => outcome !== 'answered').map(({ call, outcome }) => [call, outcome])).toEqual([
    ['GET /users/{id}/authentication/fido2Methods', 'refused'],
    ['GET /deviceManagement/managedDevices', 'no-licence'],
  ])
  expect(new Set(outcomes.map(({ permission }) => permission)).size).toBe(14)
})

test('without anybody to ask, the calls about one person are told as not tried, never as answered', async () => {
  const { source } = await sourceOf([/^\/v1\.0\/users\?/, refused])
  const outcomes = await source.probe(unaborted)
  expect(outcomes.find(({ call }) => call.includes('fido2Methods'))).toMatchObject({
    outcome: 'failed',
    errorCode: 'NotTried',
  })
})
