// What people have registered, and how far the report lags behind it.

import { describe, expect, test } from 'vitest'
import { itemsOf, stillWorld } from './world.fixture.ts'
import type { Resource, World } from './world.ts'

const employeeAt = (world: World, from = 0): Resource => {
  for (let position = from; position < world.users.size(); position++) {
    const user = world.users.at(position)
    if (user?.employeeType === 'Employee' && user.accountEnabled === true) return user
  }
  throw new Error('no employee')
}
const hours = (count: number) => Temporal.Duration.from({ hours: count })
const passkey = {
  '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
  aaGuid: '90a3ccdf-635c-4729-a248-9b709135078f',
  passkeyType: 'deviceBound',
}

describe('methods and the report', () => {
  const methodsIn = (world: World, id: string) =>
    world.registrationDetails.byId(id)?.methodsRegistered as string[] | undefined

  test('the methods of everybody and the report agree', () => {
    const world = stillWorld()
    const types: Readonly<Record<string, string>> = {
      passKeySynced: 'fido2AuthenticationMethod',
      passKeyDeviceBound: 'fido2AuthenticationMethod',
      mobilePhone: 'phoneAuthenticationMethod',
      microsoftAuthenticatorPush: 'microsoftAuthenticatorAuthenticationMethod',
      windowsHelloForBusiness: 'windowsHelloForBusinessAuthenticationMethod',
      macOsSecureEnclaveKey: 'platformCredentialAuthenticationMethod',
      email: 'emailAuthenticationMethod',
    }
    let compared = 0
    for (const row of itemsOf(world.registrationDetails)) {
      const held = world.authenticationMethodsOf(String(row.id)).map((method) => method['@odata.type'])
      for (const name of row.methodsRegistered as string[]) {
        const type = types[name]
        if (type === undefined) continue
        expect(held).toContain(`#microsoft.graph.${type}`)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(1000)
  })

  test('a method registered now is there at once and in the report only after its next refresh', () => {
    const world = stillWorld()
    const id = String(employeeAt(world, 40).id)
    const before = world.registrationDetails.byId(id)
    world.registerMethod(id, { ...passkey, passkeyType: 'synced', aaGuid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd' })
    expect(world.authenticationMethodsOf(id).at(-1)).toMatchObject({
      passkeyType: 'synced',
      createdDateTime: '2026-11-23T08:00:00Z',
    })
    expect(world.registrationDetails.byId(id)).toEqual(before)
    world.clock.advance(hours(3))
    expect(world.registrationDetails.byId(id)).toEqual(before)
    world.clock.advance(hours(1))
    expect(methodsIn(world, id)).toContain('passKeySynced')
    expect(String(world.registrationDetails.byId(id)?.lastUpdatedDateTime)).toMatch(/^2026-11-23T11:16:0/)
    world.clock.advance(hours(24))
    expect(String(world.registrationDetails.byId(id)?.lastUpdatedDateTime)).toMatch(/^2026-11-24T03:16:0/)
  })

  test('one Authenticator passkey makes two entries', () => {
    const world = stillWorld()
    const id = String(world.addUser({ displayName: 'Ada', userPrincipalName: 'ada@contoso.com' }).id)
    world.registerMethod(id, passkey)
    world.clock.advance(hours(5))
    expect(methodsIn(world, id)).toEqual(['passKeyDeviceBoundAuthenticator', 'passKeyDeviceBound'])
  })

  test('a removed method stays in the report until its next refresh', () => {
    const world = stillWorld()
    const row = [...itemsOf(world.registrationDetails)].find(
      ({ methodsRegistered }) => String(methodsRegistered) === 'mobilePhone',
    )
    const id = String(row?.id)
    const phone = world.authenticationMethodsOf(id).at(-1)
    expect(world.removeMethod(id, String(phone?.id))).toBe(true)
    expect(world.removeMethod(id, String(phone?.id))).toBe(false)
    expect(world.authenticationMethodsOf(id)).toHaveLength(1)
    expect(methodsIn(world, id)).toEqual(['mobilePhone'])
    world.clock.advance(hours(5))
    expect(methodsIn(world, id)).toEqual([])
  })

  test('a password can not be removed, and a second pass takes the place of the first', () => {
    const world = stillWorld()
    const id = String(employeeAt(world, 60).id)
    const [password] = world.authenticationMethodsOf(id)
    expect(world.removeMethod(id, String(password?.id))).toBe(false)
    const pass = { '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod', lifetimeInMinutes: 60 }
    world.registerMethod(id, { ...pass, id: 'one' })
    world.registerMethod(id, { ...pass, id: 'two' })
    const passes = world.authenticationMethodsOf(id).filter((method) => method['@odata.type'] === pass['@odata.type'])
    expect(passes.map((method) => method.id)).toEqual(['two'])
  })

  test('a pass works for whom the policy allows it, until its lifetime is over', () => {
    const world = stillWorld({ people: 20_000 })
    const passes = () =>
      [...itemsOf(world.registrationDetails)]
        .filter(({ methodsRegistered }) => (methodsRegistered as string[]).includes('temporaryAccessPass'))
        .flatMap(({ id }) => world.authenticationMethodsOf(String(id)).filter((method) => 'isUsable' in method))
    const reasons = new Set(passes().map(({ methodUsabilityReason }) => methodUsabilityReason))
    expect(reasons).toContain('Expired')
    for (const pass of passes()) expect(pass.isUsable).toBe(pass.methodUsabilityReason === 'EnabledByPolicy')
    world.clock.advance(hours(24))
    expect(new Set(passes().map(({ methodUsabilityReason }) => methodUsabilityReason))).toEqual(new Set(['Expired']))
  })

  test('someone without a row gets one after the next refresh, and no position moves', () => {
    const world = stillWorld()
    const absent = [...itemsOf(world.users)].find(
      (user) => user.employeeType === 'Employee' && world.registrationDetails.byId(String(user.id)) === undefined,
    )
    const id = String(absent?.id)
    const size = world.registrationDetails.size()
    const rows = [...itemsOf(world.registrationDetails)]
    world.registerMethod(id, passkey)
    expect(world.registrationDetails.byId(id)).toBeUndefined()
    expect(world.registrationDetails.count?.()).toBe(size)
    expect([...itemsOf(world.registrationDetails)]).toEqual(rows)
    world.clock.advance(hours(4))
    expect(world.registrationDetails.at(size)?.id).toBe(id)
    expect(world.registrationDetails.count?.()).toBe(size + 1)
  })
})
