import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  describeMethods,
  knownMethods,
  mfaMethods,
  passkeyMethods,
  phishingResistantMethods,
  phoneMethods,
} from './methods.ts'

test('one Authenticator passkey that yields two entries is one passkey', () => {
  const two = describeMethods(['passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator'])
  expect(two).toEqual(describeMethods(['passKeyDeviceBound']))
  expect(two.hasPasskey).toBe(true)
})

test('a synced passkey counts as a passkey', () => {
  expect(describeMethods(['passKeySynced'])).toMatchObject({
    hasPasskey: true,
    isPhishingResistant: true,
    syncedOnly: true,
  })
})

test('phone sign-in is MFA and is not phishing-resistant', () => {
  const signIn = describeMethods(['microsoftAuthenticatorPasswordless'])
  expect(signIn).toMatchObject({ hasMfa: true, isPhishingResistant: false, authenticatorOnly: true })
})

test('email, security questions, a pass and a QR code beside a phone leave the phone alone', () => {
  for (const weak of ['email', 'securityQuestion', 'temporaryAccessPass', 'qrCode', 'appPassword']) {
    expect(describeMethods([weak]).hasMfa).toBe(false)
    expect(describeMethods(['mobilePhone', weak]).phoneOnly).toBe(true)
  }
})

test('any lasting method beside a phone makes it not phone-only', () => {
  for (const other of mfaMethods.filter((name) => !phoneMethods.includes(name))) {
    expect(describeMethods(['mobilePhone', other]).phoneOnly).toBe(false)
  }
})

test('Windows Hello and Platform SSO are bound to a computer and are no passkeys', () => {
  const bound = describeMethods(['windowsHelloForBusiness', 'macOsSecureEnclaveKey', 'mobilePhone'])
  expect(bound).toMatchObject({
    hasPasskey: false,
    isPhishingResistant: true,
    computerBoundOnly: true,
    phoneOnly: false,
  })
  expect(describeMethods(['windowsHelloForBusiness', 'passKeySynced']).computerBoundOnly).toBe(false)
})

test('a name that cannot be placed is neither yes nor no, and never hides', () => {
  const unsure = describeMethods(['mobilePhone', 'hologram'])
  expect(unsure).toMatchObject({
    phoneOnly: null,
    hasPasskey: null,
    isPhishingResistant: null,
    hasMfa: true,
    hasPhone: true,
  })
  expect(unsure.unknownMethods).toEqual(['hologram'])
  expect(describeMethods(['hologram'])).toMatchObject({ hasMfa: null, phoneOnly: null, hasPhone: null })
  expect(describeMethods(['passKeySynced', 'hologram'])).toMatchObject({ hasPasskey: true, syncedOnly: null })
})

test('nothing registered is no method at all', () => {
  expect(describeMethods([])).toMatchObject({
    hasMfa: false,
    phoneOnly: false,
    hasPasskey: false,
    authenticatorOnly: false,
  })
})

test('the lists fit into each other and no name stands twice', () => {
  for (const list of [phoneMethods, phishingResistantMethods])
    expect(mfaMethods).toEqual(expect.arrayContaining([...list]))
  expect(phishingResistantMethods).toEqual(expect.arrayContaining([...passkeyMethods]))
  expect(new Set(knownMethods).size).toBe(knownMethods.length)
})

test('order and repetitions of names never matter', () => {
  const anyMethods = fc.array(fc.constantFrom(...knownMethods, 'hologram'), { maxLength: 8 })
  fc.assert(
    fc.property(anyMethods, (methods) => {
      expect(describeMethods([...methods.toReversed(), ...methods])).toEqual(describeMethods(methods.toReversed()))
      expect({ ...describeMethods(methods.toReversed()), unknownMethods: [] }).toEqual({
        ...describeMethods(methods),
        unknownMethods: [],
      })
    }),
    { seed: 20270201 },
  )
})
