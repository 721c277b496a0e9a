import { expect, test } from 'vitest'
import { withStore } from '../../test/database.ts'
import { guid, inSync, person, putAll, registration } from './rows.fixture.ts'

withStore('registrations', (database) => {
  const instant = (text: string) => Temporal.Instant.from(text)

  test('methods come back in order of name, each once, as old as the report says', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    const row = registration(1, { methodsRegistered: ['passKeySynced', 'mobilePhone', 'mobilePhone'] })
    await putAll(database(), tenant, { people: [person(1), person(2)], registrations: [row] })
    const rows = await store.inTenant(tenant, (unit) => unit.people({}, { afterUpn: null, limit: 10 }))
    expect(rows.map(({ methods, methodsTakenAt }) => [methods, methodsTakenAt?.toString()])).toEqual([
      [['mobilePhone', 'passKeySynced'], '2026-11-21T03:16:00Z'],
      [null, undefined],
    ])
  })

  test('a report that is only fresher makes no version, but its age is kept', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1)] })
    await inSync(database(), tenant, async (unit, run) => {
      await unit.putRegistrations(run.id, [registration(1)], clock.now())
      const fresher = registration(1, { lastUpdatedDateTime: '2026-11-22T03:16:00Z' })
      expect(await unit.putRegistrations(run.id, [fresher], clock.advance({ hours: 24 }))).toBe(0)
      expect((await unit.personHistory(guid(1))).methods).toHaveLength(1)
      expect((await unit.personByUpnOrId(guid(1)))?.methodsTakenAt).toEqual(instant('2026-11-22T03:16:00Z'))
    })
  })

  test('the same batch twice writes nothing', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await inSync(database(), tenant, async (unit, run) => {
      expect(await unit.putRegistrations(run.id, [registration(1)], clock.now())).toBe(1)
      expect(await unit.putRegistrations(run.id, [registration(1)], clock.advance({ hours: 1 }))).toBe(0)
    })
  })

  test('fresh methods win over an older report, and a later report wins again', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    clock.set('2026-11-22T03:00:00Z')
    await putAll(database(), tenant, { people: [person(1)], registrations: [registration(1)] })
    await inSync(database(), tenant, async (unit, run) => {
      const methodsNow = async () => (await unit.personByUpnOrId(guid(1)))?.methods
      const takenAt = instant('2026-11-22T08:00:00Z')
      clock.set('2026-11-22T08:00:00Z')
      expect(
        await unit.putFreshMethods([
          { personId: guid(1), methodsRegistered: ['passKeySynced', 'mobilePhone'], takenAt },
        ]),
      ).toBe(1)
      expect(await methodsNow()).toEqual(['mobilePhone', 'passKeySynced'])
      const stale = registration(1, { lastUpdatedDateTime: '2026-11-22T03:16:00Z' })
      expect(await unit.putRegistrations(run.id, [stale], clock.advance({ hours: 1 }))).toBe(0)
      expect(await methodsNow()).toEqual(['mobilePhone', 'passKeySynced'])
      const later = registration(1, { lastUpdatedDateTime: '2026-11-23T03:16:00Z', methodsRegistered: ['email'] })
      expect(await unit.putRegistrations(run.id, [later], clock.advance({ hours: 24 }))).toBe(1)
      expect(await methodsNow()).toEqual(['email'])
      expect((await unit.personHistory(guid(1))).methods.map(({ value }) => value)).toEqual([
        ['mobilePhone'],
        ['mobilePhone', 'passKeySynced'],
        ['email'],
      ])
    })
  })

  test('fresh methods that are older than what is known are not written', async () => {
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1)], registrations: [registration(1)] })
    await database().store.inTenant(tenant, async (unit) => {
      const put = (takenAt: string, methodsRegistered: readonly string[]) =>
        unit.putFreshMethods([{ personId: guid(1), methodsRegistered, takenAt: instant(takenAt) }])
      expect(await put('2026-11-21T00:00:00Z', ['email'])).toBe(0)
      expect(await put('2026-11-22T09:00:00Z', ['fido2SecurityKey'])).toBe(1)
      expect(await put('2026-11-22T08:00:00Z', ['email'])).toBe(0)
      expect((await unit.personByUpnOrId(guid(1)))?.methods).toEqual(['fido2SecurityKey'])
    })
  })

  test('whom the report does not show yet keeps the methods read a few hours ago, but not for ever', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1)] })
    clock.set('2026-11-22T09:00:00Z')
    await database().store.inTenant(tenant, (unit) =>
      unit.putFreshMethods([{ personId: guid(1), methodsRegistered: ['passKeySynced'], takenAt: clock.now() }]),
    )
    const retired = () =>
      inSync(database(), tenant, (unit, run) => unit.retireUnseen(run.id, 'registrations', clock.now()))
    clock.advance({ hours: 6 })
    expect(await retired()).toBe(0)
    clock.advance({ hours: 24 })
    expect(await retired()).toBe(1)
  })

  test('who left the report ends, who is only fresher stays', async () => {
    const { clock, store } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2), person(3)],
      registrations: [registration(1), registration(2), registration(3)],
    })
    const later = clock.advance({ hours: 24 })
    await inSync(database(), tenant, async (unit, run) => {
      await unit.putRegistrations(
        run.id,
        [registration(1), registration(2, { lastUpdatedDateTime: '2026-11-23T01:00:00Z' })],
        later,
      )
      expect(await unit.retireUnseen(run.id, 'registrations', later)).toBe(1)
    })
    const rows = await store.inTenant(tenant, (unit) => unit.people({}, { afterUpn: null, limit: 10 }))
    expect(rows.map(({ methods }) => methods)).toEqual([['mobilePhone'], ['mobilePhone'], null])
  })
})
