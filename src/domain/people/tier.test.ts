import { expect, test } from 'vitest'
import {
  facts,
  method,
  methodsPolicy,
  now,
  openProfile,
  person,
  policy,
  target,
  ids,
  type TenantChanges,
} from './judging.fixture.ts'
import { judgePerson } from './judge-person.ts'
import type { PersonCase } from './person-case.ts'
import { tenantRules } from './tenant-rules.ts'

const judge = (change: Partial<PersonCase> = {}, tenant: TenantChanges = {}) => {
  const { tier, nextAction, reasons } = judgePerson(person(change), tenantRules(facts(tenant), now))
  return { tier, nextAction, reasons }
}
const passOff = methodsPolicy({ methods: [method('TemporaryAccessPass', { state: 'disabled' })] })

test('a passkey or certificate that the policy accepts is ready', () => {
  expect(judge({ methods: ['passKeySynced'] })).toMatchObject({ tier: 'ready', nextAction: 'nothing-to-do' })
  expect(judge({ methods: ['x509CertificateMultiFactor'] })).toMatchObject({ tier: 'ready' })
})

test('a passkey that the policy refuses is not ready', () => {
  const deviceBound = methodsPolicy({
    passkeys: { passkeyProfiles: [{ ...openProfile, passkeyTypes: 'deviceBound' }] },
  })
  const refused = judge({ methods: ['passKeySynced', 'mobilePhone'] }, { methods: deviceBound })
  expect(refused).toMatchObject({ tier: 'capable', nextAction: 'register-passkey' })
  expect(refused.reasons).toEqual(expect.arrayContaining(['passkey-refused-by-policy', 'passkey-type-not-allowed']))
  expect(judge({ methods: ['passKeyDeviceBound'] }, { methods: deviceBound }).tier).toBe('ready')
})

test('a passkey whose policy was not read stays ready, and says that it was not', () => {
  const ready = judge({ methods: ['passKeySynced'] }, { methods: null })
  expect(ready.tier).toBe('ready')
  expect(ready.reasons).toContain('methods-policy-unread')
})

test('Windows Hello alone is not ready: it passes on one computer', () => {
  const bound = judge({ methods: ['windowsHelloForBusiness'], devices: ['windows', 'authenticator'] })
  expect(bound).toMatchObject({ tier: 'capable', nextAction: 'register-portable-passkey' })
  expect(bound.reasons).toContain('computer-bound-only')
})

test('whoever has a method and a device can register today', () => {
  expect(judge()).toMatchObject({ tier: 'capable', nextAction: 'register-passkey' })
})

test('what is missing names the step: a pass, a key, or both', () => {
  expect(judge({ methods: [] })).toMatchObject({ tier: 'needs-step', nextAction: 'issue-temporary-access-pass' })
  expect(judge({ devices: ['none'] })).toMatchObject({ tier: 'needs-step', nextAction: 'give-security-key' })
  expect(judge({ methods: [], devices: ['none'] })).toMatchObject({
    tier: 'needs-step',
    nextAction: 'give-key-and-pass',
  })
})

test('a closed path is blocked, with what to do about it', () => {
  expect(judge({ methods: [] }, { methods: passOff })).toMatchObject({
    tier: 'blocked',
    nextAction: 'put-in-pass-scope',
  })
  expect(judge({}, { methods: methodsPolicy({ passkeys: { state: 'disabled' } }) })).toMatchObject({
    tier: 'blocked',
    nextAction: 'allow-passkeys',
  })
  expect(judge({}, { policies: [policy({ userAction: true, controls: ['block'] })] })).toMatchObject({
    tier: 'blocked',
    nextAction: 'open-registration',
  })
})

test('what was not read is unknown, with what to read', () => {
  expect(judge({ methods: null })).toMatchObject({ tier: 'unknown', nextAction: 'read-registrations' })
  expect(judge({ devices: null })).toMatchObject({ tier: 'unknown', nextAction: 'find-device' })
  expect(judge({}, { policies: null })).toMatchObject({ tier: 'unknown', nextAction: 'read-policies' })
  expect(judge({ methods: ['hologram'] })).toMatchObject({ tier: 'unknown', nextAction: 'look-up-method' })
  const staffOnly = methodsPolicy({ passkeys: { includeTargets: [target(ids.staff, ids.profile)] } })
  expect(judge({ references: null }, { methods: staffOnly })).toMatchObject({
    tier: 'unknown',
    nextAction: 'read-groups',
  })
})

test('disabled accounts, guests and named accounts are excluded, emergency accounts with a key to give', () => {
  expect(judge({ accountEnabled: false })).toMatchObject({ tier: 'excluded', nextAction: 'nothing-to-do' })
  expect(judge({ kind: 'external' })).toMatchObject({ tier: 'excluded', nextAction: 'settle-guests' })
  expect(judge({ kind: 'internal-guest' })).toMatchObject({ tier: 'excluded' })
  expect(judge({ namedAs: 'emergency' })).toMatchObject({
    tier: 'excluded',
    nextAction: 'give-emergency-account-a-key',
  })
  expect(judge({ namedAs: 'emergency', methods: ['fido2SecurityKey'] })).toMatchObject({
    tier: 'excluded',
    nextAction: 'nothing-to-do',
  })
  expect(judge({ namedAs: 'service' })).toMatchObject({ tier: 'excluded', nextAction: 'review-named-account' })
})
