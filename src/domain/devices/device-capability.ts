// Which passkeys a device can hold, from what Intune or Entra say of it. Follows Microsoft's passkey compatibility page (April 2026).
// A version that is missing or unreadable counts as the oldest: a device that may not hold a passkey is never taken for one that does.

import type { Device } from '../people/device.ts'
import type { DeviceCapability } from '../people/person-case.ts'

/** What the sources tell of a device that bears on passkeys. */
export type DeviceDescription = Pick<Device, 'operatingSystem' | 'osVersion' | 'manufacturer' | 'model'>

/** A capability with the sentence that says why. */
export type DeviceReading = { readonly capability: DeviceCapability; readonly why: string }

/** First iOS and iPadOS whose Authenticator holds passkeys; Android likewise. Source: Microsoft, support for passkeys in Authenticator. */
const authenticatorFromIos = 17
const authenticatorFromAndroid = 14

/** First version whose own vault syncs passkeys: iCloud Keychain, Google Password Manager. Source: Microsoft, synced passkeys. */
const vaultFromIos = 16
const vaultFromAndroid = 9
const vaultFromMacos = 13

/** First Windows with an Entra passkey in Windows Hello. Source: Microsoft message center MC1282568. */
const passkeyFromWindows = 10

/**
 * Makers on whose Android 14 the interface for other passkey providers was found missing, so that Authenticator cannot be chosen.
 * Microsoft's own advice is to update to Android 15. Source: reports on Xperia 5 V, Nothing Phone (2), Edge 40, OnePlus 9 Pro, Xiaomi 12 Pro.
 */
const makersWithAndroid14Gap: readonly string[] = ['sony', 'nothing', 'motorola', 'oneplus', 'xiaomi', 'redmi', 'poco']

/** The capability of a device. See `readDevice` for the reason. */
export function deviceCapability(device: DeviceDescription): DeviceCapability {
  return readDevice(device).capability
}

/** The capability of a device and why. Total: whatever the source says, the answer is one of the capabilities. */
export function readDevice(device: DeviceDescription): DeviceReading {
  const system = (device.operatingSystem ?? '').trim().toLowerCase()
  const major = majorVersion(device.osVersion)
  if (/^(?:ios|ipados|iphone|ipad)/.test(system)) return readApplePhone(major)
  if (system.startsWith('android')) return readAndroid(device, major)
  if (/^windows(?! ?(?:server|phone|mobile|holographic))/.test(system)) return readWindows(major)
  if (/^(?:mac|os ?x)/.test(system)) return readMac(major)
  if (system === '') return none('The source does not name its operating system.')
  return none(`${device.operatingSystem?.trim() ?? ''} has no vault of its own that Entra accepts.`)
}

/** The whole number that a version begins with, after an optional name ("Android 14"); 0 when there is none. */
function majorVersion(version: string | null | undefined): number {
  const digits = /^[^\d]*(\d+)/.exec(version ?? '')?.[1]
  return digits === undefined ? 0 : Number(digits)
}

function readApplePhone(major: number): DeviceReading {
  if (major >= authenticatorFromIos)
    return { capability: 'authenticator', why: 'iOS 17 or later: Authenticator and iCloud Keychain.' }
  if (major >= vaultFromIos)
    return { capability: 'phone-vault', why: 'iOS 16: iCloud Keychain only; Authenticator needs iOS 17.' }
  return none(major === 0 ? 'An iPhone or iPad of unknown version.' : 'iOS older than 16 holds no passkey.')
}

function readAndroid(device: DeviceDescription, major: number): DeviceReading {
  const maker = (device.manufacturer ?? '').trim().toLowerCase()
  const model = (device.model ?? '').trim().toLowerCase()
  const by = (...names: readonly string[]) =>
    names.some((name) => maker.startsWith(name) || model.startsWith(`${name} `))
  // Phones sold before May 2019 do carry Google services, but neither source tells when a phone was sold.
  if (by('huawei'))
    return none('Huawei without Google services: neither the browser nor Authenticator can make an Entra passkey.')
  if (by('xiaomi', 'redmi', 'poco') && /^\d{4,}\w*c$/.test(model)) {
    return none('A Xiaomi with Chinese firmware: its own vault takes the passkey and Entra does not get it.')
  }
  if (by('samsung') || model.startsWith('sm-')) return readSamsung(major)
  if (major === authenticatorFromAndroid && by(...makersWithAndroid14Gap)) {
    return {
      capability: 'phone-vault',
      why: 'On Android 14 this maker may leave out Authenticator as a provider; Android 15 has it.',
    }
  }
  if (major >= authenticatorFromAndroid) {
    return { capability: 'authenticator', why: 'Android 14 or later: Authenticator and Google Password Manager.' }
  }
  if (major >= vaultFromAndroid) {
    return {
      capability: 'phone-vault',
      why: 'Android 9 to 13: Google Password Manager only; Authenticator needs Android 14.',
    }
  }
  return none(major === 0 ? 'An Android device of unknown version.' : 'Android older than 9 holds no passkey.')
}

/** One UI 6 is Android 14: there Authenticator and Samsung Pass begin together, so `samsung-vault` stands for both. */
function readSamsung(major: number): DeviceReading {
  if (major >= authenticatorFromAndroid) {
    return { capability: 'samsung-vault', why: 'A Samsung with Android 14 or later: Authenticator and Samsung Pass.' }
  }
  return none('A Samsung older than Android 14 holds no Entra passkey: Google Password Manager is not supported on it.')
}

function readWindows(major: number): DeviceReading {
  if (major >= passkeyFromWindows) return { capability: 'windows', why: 'Windows 10 or 11: Windows Hello.' }
  return none(major === 0 ? 'A Windows device of unknown version.' : 'Windows older than 10 holds no passkey.')
}

function readMac(major: number): DeviceReading {
  if (major >= vaultFromMacos) return { capability: 'mac', why: 'macOS 13 or later: iCloud Keychain.' }
  return none(major === 0 ? 'A Mac of unknown version.' : 'macOS older than 13 holds no passkey.')
}

function none(why: string): DeviceReading {
  return { capability: 'none', why }
}
