import { expect, test } from 'vitest'
import { id, refused, sourceOf } from './sample-tenant.fixture.ts'
import { errorBody, unaborted } from './stand-in.fixture.ts'

test("people's own methods are told in the report's names, and whoever is gone is left out", async () => {
  const { source } = await sourceOf([
    new RegExp(`${id(2)}/authentication`),
    () => ({ status: 404, body: errorBody('Request_ResourceNotFound') }),
  ])
  const found = await Array.fromAsync(source.methodsOf([id(1), id(2)], unaborted))
  expect(found.map(({ personId, methodsRegistered }) => [personId, methodsRegistered])).toEqual([
    [id(1), ['mobilePhone', 'passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator']],
  ])
})

test('methods that may not be read are asked for twenty at most, and nobody is told', async () => {
  const { source, standIn } = await sourceOf([/authentication/, refused])
  const people = Array.from({ length: 100 }, (_, index) => id(index + 1))
  expect(await Array.fromAsync(source.methodsOf(people, unaborted))).toEqual([])
  expect(standIn.requests).toHaveLength(1)
})
