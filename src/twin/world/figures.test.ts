// The world is what figures.ts claims: shares measured over 20,000 people.

import { describe, expect, test } from 'vitest'
import { itemsOf, stillWorld } from './world.fixture.ts'
import type { Resource } from './world.ts'

const world = stillWorld({ people: 20_000, seed: 3 })
const users = [...itemsOf(world.users)]
const members = users.filter(({ userType }) => userType === 'Member')
const rows = new Map([...itemsOf(world.registrationDetails)].map((row) => [row.id, row]))
const methodsOf = (user: Resource) => (rows.get(user.id)?.methodsRegistered ?? []) as readonly string[]
const shareOf = (all: readonly Resource[], holds: (user: Resource) => boolean) => all.filter(holds).length / all.length
const near = (share: number, wanted: number, tolerance: number) => {
  expect(share).toBeGreaterThan(wanted - tolerance)
  expect(share).toBeLessThan(wanted + tolerance)
}
const secondFactor = /^(?:microsoftAuthenticator|software|hardware|windowsHello|macOs|fido2|passKey)/
const phone = /Phone$/
const hasPasskey = (user: Resource) => methodsOf(user).some((name) => name.startsWith('passKey'))

describe('people', () => {
  test('guests are about 4 %, and some have not accepted', () => {
    const guests = users.filter(({ userPrincipalName }) => String(userPrincipalName).includes('#EXT#'))
    near(guests.length / users.length, 0.04, 0.002)
    expect(guests.every(({ userType }) => userType === 'Guest')).toBe(true)
    expect(new Set(guests.map(({ externalUserState }) => externalUserState))).toEqual(
      new Set(['Accepted', 'PendingAcceptance']),
    )
    expect(users.filter(({ userType }) => userType === 'Guest').length).toBeGreaterThan(guests.length)
  })

  test('most members are synchronised, some are disabled, joined lately or away', () => {
    const employees = members.filter(({ employeeType }) => employeeType !== null)
    near(
      shareOf(employees, ({ onPremisesSyncEnabled }) => onPremisesSyncEnabled === true),
      0.86,
      0.02,
    )
    near(
      shareOf(employees, ({ accountEnabled }) => accountEnabled === false),
      0.03,
      0.008,
    )
    near(
      shareOf(employees, ({ employeeHireDate }) => String(employeeHireDate) > '2026-10-26'),
      0.013,
      0.005,
    )
    near(
      shareOf(employees, ({ id }) => world.leaveOf(String(id)) !== undefined),
      0.025,
      0.006,
    )
  })

  test('countries are shared as asked', () => {
    const asked = stillWorld({ people: 20_000, countries: { DE: 3, JP: 1 } })
    near(
      shareOf(
        [...itemsOf(asked.users)].filter(({ country }) => country !== null),
        ({ country }) => country === 'Japan',
      ),
      0.25,
      0.03,
    )
  })

  test('names are in many scripts, and some are awkward', () => {
    const names = users.map(({ displayName }) => String(displayName))
    const scripts = ['Greek', 'Cyrillic', 'Arabic', 'Hebrew', 'Han', 'Hangul', 'Devanagari', 'Thai']
    for (const script of scripts)
      expect(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))).toBe(true)
    for (const awkward of [/'/, /"/, /,/, /ß/, /ı|İ/]) expect(names.some((name) => awkward.test(name))).toBe(true)
    expect(Math.max(...names.map((name) => name.length))).toBeGreaterThan(60)
    expect(Math.min(...names.map((name) => name.length))).toBeLessThan(4)
  })
})

