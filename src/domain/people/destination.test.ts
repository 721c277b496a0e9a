import { expect, test } from 'vitest'
import type { PasskeyConfiguration, PasskeyProfile } from '../tenant/authentication-methods-policy.ts'
import { destinationOf } from './destination.ts'
import { facts, ids, methodsPolicy, now, openProfile, person, target } from './judging.fixture.ts'
import type { Route } from './judgement.ts'
import { openRoutes, routes } from './open-routes.ts'
import type { DeviceCapability, PersonCase } from './person-case.ts'
import { tenantRules } from './tenant-rules.ts'

const authenticatorIos = '90a3ccdf-635c-4729-a248-9b709135078f'
const authenticatorAndroid = 'de1e552d-db1d-4423-a619-566b625cdc84'
const appleVaults = ['fbfc3007-154e-4ecc-8c0b-6e020557d7bd', 'dd4ec289-e01d-41c9-bb89-70fa845d4bf2']
const googleVault = 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4'
const hello = [
  '08987058-cadc-4b81-b6e1-30de50dcbe96',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
]
const someSecurityKey = '2fc0579f-8113-47ea-b116-bb5a8db9202a'

const rulesWith = (passkeys: Partial<PasskeyConfiguration> | null) =>
  tenantRules(facts({ methods: passkeys === null ? null : methodsPolicy({ passkeys }) }), now)
const withProfile = (change: Partial<PasskeyProfile>) => ({ passkeyProfiles: [{ ...openProfile, ...change }] })
const allowing = (...aaGuids: readonly string[]) =>
  withProfile({ keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids } })
const blocking = (...aaGuids: readonly string[]) =>
  withProfile({ keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids } })

function find(passkeys: Partial<PasskeyConfiguration> | null, change: Partial<PersonCase> = {}) {
  const open = openRoutes(person(change), rulesWith(passkeys))
  const told = (wanted: boolean | null): readonly Route[] => routes.filter((route) => open[route].told === wanted)
  return { ...destinationOf(open), open: told(true), unsure: told(null), routes: open }
}

test.each<[DeviceCapability, readonly Route[]]>([
  ['authenticator', ['authenticator', 'phone-vault', 'security-key']],
  ['phone-vault', ['phone-vault', 'security-key']],
  ['samsung-vault', ['authenticator', 'phone-vault', 'security-key']],
  ['windows', ['windows', 'security-key']],
  ['mac', ['mac', 'security-key']],
])('under an open profile a device that is %s opens %j', (capability, expected) => {
  expect(find({}, { devices: [capability] })).toMatchObject({ destination: 'reachable', open: expected, reasons: [] })
})

test('a device that can hold none leaves a security key only', () => {
  expect(find({}, { devices: ['none'] })).toMatchObject({ destination: 'key-only', open: ['security-key'] })
  expect(find({}, { devices: ['none'] }).reasons).toEqual(['security-key-only', 'no-capable-device'])
})

test('no known device is unknown, not key-only, while any device would help', () => {
  for (const devices of [null, []]) {
    expect(find({}, { devices })).toMatchObject({ destination: 'unknown', reasons: ['devices-unread'] })
  }
  expect(find(allowing(someSecurityKey), { devices: null })).toMatchObject({ destination: 'key-only' })
})

test('a policy that gives nothing is none, whatever the devices', () => {
  const capable: readonly DeviceCapability[] = ['authenticator', 'mac', 'windows']
  for (const devices of [capable, null]) {
    expect(find({ state: 'disabled' }, { devices })).toMatchObject({ destination: 'none', reasons: ['passkeys-off'] })
    expect(find({ isSelfServiceRegistrationAllowed: false }, { devices })).toMatchObject({
      destination: 'none',
      reasons: ['passkey-self-service-off'],
    })
    expect(find({ includeTargets: [] }, { devices })).toMatchObject({
      destination: 'none',
      reasons: ['not-in-passkey-scope'],
    })
    expect(find({ includeTargets: [target('all_users')] }, { devices })).toMatchObject({
      destination: 'none',
      reasons: ['passkey-target-without-profile:all_users'],
    })
  }
})

test('a policy that was not read is unknown', () => {
  expect(find(null)).toMatchObject({ destination: 'unknown', reasons: ['methods-policy-unread'] })
  expect(find({ isSelfServiceRegistrationAllowed: null }).destination).toBe('unknown')
  expect(find({ state: null }).destination).toBe('unknown')
})

test('an excluded group wins over an included one, and its unread members are unknown', () => {
  const passkeys = { excludeTargets: [target(ids.excluded)] }
  expect(find(passkeys, { references: [`group:${ids.excluded}`] })).toMatchObject({
    destination: 'none',
    reasons: ['excluded-from-passkeys'],
  })
  expect(find(passkeys, { references: [] }).destination).toBe('reachable')
  expect(find(passkeys, { references: null })).toMatchObject({
    destination: 'unknown',
    reasons: ['group-members-unread'],
  })
})

test('of several profiles any one that allows is enough', () => {
  const keysOnly: PasskeyProfile = {
    ...openProfile,
    id: ids.keysOnly,
    keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [someSecurityKey] },
  }
  const passkeys = {
    passkeyProfiles: [openProfile, keysOnly],
    includeTargets: [target('all_users', ids.keysOnly), target(ids.staff, ids.profile)],
  }
  expect(find(passkeys, { references: [] }).destination).toBe('key-only')
  expect(find(passkeys, { references: [`group:${ids.staff}`] }).destination).toBe('reachable')
  expect(find(passkeys, { references: null })).toMatchObject({ destination: 'unknown', open: ['security-key'] })
})

