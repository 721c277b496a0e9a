import { expect, test } from 'vitest'
import { methodNames } from './authentication-methods.ts'

const method = (type: string, more: object = {}) => ({
  '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`,
  id: 'm',
  ...more,
})

test.each([
  ['password', {}, []],
  ['phone', { phoneType: 'mobile' }, ['mobilePhone']],
  ['phone', { phoneType: 'alternateMobile' }, ['alternateMobilePhone']],
  ['phone', { phoneType: 'office' }, ['officePhone']],
  ['email', {}, ['email']],
  ['microsoftAuthenticator', {}, ['microsoftAuthenticatorPush']],
  ['softwareOath', {}, ['softwareOneTimePasscode']],
  ['windowsHelloForBusiness', {}, ['windowsHelloForBusiness']],
  ['platformCredential', {}, ['macOsSecureEnclaveKey']],
  ['temporaryAccessPass', {}, ['temporaryAccessPass']],
  ['external', {}, ['externalAuthMethod']],
  ['fido2', { passkeyType: 'synced', aaGuid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4' }, ['passKeySynced']],
  ['fido2', { passkeyType: 'deviceBound', aaGuid: 'cb69481e-8ff7-4039-93ec-0a2729a154a8' }, ['passKeyDeviceBound']],
  [
    'fido2',
    { passkeyType: 'deviceBound', aaGuid: 'DE1E552D-DB1D-4423-A619-566B625CDC84' },
    ['passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator'],
  ],
  [
    'fido2',
    { passkeyType: 'deviceBound', aaGuid: '08987058-cadc-4b81-b6e1-30de50dcbe96' },
    ['passKeyDeviceBound', 'passKeyDeviceBoundWindowsHello'],
  ],
  ['fido2', {}, ['fido2SecurityKey']],
])('%s %o is told as %o', (type, more, names) => {
  expect(methodNames([method(type, more)])).toEqual(names)
})

test('a kind of method that Microsoft adds later is kept under its own name and not mistaken for another', () => {
  expect(methodNames([method('retinaScan')])).toEqual(['retinaScan'])
})

test('two passkeys of one kind are one name', () => {
  const passkey = method('fido2', { passkeyType: 'synced' })
  expect(methodNames([passkey, passkey, method('password')])).toEqual(['passKeySynced'])
})
