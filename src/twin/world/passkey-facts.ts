// Which passkey a person made, by the phone in the pocket. AAGUIDs: Microsoft Learn (Authenticator, Windows Hello, attestation list) and
// the providers' own pages.

import { draw } from './chance.ts'
import { type DeviceFact, pocketPhone } from './device-facts.ts'
import { passkeyFigures } from './figures.ts'
import type { Person } from './person.ts'
import type { PhoneModel } from './phone-models.ts'
import { purpose } from './purposes.ts'

/** A passkey under the FIDO2 policy. */
export type PasskeyFact = {
  readonly store: 'authenticator' | 'synced' | 'securityKey' | 'windows'
  readonly aaGuid: string
  /** The provider's name, which Graph shows as the model. */
  readonly model: string
  /** What the person called it. */
  readonly displayName: string
  readonly attested: boolean
  readonly names: readonly string[]
}

/** AAGUIDs of the providers that the world uses. */
export const aaguids = {
  authenticatorIos: '90a3ccdf-635c-4729-a248-9b709135078f',
  authenticatorAndroid: 'de1e552d-db1d-4423-a619-566b625cdc84',
  apple: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
  google: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
  samsung: '53414d53-554e-4700-0000-000000000000',
  onePassword: 'bada5566-a7aa-401f-bd96-45619a55120d',
  windowsHello: '08987058-cadc-4b81-b6e1-30de50dcbe96',
  windowsHelloVbs: '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
  windowsHelloSoftware: '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
  yubiKey5Nfc: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
  yubiKey5: 'ee882879-721c-4913-9775-3dfcce97072a',
} as const

const authenticatorAaguids: ReadonlySet<string> = new Set([aaguids.authenticatorIos, aaguids.authenticatorAndroid])
const helloAaguids: ReadonlySet<string> = new Set([
  aaguids.windowsHello,
  aaguids.windowsHelloVbs,
  aaguids.windowsHelloSoftware,
])

/**
 * The entries a passkey makes in userRegistrationDetails. One Authenticator passkey makes two (seen in real bodies); that a security key
 * and a Windows passkey also make the general entry is assumed from it.
 */
export function passkeyReportNames(aaGuid: string, synced: boolean): readonly string[] {
  if (synced) return ['passKeySynced']
  if (authenticatorAaguids.has(aaGuid)) return ['passKeyDeviceBoundAuthenticator', 'passKeyDeviceBound']
  if (helloAaguids.has(aaGuid)) return ['passKeyDeviceBoundWindowsHello', 'passKeyDeviceBound']
  return ['fido2SecurityKey', 'passKeyDeviceBound']
}

/** The person's passkey; on the computer when one is given. A phone without Google services holds none: that person has a key. */
export function passkeyOf(person: Person, computer: DeviceFact | undefined): PasskeyFact {
  if (computer !== undefined) return fact('windows', aaguids.windowsHello, 'Windows Hello', computer.model, false)
  const phone = pocketPhone(person)
  const kind = draw(person.key, purpose.passkeyKind)
  if (phone.vault === 'none' || kind < passkeyFigures.securityKey) return securityKeyOf(person)
  const inApp = kind < passkeyFigures.securityKey + passkeyFigures.authenticator * 1.06
  if (inApp && canHoldAuthenticatorPasskey(person, phone)) {
    const attested = draw(person.key, purpose.attested) < 0.55
    return phone.system === 'iOS'
      ? fact('authenticator', aaguids.authenticatorIos, 'Microsoft Authenticator (iOS)', phone.name, attested)
      : fact('authenticator', aaguids.authenticatorAndroid, 'Microsoft Authenticator (Android)', phone.name, attested)
  }
  return syncedOf(person, phone)
}

/** A hardware key. */
export function securityKeyOf(person: Person): PasskeyFact {
  const nfc = draw(person.key, purpose.securityKey) < 0.7
  const [aaGuid, model] = nfc
    ? [aaguids.yubiKey5Nfc, 'YubiKey 5 Series with NFC']
    : [aaguids.yubiKey5, 'YubiKey 5 Series']
  return fact('securityKey', aaGuid, model, 'Security key', true)
}

// Authenticator holds passkeys from iOS 17 and Android 14 on (Microsoft Learn, how-to-support-authenticator-passkey).
function canHoldAuthenticatorPasskey(person: Person, phone: PhoneModel): boolean {
  const version = Number.parseInt(phone.versions.pick(draw(person.key, purpose.phoneVersion)), 10)
  return version >= (phone.system === 'iOS' ? 17 : 14)
}

function syncedOf(person: Person, phone: PhoneModel): PasskeyFact {
  if (draw(person.key, purpose.passkeyProvider) < 0.1) {
    return fact('synced', aaguids.onePassword, '1Password', phone.name, false)
  }
  if (phone.vault === 'apple') return fact('synced', aaguids.apple, 'Apple Passwords', phone.name, false)
  if (phone.vault === 'samsung') return fact('synced', aaguids.samsung, 'Samsung Pass', phone.name, false)
  return fact('synced', aaguids.google, 'Google Password Manager', phone.name, false)
}

function fact(
  store: PasskeyFact['store'],
  aaGuid: string,
  model: string,
  displayName: string,
  attested: boolean,
): PasskeyFact {
  return { store, aaGuid, model, displayName, attested, names: passkeyReportNames(aaGuid, store === 'synced') }
}
