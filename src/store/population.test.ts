import { expect, test } from 'vitest'
import { known, type Coverage } from '#domain/shared/evidence.ts'
import { globalAdministratorRole } from '#domain/shared/ids.ts'
import { nobody } from '#domain/tenant/named-people.ts'
import { withStore } from '../../test/database.ts'
import { device, guid, putAll, person, registration } from './rows.fixture.ts'

withStore('population', (database) => {
  const names = (...numbers: readonly number[]) => ({
    count: numbers.length,
    people: numbers.map((number) => ({ id: guid(number), userPrincipalName: person(number).userPrincipalName })),
  })
  const methods = (number: number, ...methodsRegistered: readonly string[]) =>
    registration(number, { methodsRegistered })

  test('an empty tenant counts nobody, and an unread list of domains leaves the passwords unknown', async () => {
    const tenant = await database().tenant()
    const counted = await database().store.inTenant(tenant, (unit) => unit.countPopulation())
    expect(counted).toMatchObject({ enabledMembers: 0, disabled: 0, withExpiringPassword: null, phoneOnly: nobody })
  })

  test('people are counted by what their methods amount to, each person once', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [
        ...Array.from({ length: 10 }, (_, number) => person(number)),
        person(10, { accountEnabled: false }),
        person(11, { userType: 'Guest' }),
        person(12, { userPrincipalName: 'x#EXT#@contoso.example', userType: 'Guest' }),
        person(13),
      ],
      registrations: [
        methods(1, 'mobilePhone', 'officePhone'),
        methods(2, 'email'),
        methods(3, 'microsoftAuthenticatorPush'),
        methods(4, 'passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator'),
        methods(5, 'passKeySynced', 'mobilePhone', 'windowsHelloForBusiness'),
        methods(6, 'windowsHelloForBusiness', 'mobilePhone'),
        methods(7, 'mobilePhone', 'aMethodOfTheFuture'),
        methods(8, 'aMethodOfTheFuture'),
        methods(9, 'mobilePhone', 'microsoftAuthenticatorPush'),
        methods(10, 'mobilePhone'),
        methods(11, 'mobilePhone'),
        methods(13, 'mobilePhone'),
      ],
      devices: [device(1), device(2)],
    })
    await store.inTenant(tenant, (unit) =>
      unit.nameAccounts([{ userPrincipalName: person(13).userPrincipalName, namedAs: 'service' }]),
    )
    expect(await store.inTenant(tenant, (unit) => unit.countPopulation())).toEqual({
      enabledMembers: 10,
      enabledGuests: 2,
      disabled: 1,
      withRegistration: 9,
      withoutRegistration: names(0),
      withUnplacedMethods: names(7, 8),
      phoneOnly: names(1),
      noMfaMethod: names(2),
      authenticatorOnly: names(3),
      phishingResistant: 3,
      withPasskey: 2,
      computerBoundOnly: 1,
      singlePasskey: 2,
      withoutDevice: 8,
      withExpiringPassword: null,
      administrators: nobody,
      administratorsPhoneOnly: nobody,
      administratorsWithoutPhishingResistant: nobody,
      administratorsWithSyncedPasskey: nobody,
    })
  })

  test('an administrator of whom nothing is known counts as one without a phishing-resistant method', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2), person(3), person(4)],
      registrations: [methods(2, 'mobilePhone'), methods(3, 'passKeySynced'), registration(4, { isAdmin: true })],
    })
    const count = () => store.inTenant(tenant, (unit) => unit.countPopulation())
    expect((await count()).administrators).toEqual(names(4))
    const assignments = [1, 2, 3].map((number) => ({
      principalId: guid(number),
      roleTemplateId: globalAdministratorRole,
      kind: 'active',
    }))
    await store.inTenant(tenant, (unit) =>
      unit.putFacts({ 'role-assignments': known({ assignments, eligibleRead: true }, clock.now()) }, null, clock.now()),
    )
    expect(await count()).toMatchObject({
      administrators: names(1, 2, 3),
      administratorsPhoneOnly: names(2),
      administratorsWithoutPhishingResistant: names(1, 2),
      administratorsWithSyncedPasskey: names(3),
    })
  })

  test('a name that cannot be placed makes nobody a no: who it leaves in doubt is counted, and who it does not is not', async () => {
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2), person(3)],
      registrations: [
        methods(1, 'fido2SecurityKey', 'aMethodOfTheFuture'),
        methods(2, 'passKeyDeviceBound', 'windowsHelloForBusiness', 'aMethodOfTheFuture'),
        methods(3, 'mobilePhone'),
      ],
    })
    const counted = await database().store.inTenant(tenant, (unit) => unit.countPopulation())
    expect(counted).toMatchObject({ withUnplacedMethods: names(1), singlePasskey: 0, phoneOnly: names(3) })
  })

  test('an account of which nobody told whether it is enabled counts as enabled, a disabled one does not', async () => {
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [
        person(1, { accountEnabled: null }),
        person(2, { accountEnabled: false }),
        person(3, { accountEnabled: null, userType: 'Guest' }),
      ],
      registrations: [methods(1, 'mobilePhone'), registration(2, { isAdmin: true })],
    })
    const counted = await database().store.inTenant(tenant, (unit) => unit.countPopulation())
    expect(counted).toMatchObject({ enabledMembers: 1, enabledGuests: 1, disabled: 1, withRegistration: 1 })
    expect(counted).toMatchObject({ phoneOnly: names(1), administrators: nobody })
  })

  test('while roles were read in part, an administrator of the report is one too; read whole, the roles decide', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2)],
      registrations: [methods(1, 'passKeySynced'), registration(2, { isAdmin: true })],
    })
    const assignments = [{ principalId: guid(1), roleTemplateId: globalAdministratorRole, kind: 'active' }]
    const administrators = async (coverage: Coverage) =>
      await store.inTenant(tenant, async (unit) => {
        const roles = known({ assignments, eligibleRead: true }, clock.now(), coverage)
        await unit.putFacts({ 'role-assignments': roles }, null, clock.now())
        return (await unit.countPopulation()).administrators
      })
    expect(await administrators({ have: 1, of: 2 })).toEqual(names(1, 2))
    expect(await administrators({ have: 1, of: null })).toEqual(names(1, 2))
    expect(await administrators({ have: 2, of: 2 })).toEqual(names(1))
  })

  test('a password expires unless account or domain says that it does not', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const at = (domain: string, number: number, passwordPolicies: string | null = null) =>
      person(number, { userPrincipalName: `person.${number}@${domain}`, passwordPolicies })
    await putAll(database(), tenant, {
      people: [
        at('expires.example', 1),
        at('expires.example', 2, 'DisablePasswordExpiration, DisableStrongPassword'),
        at('never.example', 3),
        at('federated.example', 4),
        at('silent.example', 5),
        at('Expires.example', 6),
      ],
    })
    const domain = (id: string, passwordValidityPeriodInDays: number | null, authenticationType = 'Managed') => ({
      id,
      isVerified: true,
      authenticationType,
      passwordValidityPeriodInDays,
    })
    const domains = [
      domain('expires.example', 90),
      domain('never.example', 2_147_483_647),
      domain('federated.example', 90, 'Federated'),
      domain('silent.example', null),
    ]
    await store.inTenant(tenant, (unit) => unit.putFacts({ domains: known(domains, clock.now()) }, null, clock.now()))
    expect((await store.inTenant(tenant, (unit) => unit.countPopulation())).withExpiringPassword).toBe(3)
  })

  test('names are the first two hundred in order of UPN, the count is of all', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: Array.from({ length: 205 }, (_, number) => person(205 - number)) })
    const { withoutRegistration } = await store.inTenant(tenant, (unit) => unit.countPopulation())
    expect(withoutRegistration.count).toBe(205)
    expect(withoutRegistration.people.map(({ id }) => id)).toEqual(
      Array.from({ length: 200 }, (_, number) => guid(number + 1)),
    )
  })
})
