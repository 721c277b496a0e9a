// The whole source against the simulated tenant: the same calls that a real tenant answers, with its limits, its
// refusals and its nuisances.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { globalAdministratorRole } from '#domain/shared/ids.ts'
import type { Fact, FactBook, ValueOf } from '#domain/tenant/fact.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import { emergencyAccounts } from '#domain/tenant/emergency-accounts.ts'
import { perUserMfa } from '#domain/tenant/per-user-mfa.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { roleAssignments } from '#domain/tenant/role-assignments.ts'
import { defaultWorldSettings, startTwin, type Twin } from '#twin/start-twin.ts'
import { read } from './sample-tenant.fixture.ts'
import { unaborted } from './stand-in.fixture.ts'
import { budgets, type ThrottleEvent } from './throttle.ts'
import { speed, twinSource } from './twin-source.fixture.ts'

const people = 400

let twin: Twin

beforeAll(async () => {
  twin = await startTwin({ world: defaultWorldSettings({ people, seed: 7 }), limits: { speed } })
})

afterAll(async () => {
  await twin.stop()
})

/** A known fact's value, as the fact types it. */
function valueOf<F extends Fact>(reading: { facts: FactBook }, { name }: F): ValueOf<F> {
  const evidence = reading.facts[name]
  if (evidence?.state !== 'known') throw new Error(`${name} is ${JSON.stringify(evidence)}`)
  return evidence.value as ValueOf<F>
}