describe('what members have registered', () => {
  test('58 to 65 % have the Authenticator app', () => {
    near(
      shareOf(members, (user) => methodsOf(user).includes('microsoftAuthenticatorPush')),
      0.615,
      0.035,
    )
  })

  test('about 17 % have a phone number as their only second factor', () => {
    const phoneOnly = (user: Resource) =>
      methodsOf(user).some((name) => phone.test(name)) && !methodsOf(user).some((name) => secondFactor.test(name))
    near(shareOf(members, phoneOnly), 0.17, 0.012)
  })

  test('about 14 % have a passkey, by every kind of provider', () => {
    near(shareOf(members, hasPasskey), 0.14, 0.015)
    const kinds = new Set(members.flatMap(methodsOf).filter((name) => /^(?:passKey|fido2)/.test(name)))
    expect(kinds).toEqual(
      new Set([
        'passKeySynced',
        'passKeyDeviceBound',
        'passKeyDeviceBoundAuthenticator',
        'passKeyDeviceBoundWindowsHello',
        'fido2SecurityKey',
      ]),
    )
    const count = (name: string) => members.filter((user) => methodsOf(user).includes(name)).length
    expect(count('fido2SecurityKey')).toBeLessThan(count('passKeySynced') / 2)
  })

  test('about 6 % of employees have a row and nothing that counts, and 2 % have no row', () => {
    const employees = members.filter(({ employeeType }) => employeeType !== null)
    near(
      shareOf(employees, (user) => rows.has(user.id) && rows.get(user.id)?.isMfaRegistered === false),
      0.065,
      0.01,
    )
    near(
      shareOf(employees, (user) => !rows.has(user.id)),
      0.02,
      0.005,
    )
  })

  test('about a quarter have Windows Hello for Business, each with a managed Windows PC', () => {
    const withHello = members.filter((user) => methodsOf(user).includes('windowsHelloForBusiness'))
    near(withHello.length / members.length, 0.25, 0.03)
    const windows = new Set(
      [...itemsOf(world.managedDevices)]
        .filter(({ operatingSystem }) => operatingSystem === 'Windows')
        .map(({ userId }) => userId),
    )
    expect(withHello.every(({ id }) => windows.has(id))).toBe(true)
  })

  test('the smaller kinds occur: codes, e-mail, the enclave of a Mac, a pass', () => {
    const all = new Set(members.flatMap(methodsOf))
    for (const name of [
      'softwareOneTimePasscode',
      'email',
      'macOsSecureEnclaveKey',
      'temporaryAccessPass',
      'officePhone',
    ]) {
      expect(all).toContain(name)
    }
  })

  test('some never chose a second method, and the system prefers what the documentation does not list', () => {
    const all = [...rows.values()]
    expect(all.some((row) => row.userPreferredMethodForSecondaryAuthentication === '')).toBe(true)
    expect(all.some((row) => String(row.systemPreferredAuthenticationMethods) === 'Fido2')).toBe(true)
  })

  test('about 1 % are still under per-user MFA', () => {
    near(
      shareOf(members, ({ id }) => world.authenticationRequirementsOf(String(id)).perUserMfaState === 'enforced'),
      0.01,
      0.004,
    )
  })

  test('4 to 5 % registered something in the last 30 days', () => {
    const people = new Set(
      [...world.auditEvents()].map(({ targetResources }) => (targetResources as readonly Resource[])[0]?.id),
    )
    near(people.size / users.length, 0.04, 0.007)
  })
})

describe('devices', () => {
  const managed = [...itemsOf(world.managedDevices)]
  const devices = [...itemsOf(world.devices)]

  test('about 60 % of known phones and 95 % of computers are managed', () => {
    const isPhone = ({ operatingSystem, model }: Resource) =>
      /^(?:iOS|Android|AndroidForWork)$/.test(String(operatingSystem)) && !String(model).startsWith('iPad')
    const isComputer = ({ operatingSystem }: Resource) =>
      /^(?:Windows|MacMDM|MacOs|Linux)$/.test(String(operatingSystem))
    near(
      shareOf(devices.filter(isPhone), ({ isManaged }) => isManaged === true),
      0.6,
      0.02,
    )
    near(
      shareOf(devices.filter(isComputer), ({ isManaged }) => isManaged === true),
      0.95,
      0.01,
    )
    expect(managed.length).toBe(devices.filter(({ isManaged }) => isManaged === true).length)
  })

  test('every managed device is an Entra device of the same person', () => {
    const byDeviceId = new Map(devices.map((device) => [device.deviceId, device]))
    for (const row of managed.slice(0, 2000)) {
      const device = byDeviceId.get(row.azureADDeviceId)
      expect(device?.manufacturer).toBe(row.manufacturer)
      const owners = world.ownerIdsOf(String(device?.id))
      if (owners.length > 0) {
        expect(owners).toEqual([row.userId])
        expect(world.deviceIdsOf?.(String(row.userId))).toContain(device?.id)
      } else expect(device?.trustType).toBe('ServerAd')
    }
  })

  test('every family, system version and trust type of late 2026 occurs', () => {
    const makers = new Set(devices.map(({ manufacturer }) => manufacturer))
    for (const maker of [
      'Apple',
      'samsung',
      'Google',
      'Xiaomi',
      'HUAWEI',
      'HONOR',
      'OPPO',
      'OnePlus',
      'vivo',
      'motorola',
      'realme',
    ]) {
      expect(makers).toContain(maker)
    }
    expect(makers).toContain('Micro-Star International Co., Ltd.')
    expect(new Set(devices.map(({ trustType }) => trustType))).toEqual(new Set(['AzureAd', 'ServerAd', 'Workplace']))
    const windows = new Set(
      devices.map(({ operatingSystemVersion }) => /^10\.0\.(\d+)/.exec(String(operatingSystemVersion))?.[1]),
    )
    for (const build of ['19045', '22631', '26100', '26200']) expect(windows).toContain(build)
    expect(
      managed.some(({ model, operatingSystem }) => String(model).startsWith('iPad') && operatingSystem === 'iOS'),
    ).toBe(true)
  })

  test('some people have no device that anyone knows', () => {
    const owners = new Set(managed.map(({ userId }) => userId))
    const without = shareOf(
      members.filter(({ employeeType }) => employeeType !== null),
      ({ id }) => world.deviceIdsOf?.(String(id)).length === 0,
    )
    expect(without).toBeGreaterThan(0.03)
    expect(owners.size).toBeGreaterThan(10_000)
  })
})
