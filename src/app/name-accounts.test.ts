import { afterAll, beforeAll, expect, test } from 'vitest'
import { known, unknown } from '#domain/shared/evidence.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { population } from '#domain/tenant/population.ts'
import { person, putAll, registration } from '#store/rows.fixture.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { nameAccounts, unnameAccount } from './name-accounts.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase('embedded')
})

afterAll(async () => {
  await database.close()
})

const { userPrincipalName } = person(1)
const service = [{ userPrincipalName, namedAs: 'service' }] as const

async function tenantOfThree(): Promise<TenantName> {
  const tenant = await database.tenant()
  await putAll(database, tenant, {
    people: [person(1), person(2), person(3)],
    registrations: [registration(1), registration(2)],
  })
  return tenant
}

const countOf = async (tenant: TenantName) =>
  await database.store.inTenant(tenant, async (unit) => (await unit.facts(null))[population.name])

test('naming an account and taking the name back count the people anew, with the age and the gaps of the reading', async () => {
  const tenant = await tenantOfThree()
  const { store, clock } = database
  const takenAt = clock.now()
  await store.inTenant(tenant, async (unit) => {
    // One row of the reading was not taken in: four people, of whom three are there.
    const counted = known(await unit.countPopulation(), takenAt, { have: 2, of: 4 })
    await unit.putFacts({ [population.name]: counted }, null, takenAt)
  })
  clock.advance({ hours: 3 })
  await nameAccounts(database, tenant, service)
  expect(await countOf(tenant)).toMatchObject({
    value: { enabledMembers: 2, phoneOnly: { count: 1 } },
    takenAt,
    coverage: { have: 1, of: 3 },
  })
  clock.advance({ hours: 1 })
  await unnameAccount(database, tenant, userPrincipalName)
  expect(await countOf(tenant)).toMatchObject({
    value: { enabledMembers: 3, phoneOnly: { count: 2 } },
    takenAt,
    coverage: { have: 2, of: 4 },
  })
})

test('naming an account makes no count known that was not', async () => {
  const tenant = await tenantOfThree()
  const { store, clock } = database
  await nameAccounts(database, tenant, service)
  expect(await countOf(tenant)).toBeUndefined()
  const refused = unknown({ kind: 'refused', call: 'GET /reports', permission: 'AuditLog.Read.All' }, clock.now())
  await store.inTenant(tenant, (unit) => unit.putFacts({ [population.name]: refused }, null, clock.now()))
  await unnameAccount(database, tenant, userPrincipalName)
  expect(await countOf(tenant)).toEqual(refused)
})
