import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { osBandName, osBandOf } from './os-band.ts'

const band = (operatingSystem: string | null, osVersion: string | null, manufacturer: string | null = null) =>
  osBandOf({ operatingSystem, osVersion, manufacturer })

test.each([
  ['iOS', '26.0.1', 'Apple', 'ios-26', 'iOS 26'],
  ['IPad', '17.7.10', 'Apple', 'ios-17', 'iOS 17'],
  ['Android', '15', 'Xiaomi', 'android-15', 'Android 15'],
  ['Android', 'Android 14', 'Google', 'android-14', 'Android 14'],
  ['Android', '15', 'samsung', 'one-ui-7', 'One UI 7'],
  ['Android', '9', 'samsung', 'one-ui-1', 'One UI 1'],
  ['Android', '8.1.0', 'samsung', 'android-8', 'Android 8'],
  ['Windows', '10.0.19045.6456', null, 'windows-10', 'Windows 10'],
  ['Windows', '10.0.22000.1', null, 'windows-11-21h2', 'Windows 11 21H2'],
  ['Windows', '10.0.22621.1', null, 'windows-11-22h2-23h2', 'Windows 11 22H2 or 23H2'],
  ['Windows', '10.0.22631.5909', null, 'windows-11-22h2-23h2', 'Windows 11 22H2 or 23H2'],
  ['Windows', '10.0.26100.6584', null, 'windows-11-24h2-25h2', 'Windows 11 24H2 or 25H2'],
  ['Windows', '10.0.26200.7171', null, 'windows-11-24h2-25h2', 'Windows 11 24H2 or 25H2'],
  ['Windows', '10.0.28000.1', null, 'windows-11-26h1-or-later', 'Windows 11 26H1 or later'],
  ['Windows', '6.1.7601', null, 'windows-older', 'Windows older than 10'],
  ['macOS', '15.7.2', 'Apple', 'macos-15', 'macOS 15'],
  ['HarmonyOS', '5.0', 'HUAWEI', 'harmonyos-5', 'HarmonyOS 5'],
])('%s %s of %s is %s', (system, version, maker, expected, name) => {
  expect(band(system, version, maker)).toBe(expected)
  expect(osBandName(expected)).toBe(name)
})

test.each([
  ['iOS', null, 'ios-unknown', 'iOS of unknown version'],
  ['Android', '', 'android-unknown', 'Android of unknown version'],
  ['Windows', '10.0', 'windows-unknown', 'Windows of unknown version'],
  ['Windows', '11', 'windows-unknown', 'Windows of unknown version'],
  ['macOS', 'unknown', 'macos-unknown', 'macOS of unknown version'],
])('%s with the version %s is a band of its own, not the nearest one', (system, version, expected, name) => {
  expect(band(system, version)).toBe(expected)
  expect(osBandName(expected)).toBe(name)
})

test.each([
  ['Linux', '24.04'],
  ['ChromeOS', '131'],
  ['Windows Server 2022', '10.0.20348'],
  [null, '14'],
])('%s %s has no band', (system, version) => {
  expect(band(system, version)).toBeNull()
})

test('whatever a source says, there is a band or none, and each has a name', () => {
  const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('Android', 'iOS', 'Windows', '10.0.1', '0', '999999')), {
    nil: null,
  })
  fc.assert(
    fc.property(text, text, text, (system, version, maker) => {
      const found = band(system, version, maker)
      if (found !== null) expect(osBandName(found)).toMatch(/^(?:iOS|Android|One UI|Windows|macOS|HarmonyOS) /)
    }),
    { seed: 20270201 },
  )
})
