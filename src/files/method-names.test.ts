import { describe, expect, test } from 'vitest'
import { describeMethods, knownMethods } from '#domain/people/methods.ts'
import { methodNamed, readMethods } from './method-names.ts'

const methodsOf = (cell: string) => {
  const list = readMethods(cell)
  return list.kind === 'methods' ? list.methods : list
}

describe('names', () => {
  test.each([
    ['Microsoft Authenticator app (push notification)', 'microsoftAuthenticatorPush'],
    ['Mobile phone', 'mobilePhone'],
    ['Alternate Mobile Phone', 'alternateMobilePhone'],
    ['Passkey (Microsoft Authenticator)', 'passKeyDeviceBoundAuthenticator'],
    ['Passkey (other device-bound)', 'passKeyDeviceBound'],
    ['Passkey (Windows Hello)', 'passKeyDeviceBoundWindowsHello'],
    ['Passkey (synced)', 'passKeySynced'],
    ['Windows Hello For Business', 'windowsHelloForBusiness'],
    ['Software OATH token', 'softwareOneTimePasscode'],
    ['Microsoft Passwordless phone sign-in', 'microsoftAuthenticatorPasswordless'],
    ['#microsoft.graph.fido2AuthenticationMethod', 'fido2SecurityKey'],
    ['phoneAuthenticationMethod', 'mobilePhone'],
  ])('%s is %s', (display, method) => {
    expect(methodNamed(display)).toBe(method)
  })

  test.each(knownMethods)('the API name %s stands for itself', (method) => {
    expect(methodNamed(method)).toBe(method)
  })

  test('a certificate of unsaid strength stays so: it makes nobody ready', () => {
    const method = methodNamed('Certificate-based authentication') ?? ''
    expect(describeMethods([method]).isPhishingResistant).toBeNull()
  })
})

describe('lists', () => {
  test.each([
    ['Mobile phone|Email', ['mobilePhone', 'email']],
    ['mobilePhone, email', ['mobilePhone', 'email']],
    ['mobilePhone;email;', ['mobilePhone', 'email']],
    ['Mobile phone\nEmail', ['mobilePhone', 'email']],
    ['{mobilePhone, email}', ['mobilePhone', 'email']],
    ['["mobilePhone","email"]', ['mobilePhone', 'email']],
    ['Passkey (Windows Hello)', ['passKeyDeviceBoundWindowsHello']],
    ['Mobile phone|mobilePhone', ['mobilePhone']],
    ['', []],
    ['None', []],
  ])('%j', (cell, expected) => {
    expect(methodsOf(cell)).toEqual(expected)
  })

  test('a name that we cannot place is kept as written and told, never dropped', () => {
    expect(readMethods('Mobile phone|Retina dance')).toEqual({
      kind: 'methods',
      methods: ['mobilePhone', 'Retina dance'],
      unplaced: ['Retina dance'],
    })
    expect(describeMethods(['mobilePhone', 'Retina dance']).phoneOnly).toBeNull()
    expect(describeMethods(['mobilePhone', 'Retina dance']).isPhishingResistant).toBeNull()
  })

  test.each([
    'System.String[]',
    'System.Object[]',
    '{mobilePhone, email, softwareOneTimePasscode…}',
    '{mobilePhone...}',
  ])('"%s" is a list that was cut off, not a person with few methods', (cell) => {
    expect(readMethods(cell).kind).toBe('cut')
  })
})
