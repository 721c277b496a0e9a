import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppContext } from '#app/context.ts'
import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { syncTenants } from './sync-tenants.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await openTestDatabase('embedded')
})

afterEach(async () => {
  await database.close()
})

async function demoTenant(): Promise<TenantName> {
  const name = await database.tenant()
  await database.store.saveTenant({
    name,
    connection: { kind: 'demo', people: 1, seed: 1 },
    createdAt: database.clock.now(),
  })
  return name
}

/** Runs the job where every tenant fails as it is reached for; returns who was reached for, and what the job threw. */
async function run(trouble: AppError) {
  const reached: string[] = []
  const app: AppContext = {
    store: database.store,
    clock: database.clock,
    sourceOf: ({ name }) => {
      reached.push(name)
      return Promise.reject(trouble)
    },
  }
  const thrown = await syncTenants.run(app, new AbortController().signal).then(
    () => null,
    (error: unknown) => error,
  )
  return { reached: reached.sort(), thrown }
}

/** A sync that began now and ended. */
async function finishedSync(tenant: TenantName) {
  await database.store.inTenant(tenant, async (unit) => {
    const { id } = await unit.startSync('full', [], database.clock.now())
    await unit.endSync(id, 'finished', database.clock.now(), null)
  })
}

test("one tenant's failure does not keep the others from their turn, and is told with how many failed", async () => {
  const tenants = [await demoTenant(), await demoTenant(), await database.tenant()]
  const { reached, thrown } = await run(new AppError('credentials-expired'))
  expect(reached).toEqual(tenants.slice(0, 2).sort())
  expect(thrown).toBeInstanceOf(AggregateError)
  expect(thrown).toMatchObject({
    message: '2 of 2 tenants could not be synced.',
    errors: [{ code: 'credentials-expired' }, { code: 'credentials-expired' }],
  })
})

test('a sync that somebody else runs is no failure', async () => {
  const tenant = await demoTenant()
  expect(await run(new AppError('sync-running'))).toEqual({ reached: [tenant], thrown: null })
})

test('a tenant whose last sync started less than 50 minutes ago is left for the next turn', async () => {
  const tenant = await demoTenant()
  await finishedSync(tenant)
  database.clock.advance({ minutes: 49 })
  expect((await run(new AppError('sync-running'))).reached).toEqual([])
  database.clock.advance({ minutes: 1 })
  expect((await run(new AppError('sync-running'))).reached).toEqual([tenant])
})

test('the first turn comes two minutes after the start', () => {
  expect(syncTenants.firstAfterMinutes).toBe(2)
})
