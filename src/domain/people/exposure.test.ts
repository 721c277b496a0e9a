import { expect, test } from 'vitest'
import { exposureOf } from './exposure.ts'
import {
  campaign,
  facts,
  ids,
  method,
  methodsPolicy,
  now,
  openProfile,
  person,
  target,
  type TenantChanges,
} from './judging.fixture.ts'
import { knownMethods, mfaMethods, passkeyMethods, phoneMethods } from './methods.ts'
import type { PersonCase } from './person-case.ts'
import { tenantRules } from './tenant-rules.ts'

const judge = (change: Partial<PersonCase> = {}, tenant: TenantChanges = {}) =>
  exposureOf(person(change), tenantRules(facts(tenant), now))

const everybodyCampaign = methodsPolicy({ campaign: campaign({ state: 'default' }) })

test.each(phoneMethods)('a member whose only method is %s is stopped on 1 February 2027', (name) => {
  expect(judge({ methods: [name, 'email'] })).toEqual({
    exposure: 'stopped',
    date: '2027-02-01',
    reasons: ['phone-only'],
  })
})

test('several phone numbers are still phone only', () => {
  expect(judge({ methods: [...phoneMethods] }).exposure).toBe('stopped')
})

test('Global Administrators and external users are stopped on 1 July 2027, internal guests in February', () => {
  expect(judge({ isGlobalAdministrator: true })).toMatchObject({ exposure: 'stopped', date: '2027-07-01' })
  expect(judge({ kind: 'external' })).toMatchObject({ exposure: 'stopped', date: '2027-07-01' })
  expect(judge({ kind: 'internal-guest' })).toMatchObject({ exposure: 'stopped', date: '2027-02-01' })
})

test('roles that were not read give the earlier date and say so', () => {
  expect(judge({ isGlobalAdministrator: null })).toEqual({
    exposure: 'stopped',
    date: '2027-02-01',
    reasons: ['phone-only', 'roles-unread'],
  })
})

test('a disabled account is not affected; one whose state was not told is judged as enabled', () => {
  expect(judge({ accountEnabled: false })).toMatchObject({
    exposure: 'not-affected',
    date: null,
    reasons: ['account-disabled'],
  })
  expect(judge({ accountEnabled: null })).toMatchObject({ exposure: 'stopped' })
  expect(judge({ accountEnabled: null }).reasons).toContain('account-state-unread')
})

test('methods that were not read are unknown, never "no methods"', () => {
  expect(judge({ methods: null })).toMatchObject({ exposure: 'unknown', date: null, reasons: ['methods-unread'] })
  expect(judge({ methods: [] })).toMatchObject({ exposure: 'not-affected', reasons: ['no-mfa-method'] })
})

test.each(passkeyMethods)('%s takes a person past the date, whatever else they have', (name) => {
  expect(judge({ methods: ['mobilePhone', name] })).toMatchObject({
    exposure: 'not-affected',
    reasons: ['has-passkey'],
  })
})

test('any other lasting method beside a phone is nudged, with the date on which the phone ends', () => {
  for (const name of mfaMethods.filter((other) => !phoneMethods.includes(other) && !passkeyMethods.includes(other))) {
    expect(judge({ methods: ['mobilePhone', name] })).toMatchObject({ exposure: 'nudged', date: '2027-02-01' })
  }
})

test('Windows Hello beside a phone is nudged and says that it helps on one computer only', () => {
  expect(judge({ methods: ['mobilePhone', 'windowsHelloForBusiness'] }).reasons).toEqual([
    'phone-and-more',
    'computer-bound-only',
  ])
})

test('without a phone the campaign decides', () => {
  const methods = ['microsoftAuthenticatorPush']
  expect(judge({ methods })).toMatchObject({ exposure: 'not-affected', reasons: ['no-phone'] })
  expect(judge({ methods }, { methods: everybodyCampaign })).toMatchObject({
    exposure: 'nudged',
    date: null,
    reasons: ['campaign-targets-passkeys'],
  })
  expect(judge({ methods }, { methods: null })).toMatchObject({ exposure: 'unknown', reasons: ['campaign-unread'] })
  expect(judge({ methods }, { methods: methodsPolicy({ campaign: null }) }).exposure).toBe('unknown')
})

