import { expect, test } from 'vitest'
import type { PersonRow } from '#app/ports.ts'
import { withStore } from '../../test/database.ts'
import { device, guid, inSync, person, putAll, registration } from './rows.fixture.ts'

withStore('people', (database) => {
  const upns = (rows: readonly { person: { userPrincipalName: string } }[]) =>
    rows.map((row) => row.person.userPrincipalName)

  test('a person comes back as put: null is nothing in the directory, absent is not told', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    const row = person(1, { displayName: 'Zoë 🦊 \u0000 \ud800', jobTitle: null })
    await putAll(database(), tenant, { people: [row] })
    const found = await store.inTenant(tenant, (unit) => unit.personByUpnOrId(guid(1)))
    expect(found?.person).toEqual({ ...row, displayName: 'Zoë 🦊  \ufffd' })
    expect(found?.person).not.toHaveProperty('mail')
  })

  test('the same batch twice writes nothing', async () => {
    const tenant = await database().tenant()
    const rows = [person(1), person(2)]
    await inSync(database(), tenant, async (unit, run) => {
      expect(await unit.putPeople(run.id, rows, database().clock.now())).toBe(2)
      expect(await unit.putPeople(run.id, rows, database().clock.advance({ hours: 1 }))).toBe(0)
      expect((await unit.personHistory(guid(1))).person).toHaveLength(1)
    })
  })

  test('a change ends the version before at the moment at which the next begins', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await inSync(database(), tenant, async (unit, run) => {
      const first = clock.now()
      await unit.putPeople(run.id, [person(1), person(2)], first)
      const second = clock.advance({ hours: 1 })
      expect(await unit.putPeople(run.id, [person(1, { department: 'Finance' }), person(2)], second)).toBe(1)
      const { person: history } = await unit.personHistory(guid(1))
      expect(history.map(({ value }) => value.department)).toEqual(['Sales', 'Finance'])
      expect(history.map(({ from, until }) => [from, until])).toEqual([
        [first, second],
        [second, null],
      ])
      const departmentAt = async (at: Temporal.Instant) =>
        (await unit.people({ at }, { afterUpn: null, limit: 1 }))[0]?.person.department
      expect(await departmentAt(first)).toBe('Sales')
      expect(await departmentAt(second.subtract({ microseconds: 1 }))).toBe('Sales')
      expect(await departmentAt(second)).toBe('Finance')
      expect(await departmentAt(first.subtract({ microseconds: 1 }))).toBeUndefined()
    })
  })

  test('two changes at the same moment leave one version, with the later values', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await inSync(database(), tenant, async (unit, run) => {
      await unit.putPeople(run.id, [person(1)], clock.now())
      expect(await unit.putPeople(run.id, [person(1, { department: 'Finance' })], clock.now())).toBe(1)
      const { person: history } = await unit.personHistory(guid(1))
      expect(history.map(({ value, until }) => [value.department, until])).toEqual([['Finance', null]])
    })
  })

  test('a property that the source does not tell stays, null overwrites', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await inSync(database(), tenant, async (unit, run) => {
      await unit.putPeople(run.id, [person(1, { jobTitle: 'Engineer', city: 'Berlin' })], clock.now())
      const patch = {
        id: guid(1),
        userPrincipalName: person(1).userPrincipalName,
        jobTitle: undefined,
        city: null,
      } as never
      expect(await unit.putPeople(run.id, [patch], clock.advance({ hours: 1 }))).toBe(1)
      const found = await unit.personByUpnOrId(guid(1))
      expect(found?.person).toMatchObject({ jobTitle: 'Engineer', city: null, department: 'Sales' })
    })
  })

  test('of two rows of one person in one batch the last wins', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await inSync(database(), tenant, async (unit, run) => {
      expect(
        await unit.putPeople(run.id, [person(1, { city: 'Bonn' }), person(1, { city: 'Berlin' })], clock.now()),
      ).toBe(1)
      expect((await unit.personByUpnOrId(guid(1)))?.person.city).toBe('Berlin')
    })
  })

  test('who was not seen in a whole stream ends, who was seen unchanged stays', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1), person(2), person(3)] })
    const later = clock.advance({ hours: 6 })
    await inSync(database(), tenant, async (unit, run) => {
      await unit.putPeople(run.id, [person(1), person(2, { city: 'Bonn' }), person(4)], later)
      expect(await unit.retireUnseen(run.id, 'people', later)).toBe(1)
    })
    const left = await store.inTenant(tenant, (unit) => unit.people({}, { afterUpn: null, limit: 10 }))
    expect(left.map((row) => row.person.id)).toEqual([guid(1), guid(2), guid(4)])
    const before = await store.inTenant(tenant, (unit) =>
      unit.people({ at: later.subtract({ seconds: 1 }) }, { afterUpn: null, limit: 10 }),
    )
    expect(before.map((row) => row.person.id)).toEqual([guid(1), guid(2), guid(3)])
  })

  test('users/delta: a change lays over the person, a removal ends them, the last word in a batch counts', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1), person(2), person(3)] })
    const at = clock.advance({ hours: 1 })
    await inSync(database(), tenant, async (unit, run) => {
      const changed = await unit.applyPersonChanges(
        run.id,
        [
          { kind: 'changed', person: { id: guid(1), accountEnabled: false } },
          { kind: 'removed', id: guid(2) },
          { kind: 'removed', id: guid(3) },
          { kind: 'changed', person: { id: guid(3), city: 'Bonn' } },
          { kind: 'changed', person: { id: guid(9), city: 'nobody knows this one' } },
        ],
        at,
      )
      expect(changed).toBe(3)
      const rows = await unit.people({}, { afterUpn: null, limit: 10 })
      expect(rows.map((row) => [row.person.id, row.person.accountEnabled, row.person.city])).toEqual([
        [guid(1), false, undefined],
        [guid(3), true, 'Bonn'],
      ])
    })
  })

  test('pages in order of UPN meet everybody once, those who share a UPN included', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    const twins = [person(7), person(8, { userPrincipalName: person(7).userPrincipalName })]
    await putAll(database(), tenant, { people: [...twins, person(1), person(2), person(9)] })
    const met: string[] = []
    let afterUpn: string | null = null
    for (;;) {
      const after: string | null = afterUpn
      const page: readonly PersonRow[] = await store.inTenant(tenant, (unit) =>
        unit.people({}, { afterUpn: after, limit: 3 }),
      )
      met.push(...page.map((row) => row.person.id))
      if (page.length < 3) break
      afterUpn = page.at(-1)?.person.userPrincipalName ?? null
    }
    expect(met).toEqual([guid(1), guid(2), guid(7), guid(8), guid(9)])
  })

  test('the search looks in UPN, name and department without case, and its signs are plain text', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    const people = [person(1, { displayName: 'Ädam 100%_' }), person(2, { department: 'Finance' }), person(3)]
    await putAll(database(), tenant, { people })
    const find = (search: string) =>
      store.inTenant(tenant, async (unit) => (await unit.named({ search })).people.map(({ id }) => id))
    expect(await find('äDAM')).toEqual([guid(1)])
    expect(await find('100%_')).toEqual([guid(1)])
    expect(await find('%')).toEqual([guid(1)])
    expect(await find('FINANCE')).toEqual([guid(2)])
    expect(await find('person.0003@')).toEqual([guid(3)])
    expect(await find('nobody')).toEqual([])
  })

  test('disabled, external and named accounts are left out on demand only', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    const external = person(3, { userPrincipalName: 'guest_fabrikam#EXT#@contoso.example', userType: 'Guest' })
    await putAll(database(), tenant, { people: [person(1), person(2, { accountEnabled: false }), external, person(4)] })
    await store.inTenant(tenant, (unit) =>
      unit.nameAccounts([{ userPrincipalName: 'PERSON.0004@contoso.example', namedAs: 'emergency' }]),
    )
    expect(await store.inTenant(tenant, (unit) => unit.countPeople({}))).toBe(4)
    expect(await store.inTenant(tenant, (unit) => unit.countPeople({ excludedToo: false }))).toBe(1)
    expect(await store.inTenant(tenant, (unit) => unit.unnameAccount('person.0004@contoso.example'))).toBe(true)
    expect(await store.inTenant(tenant, (unit) => unit.unnameAccount('person.0004@contoso.example'))).toBe(false)
    expect(await store.inTenant(tenant, (unit) => unit.countPeople({ excludedToo: false }))).toBe(2)
  })

  test('a sample is the same for the same seed, holds enabled members only, administrators first', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    const people = Array.from({ length: 30 }, (_, number) => person(number, { accountEnabled: number !== 5 }))
    await putAll(database(), tenant, {
      people,
      registrations: [registration(3, { isAdmin: true }), registration(5, { isAdmin: true })],
    })
    const sample = (seed: number) => store.inTenant(tenant, (unit) => unit.samplePeople(10, seed))
    const first = await sample(1)
    expect(first).toEqual(await sample(1))
    expect(first).not.toEqual(await sample(2))
    expect(first).toHaveLength(10)
    expect(first[0]).toEqual({ id: guid(3), userPrincipalName: person(3).userPrincipalName })
    expect(first.map(({ id }) => id)).not.toContain(guid(5))
  })

  test('the last sign-in is kept, and asked for a moment before it nothing is known', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1), person(2)] })
    await inSync(database(), tenant, async (unit, run) => {
      const row = {
        personId: guid(1),
        lastSignInDateTime: '2026-11-10T00:00:00Z',
        lastSuccessfulSignInDateTime: '2026-11-09T00:00:00Z',
      }
      expect(await unit.putSignInActivity(run.id, [row], clock.now())).toBe(1)
      expect(await unit.putSignInActivity(run.id, [row], clock.now())).toBe(0)
      const rows = await unit.people({}, { afterUpn: null, limit: 10 })
      expect(rows.map((found) => found.lastSignInAt?.toString())).toEqual(['2026-11-10T00:00:00Z', undefined])
      expect(await unit.countDirectory()).toEqual({ people: 2, managersKnown: 0, signInActivityKnown: 1 })
    })
  })

  test('rows under a UPN join the person who is known by id', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const upn = 'upn:person.0001@contoso.example'
    await putAll(database(), tenant, { people: [person(1)] })
    clock.advance({ hours: 1 })
    await putAll(database(), tenant, {
      people: [person(1, { id: upn, city: 'Bonn' })],
      registrations: [registration(1, { id: upn })],
      devices: [device(1, { ownerId: upn })],
    })
    await store.inTenant(tenant, async (unit) => {
      expect(await unit.countPeople({})).toBe(1)
      const found = await unit.personByUpnOrId('person.0001@contoso.example')
      expect(found).toMatchObject({
        person: { id: guid(1), city: 'Bonn', department: 'Sales' },
        methods: ['mobilePhone'],
      })
      expect(await unit.devicesOf(guid(1))).toHaveLength(1)
    })
  })

  test('when the id of somebody known by UPN arrives, everything stored goes over to it, with its history', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const upn = 'upn:person.0001@contoso.example'
    const begun = clock.now()
    await putAll(database(), tenant, {
      people: [person(1, { id: upn }), person(2, { id: 'upn:person.0002@contoso.example' })],
      registrations: [registration(1, { id: upn })],
      devices: [device(1, { ownerId: upn })],
    })
    clock.advance({ hours: 1 })
    await putAll(database(), tenant, { people: [person(1, { city: 'Bonn' })] })
    await store.inTenant(tenant, async (unit) => {
      const rows = await unit.people({}, { afterUpn: null, limit: 10 })
      expect(upns(rows)).toEqual([person(1).userPrincipalName, person(2).userPrincipalName])
      expect(rows.map((row) => [row.person.id, row.methods])).toEqual([
        [guid(1), ['mobilePhone']],
        ['upn:person.0002@contoso.example', null],
      ])
      expect((await unit.personHistory(guid(1))).person.map(({ from, value }) => [from, value.city])).toEqual([
        [begun, undefined],
        [clock.now(), 'Bonn'],
      ])
      expect(await unit.devicesOf(guid(1))).toHaveLength(1)
      expect(await unit.devicesOf(upn)).toEqual([])
    })
  })

  test('what an id already has stays when older rows under the UPN are found', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const upn = 'upn:person.0001@contoso.example'
    await putAll(database(), tenant, { registrations: [registration(1, { id: upn, methodsRegistered: ['email'] })] })
    clock.advance({ hours: 1 })
    await putAll(database(), tenant, {
      registrations: [
        registration(1, {
          id: guid(1),
          userPrincipalName: 'other@contoso.example',
          methodsRegistered: ['passKeySynced'],
        }),
      ],
    })
    clock.advance({ hours: 1 })
    await putAll(database(), tenant, { people: [person(1)] })
    const found = await store.inTenant(tenant, (unit) => unit.personByUpnOrId(guid(1)))
    expect(found?.methods).toEqual(['passKeySynced'])
  })

  test('a batch larger than one statement takes is written whole', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: Array.from({ length: 6001 }, (_, number) => person(number)) })
    expect(await store.inTenant(tenant, (unit) => unit.countPeople({}))).toBe(6001)
  })
})