describe('a simulated tenant that grants everything', () => {
  test('all settings are known and whole, and no call was refused', async () => {
    const reading = await twinSource(twin).settings(unaborted)
    for (const [name, evidence] of Object.entries(reading.facts)) {
      expect(evidence, name).toMatchObject({ state: 'known' })
      if (evidence?.state === 'known') expect(evidence.coverage.have, name).toBe(evidence.coverage.of)
    }
    expect(reading.rejected).toEqual([])
    expect(reading.calls.filter(({ outcome }) => outcome !== 'answered')).toEqual([])
    expect(valueOf(reading, policyGroups).length).toBeGreaterThan(0)
    expect(valueOf(reading, conditionalAccessPolicies)).toHaveLength(twin.world.conditionalAccessPolicies.length)
    const roles = valueOf(reading, roleAssignments)
    expect(roles.assignments.some(({ roleTemplateId }) => roleTemplateId === globalAdministratorRole)).toBe(true)
  })

  test('everybody is read, each with a manager or none, and the total is told', async () => {
    const { rows, pages, rejected } = await read(twinSource(twin), 'people')
    expect(rejected).toEqual([])
    expect(new Set(rows.map(({ id }) => id)).size).toBe(twin.world.users.size())
    expect(rows).toHaveLength(twin.world.users.size())
    expect(pages[0]?.total).toBe(twin.world.users.size())
    for (const person of rows) expect(person.managerId).toBe(twin.world.managerIdOf(person.id) ?? null)
  })

  test('the sign-in activity comes in pages of 120 at most, for everybody', async () => {
    const { rows, pages } = await read(twinSource(twin), 'sign-in-activity')
    expect(rows).toHaveLength(twin.world.users.size())
    expect(Math.max(...pages.map((page) => page.rows.length))).toBeLessThanOrEqual(120)
  })

  test('the registration report is read whole', async () => {
    const { rows } = await read(twinSource(twin), 'registrations')
    expect(rows).toHaveLength(twin.world.registrationDetails.size())
  })

  test('devices of both sources are read whole, with their owners', async () => {
    const source = twinSource(twin)
    const intune = await read(source, 'intune-devices')
    const entra = await read(source, 'entra-devices')
    expect(intune.rows).toHaveLength(twin.world.managedDevices.size())
    expect(entra.rows).toHaveLength(twin.world.devices.size())
    for (const device of entra.rows.slice(0, 50))
      expect(device.ownerId).toBe(twin.world.ownerIdsOf(device.id)[0] ?? null)
    expect(intune.rows.filter(({ ownerId }) => ownerId !== null).length).toBeGreaterThan(0)
  })

  test('the members of the groups that policies name are people of the tenant, each once a group', async () => {
    const source = twinSource(twin)
    const groups = valueOf(await source.settings(unaborted), policyGroups)
    const groupIds = groups.filter(({ exists }) => exists).map(({ id }) => id)
    const { rows } = await read(source, 'memberships', { groupIds })
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map(({ groupId, personId }) => `${groupId} ${personId}`)).size).toBe(rows.length)
    for (const { personId } of rows) expect(twin.world.users.byId(personId)).toBeDefined()
  })

  test('audit events are read, methods and policies', async () => {
    const since = twin.world.clock.now().subtract({ hours: 30 * 24 })
    const { rows, rejected } = await read(twinSource(twin), 'audit-events', { since })
    expect(rejected).toEqual([])
    expect(rows.filter(({ service }) => service === 'Authentication Methods').length).toBeGreaterThan(0)
    expect(rows.some(({ personId }) => personId !== null)).toBe(true)
    for (const { at } of rows) expect(Temporal.Instant.compare(at, since)).toBeGreaterThanOrEqual(0)
  })

  test('a delta link tells what changed after it and nothing before', async () => {
    const source = twinSource(twin)
    const link = await source.deltaLink(unaborted)
    expect((await read(source, 'person-changes', { cursor: link })).rows).toEqual([])
    const [first, second] = [twin.world.users.at(1), twin.world.users.at(2)]
    twin.world.changeUser(String(first?.['id']), { department: 'Treasury' })
    twin.world.removeUser(String(second?.['id']))
    const { rows } = await read(source, 'person-changes', { cursor: link })
    expect(rows).toContainEqual({ kind: 'removed', id: second?.['id'] })
    expect(rows).toContainEqual(
      expect.objectContaining({
        kind: 'changed',
        person: expect.objectContaining({ id: first?.['id'], department: 'Treasury' }) as unknown,
      }),
    )
    expect(rows).toHaveLength(2)
  })

  test('a stream that is cut off goes on where it stopped and yields the same rows', async () => {
    const source = twinSource(twin)
    const whole = await read(source, 'sign-in-activity')
    const cursor = whole.pages[1]?.cursor ?? null
    expect(cursor).not.toBeNull()
    const rest = await read(twinSource(twin), 'sign-in-activity', { cursor })
    expect(rest.rows).toEqual(whole.rows.slice((whole.pages[0]?.rows.length ?? 0) + (whole.pages[1]?.rows.length ?? 0)))
  })

  test('methods read one by one are in the names of the report', async () => {
    const ids = Array.from({ length: 45 }, (_, index) => String(twin.world.users.at(index + 5)?.['id'])).filter(
      (id) => id !== 'undefined',
    )
    const found = await Array.fromAsync(twinSource(twin).methodsOf(ids, unaborted))
    expect(found.map(({ personId }) => personId).sort()).toEqual([...ids].sort())
    const reported = new Set(
      (await read(twinSource(twin), 'registrations')).rows.flatMap(({ methodsRegistered }) => methodsRegistered),
    )
    for (const { methodsRegistered } of found)
      for (const name of methodsRegistered) expect([...reported]).toContain(name)
  })

  test('the emergency accounts that the owner names are found with role and keys', async () => {
    const source = twinSource(twin)
    await source.settings(unaborted)
    const names = twin.world.emergencyAccountUserPrincipalNames
    const reading = await source.emergencyAccounts(names, unaborted)
    const accounts = valueOf(reading, emergencyAccounts)
    expect(accounts.map(({ userPrincipalName }) => userPrincipalName)).toEqual(names)
    expect(reading.calls.filter(({ outcome }) => outcome !== 'answered')).toEqual([])
    for (const account of accounts) {
      expect(account.id).not.toBeNull()
      expect(account.passkeys).not.toBeNull()
      expect(account.isGlobalAdministrator).not.toBeNull()
      expect(account).toHaveProperty('lastSuccessfulSignInAt')
    }
  })

  test('the per-user MFA of a sample is read by $batch', async () => {
    const sample = Array.from({ length: 30 }, (_, index) => twin.world.users.at(index + 5)).flatMap((user) =>
      user === undefined ? [] : [{ id: String(user['id']), userPrincipalName: String(user['userPrincipalName']) }],
    )
    const reading = await twinSource(twin).perUserMfa(sample, people, unaborted)
    expect(reading.facts[perUserMfa.name]).toMatchObject({
      state: 'known',
      coverage: { have: sample.length, of: people },
    })
  })

  test('every permission is tried and answered', async () => {
    const outcomes = await twinSource(twin).probe(unaborted)
    expect(outcomes.filter(({ outcome }) => outcome !== 'answered')).toEqual([])
  })
})

test('a report of many pages is held back by our own throttle, and the simulated limit refuses nothing', async () => {
  const slower = 10
  const server = await startTwin({
    world: defaultWorldSettings({ people: 12_000, seed: 5 }),
    limits: { speed: slower },
  })
  try {
    const events: ThrottleEvent[] = []
    const { rows, pages } = await read(
      twinSource(server, { limitSpeed: slower, onThrottle: (event) => events.push(event) }),
      'registrations',
    )
    expect(rows).toHaveLength(server.world.registrationDetails.size())
    expect(pages.length).toBeGreaterThan(budgets.reports.unitsMax)
    expect(events.some(({ budget, reason }) => budget === 'reports' && reason === 'limit')).toBe(true)
    expect(server.requests().byStatus['429'] ?? 0).toBe(0)
  } finally {
    await server.stop()
  }
})
