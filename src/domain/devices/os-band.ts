// The band of an operating system's versions within which enrolling a passkey goes the same way: iOS, Android and macOS by major version,
// Samsung by One UI, Windows by the builds that share their passkey pages. An unreadable version is a band of its own.

import type { DeviceDescription } from './device-capability.ts'
import { deviceFamilyOf } from './device-family.ts'

/** A band: `ios-26`, `android-15`, `one-ui-7`, `windows-11-24h2-25h2`, `macos-15`, `harmonyos-5`; `ios-unknown` and so on without a version. */
export type OsBand = string

/** One UI's major version is Android's less this, since One UI 1 on Android 9. Source: Samsung; One UI 6 is Android 14. */
const oneUiBehindAndroid = 8

/** First builds of each group of Windows, newest first. Source: Microsoft's release tables; the groups share the platform version of the browser. */
const windowsGroups: readonly (readonly [number, OsBand])[] = [
  [27000, 'windows-11-26h1-or-later'],
  [26100, 'windows-11-24h2-25h2'],
  [22621, 'windows-11-22h2-23h2'],
  [22000, 'windows-11-21h2'],
  [10240, 'windows-10'],
]

const windowsNames: Readonly<Record<OsBand, string>> = {
  'windows-11-26h1-or-later': 'Windows 11 26H1 or later',
  'windows-11-24h2-25h2': 'Windows 11 24H2 or 25H2',
  'windows-11-22h2-23h2': 'Windows 11 22H2 or 23H2',
  'windows-11-21h2': 'Windows 11 21H2',
  'windows-10': 'Windows 10',
  'windows-older': 'Windows older than 10',
}

const systemNames: Readonly<Record<string, string>> = {
  ios: 'iOS',
  android: 'Android',
  'one-ui': 'One UI',
  macos: 'macOS',
  harmonyos: 'HarmonyOS',
  windows: 'Windows',
}

/** The band of a device; null where versions make no difference to us (Linux, ChromeOS) or the system is not known. */
export function osBandOf(device: DeviceDescription): OsBand | null {
  const system = (device.operatingSystem ?? '').trim().toLowerCase()
  const major = majorOf(device.osVersion)
  if (/^(?:ios|ipados|iphone|ipad)/.test(system)) return `ios-${major ?? 'unknown'}`
  if (/^(?:open)?harmony/.test(system)) return `harmonyos-${major ?? 'unknown'}`
  if (/^(?:android|aosp)/.test(system)) return androidBand(device, major)
  if (/^windows(?! ?(?:server|phone|mobile|holographic))/.test(system)) return windowsBand(device.osVersion ?? '')
  if (/^(?:mac|os ?x)/.test(system)) return `macos-${major ?? 'unknown'}`
  return null
}

/** The band's name for people: `iOS 26`, `One UI 7`, `Windows 11 24H2 or 25H2`. */
export function osBandName(band: OsBand): string {
  const windows = windowsNames[band]
  if (windows !== undefined) return windows
  const cut = band.lastIndexOf('-')
  const [system, version] = [band.slice(0, cut), band.slice(cut + 1)]
  const name = systemNames[system] ?? system
  return version === 'unknown' ? `${name} of unknown version` : `${name} ${version}`
}

/** The whole number that a version begins with, after an optional name ("Android 14"). */
function majorOf(version: string | null | undefined): number | null {
  const digits = /^[^\d]*(\d{1,3})(?!\d)/.exec(version ?? '')?.[1]
  return digits === undefined || Number(digits) === 0 ? null : Number(digits)
}

function androidBand(device: DeviceDescription, major: number | null): OsBand {
  if (major === null) return 'android-unknown'
  const oneUi = major - oneUiBehindAndroid
  return deviceFamilyOf(device) === 'samsung' && oneUi >= 1 ? `one-ui-${oneUi}` : `android-${major}`
}

/** Windows 10 and 11 both say 10.0: only the build, the third number, parts them. */
function windowsBand(version: string): OsBand {
  const [, major, build] = /^\D*(\d+)(?:\.\d+(?:\.(\d+))?)?/.exec(version) ?? []
  if (major === undefined) return 'windows-unknown'
  if (Number(major) < 10) return 'windows-older'
  if (build === undefined) return 'windows-unknown'
  return windowsGroups.find(([first]) => Number(build) >= first)?.[1] ?? 'windows-unknown'
}