test('an enabled campaign nudges whom it targets with passkeys and nobody else', () => {
  const towards = (targetedAuthenticationMethod: string | null) =>
    methodsPolicy({
      campaign: campaign({
        state: 'enabled',
        includeTargets: [{ id: ids.staff, targetType: 'group', targetedAuthenticationMethod }],
        excludeTargets: [{ id: ids.excluded, targetType: 'group' }],
      }),
    })
  const exposed = (references: PersonCase['references'], spelling: string | null) =>
    judge({ methods: ['softwareOneTimePasscode'], references }, { methods: towards(spelling) }).exposure
  expect(exposed([`group:${ids.staff}`], 'Fido2')).toBe('nudged')
  expect(exposed([`group:${ids.staff}`], 'fido2')).toBe('nudged')
  expect(exposed([`group:${ids.staff}`], 'microsoftAuthenticator')).toBe('not-affected')
  expect(exposed([], 'fido2')).toBe('not-affected')
  expect(exposed([`group:${ids.excluded}`, `group:${ids.staff}`], 'fido2')).toBe('not-affected')
  expect(exposed(null, 'fido2')).toBe('unknown')
  expect(exposed([`group:${ids.staff}`], null)).toBe('unknown')
})

test('the Microsoft-managed campaign leaves passkeys alone where every profile names its providers, and cannot be told where some do', () => {
  const naming = {
    ...openProfile,
    keyRestrictions: { isEnforced: true, enforcementType: 'allow' as const, aaGuids: ['x'] },
  }
  const open = { ...openProfile, id: ids.keysOnly }
  const managed = (profiles: readonly (typeof openProfile)[], targeted: string | null = null) =>
    methodsPolicy({
      campaign: campaign({
        state: 'default',
        includeTargets:
          targeted === null ? [] : [{ id: 'all_users', targetType: 'group', targetedAuthenticationMethod: targeted }],
      }),
      passkeys: { passkeyProfiles: profiles, includeTargets: [target('all_users', ...profiles.map(({ id }) => id))] },
    })
  const methods = ['softwareOneTimePasscode']
  expect(judge({ methods }, { methods: managed([naming]) }).exposure).toBe('not-affected')
  expect(judge({ methods }, { methods: managed([naming, open]) }).exposure).toBe('unknown')
  expect(judge({ methods }, { methods: managed([open]) }).exposure).toBe('nudged')
  // What the campaign says of itself settles what the profiles leave open, and only that.
  expect(judge({ methods }, { methods: managed([naming, open], 'Fido2') }).exposure).toBe('nudged')
  expect(judge({ methods }, { methods: managed([naming, open], 'microsoftAuthenticator') }).exposure).toBe('unknown')
  expect(judge({ methods }, { methods: managed([naming], 'fido2') }).exposure).toBe('not-affected')
})

test('a name that cannot be placed never turns stopped into anything but unknown', () => {
  for (const beside of knownMethods.filter((name) => !passkeyMethods.includes(name))) {
    expect(judge({ methods: ['mobilePhone', beside, 'hologram'] })).toMatchObject({
      exposure: 'unknown',
      reasons: ['unknown-method:hologram'],
    })
  }
})

test('a phone that is switched off already is said, once the legacy policies are retired', () => {
  const methods = [method('Sms', { state: 'disabled' }), method('Voice', { state: 'disabled' })]
  expect(judge({}, { methods: methodsPolicy({ methods }) }).reasons).toContain('phone-switched-off')
  expect(judge({}, { methods: methodsPolicy({ methods, policyMigrationState: null }) }).reasons).not.toContain(
    'phone-switched-off',
  )
  expect(judge({}).reasons).not.toContain('phone-switched-off')
})