test('a profile that a target names and nobody lists is unread, not empty', () => {
  expect(find({ includeTargets: [target('all_users', 'ffffffff-0000-4000-8000-000000000000')] })).toMatchObject({
    destination: 'unknown',
  })
})

test('attestation leaves Authenticator and security keys, even where synced passkeys are allowed', () => {
  const attested = withProfile({ attestationEnforcement: 'registrationOnly' })
  expect(find(attested).open).toEqual(['authenticator', 'security-key'])
  for (const devices of [['phone-vault'], ['windows'], ['mac']] as const) {
    expect(find(attested, { devices })).toMatchObject({ destination: 'key-only', open: ['security-key'] })
    expect(find(attested, { devices }).reasons).toContain('attestation-required')
  }
})

test('the kinds of passkey decide the vaults', () => {
  expect(find(withProfile({ passkeyTypes: 'synced' }), { devices: ['windows'] })).toMatchObject({
    destination: 'none',
    reasons: ['passkey-type-not-allowed', 'no-capable-device'],
  })
  expect(find(withProfile({ passkeyTypes: 'synced' })).open).toEqual(['phone-vault'])
  expect(find(withProfile({ passkeyTypes: 'deviceBound' })).open).toEqual(['authenticator', 'security-key'])
  expect(find(withProfile({ passkeyTypes: null })).destination).toBe('unknown')
})

test('whether Samsung Pass syncs is not told, so a profile with one kind leaves it open', () => {
  const samsung = { devices: ['samsung-vault'] as const }
  expect(find(withProfile({ passkeyTypes: 'synced' }), samsung)).toMatchObject({
    destination: 'unknown',
    unsure: ['phone-vault'],
  })
  expect(find({}, samsung).open).toContain('phone-vault')
})

test('an allow list decides by the provider of each route', () => {
  expect(find(allowing(someSecurityKey))).toMatchObject({ destination: 'key-only', open: ['security-key'] })
  expect(find(allowing(authenticatorIos.toUpperCase(), authenticatorAndroid)).open).toEqual(['authenticator'])
  expect(find(allowing(...appleVaults, googleVault)).open).toEqual(['phone-vault'])
  expect(find(allowing(...hello), { devices: ['windows'] }).open).toEqual(['windows'])
  expect(find(allowing(...appleVaults), { devices: ['mac'] }).open).toEqual(['mac'])
  expect(find(allowing(), { devices: ['windows'] })).toMatchObject({
    destination: 'none',
    reasons: ['provider-not-allowed'],
  })
})

test('a list that allows iPhone and not Android is unknown for a phone that may be either, and a no for a Samsung', () => {
  expect(find(allowing(authenticatorIos))).toMatchObject({ destination: 'unknown', unsure: ['authenticator'] })
  expect(find(allowing(authenticatorIos), { devices: ['samsung-vault'] }).destination).toBe('none')
  expect(find(allowing(authenticatorAndroid), { devices: ['samsung-vault'] })).toMatchObject({
    destination: 'reachable',
  })
})

test('a list with some of the ids of Windows Hello is unknown', () => {
  expect(find(allowing(hello[0] ?? ''), { devices: ['windows'] })).toMatchObject({
    destination: 'unknown',
    unsure: ['windows'],
  })
})

test('a block list closes what it names and nothing else', () => {
  expect(find(blocking(...hello), { devices: ['windows'] })).toMatchObject({ destination: 'key-only' })
  expect(find(blocking(someSecurityKey), { devices: ['windows'] })).toMatchObject({
    destination: 'reachable',
    open: ['windows', 'security-key'],
  })
})

test('a list that is not enforced closes nothing, and one of unknown kind is unknown', () => {
  const restrictions = (change: Partial<NonNullable<PasskeyProfile['keyRestrictions']>>) =>
    withProfile({ keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [], ...change } })
  expect(find(restrictions({ isEnforced: false })).destination).toBe('reachable')
  expect(find(restrictions({ isEnforced: null })).destination).toBe('unknown')
  expect(find(restrictions({ enforcementType: 'unknownFutureValue' })).destination).toBe('unknown')
})

test('Windows Hello for Business takes the place of a passkey on the PC', () => {
  const methods = ['windowsHelloForBusiness', 'mobilePhone']
  expect(find({}, { methods, devices: ['windows'] })).toMatchObject({ destination: 'key-only', open: ['security-key'] })
  expect(find({}, { methods, devices: ['windows', 'authenticator'] }).destination).toBe('reachable')
})

test('a guest is unknown where the policy would let them, and none where it would not', () => {
  expect(find({}, { kind: 'external' })).toMatchObject({ destination: 'unknown', reasons: ['guest-passkeys-planned'] })
  expect(find({ state: 'disabled' }, { kind: 'internal-guest' }).destination).toBe('none')
})

test('a tenant without profiles is judged by the deprecated settings, and whether it takes synced passkeys is not told', () => {
  const legacy = (isAttestationEnforced: boolean | null): Partial<PasskeyConfiguration> => {
    const { passkeyProfiles: _, ...method } = methodsPolicy()
      .authenticationMethodConfigurations[0] as PasskeyConfiguration
    return { ...method, includeTargets: [target('all_users')], isAttestationEnforced }
  }
  const find = (attested: boolean | null, devices: readonly DeviceCapability[]) => {
    const policy = {
      ...methodsPolicy(),
      authenticationMethodConfigurations: [legacy(attested) as PasskeyConfiguration],
    }
    return destinationOf(openRoutes(person({ devices }), tenantRules(facts({ methods: policy }), now))).destination
  }
  expect(find(false, ['authenticator'])).toBe('reachable')
  expect(find(false, ['phone-vault'])).toBe('unknown')
  expect(find(true, ['windows'])).toBe('key-only')
  expect(find(null, ['authenticator'])).toBe('unknown')
})
