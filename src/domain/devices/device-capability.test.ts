import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceCapability, readDevice } from './device-capability.ts'

const read = (
  operatingSystem: string | null,
  osVersion?: string | null,
  manufacturer?: string | null,
  model?: string | null,
) =>
  deviceCapability({
    operatingSystem,
    osVersion: osVersion ?? null,
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(model === undefined ? {} : { model }),
  })

test.each([
  ['iOS', '17.0', 'Apple', 'iPhone 12', 'authenticator'],
  ['iOS', '26.1', 'Apple', 'iPad Pro', 'authenticator'],
  ['IPad', '18.6.2', 'Apple', null, 'authenticator'],
  ['iOS', '16.7.10', 'Apple', 'iPhone 8', 'phone-vault'],
  ['iOS', '15.8', 'Apple', 'iPhone 7', 'none'],
  ['Android', '14', 'Google', 'Pixel 8', 'authenticator'],
  ['AndroidForWork', '15', 'Xiaomi', '23127PN0CG', 'authenticator'],
  ['Android', '13', 'Google', 'Pixel 6', 'phone-vault'],
  ['Android', '8.1', 'Google', 'Nexus 6P', 'none'],
  ['Android', '14', 'samsung', 'SM-S928B', 'samsung-vault'],
  ['Android', '16', null, 'SM-A556B', 'samsung-vault'],
  ['Android', '13', 'samsung', 'SM-A515F', 'none'],
  ['Android', '12', 'HUAWEI', 'NAM-AL00', 'none'],
  ['Android', '15', 'HUAWEI', 'HUAWEI P60', 'none'],
  ['Android', '15', 'Xiaomi', '23127PN0CC', 'none'],
  ['Windows', '10.0.19045.3803', 'Dell Inc.', 'Latitude', 'windows'],
  ['Windows', '10.0.22631.4317', null, null, 'windows'],
  ['Windows', '6.1.7601', null, null, 'none'],
  ['Windows Server 2022', '10.0.20348', null, null, 'none'],
  ['WindowsMobile', '10.0.15254', null, null, 'none'],
  ['macOS', '13.0', 'Apple', null, 'mac'],
  ['MacMDM', '26.0', 'Apple', null, 'mac'],
  ['macOS', '12.7.6', 'Apple', null, 'none'],
  ['Linux', '24.04', null, null, 'none'],
  ['ChromeOS', '131', 'Google', null, 'none'],
  ['HarmonyOS', '5.0', 'HUAWEI', null, 'none'],
])('%s %s %s %s is %s', (operatingSystem, version, manufacturer, model, capability) => {
  expect(read(operatingSystem, version, manufacturer, model)).toBe(capability)
})

test.each(['sony', 'Nothing', 'motorola', 'OnePlus', 'Xiaomi', 'Redmi', 'POCO'])(
  '%s may leave Authenticator out on Android 14 and has it on 15',
  (maker) => {
    expect(read('Android', '14', maker, 'X1')).toBe('phone-vault')
    expect(read('Android', '15', maker, 'X1')).toBe('authenticator')
  },
)

test.each(['iOS', 'Android', 'Windows', 'macOS'])(
  '%s without a version holds nothing: unknown is never yes',
  (system) => {
    for (const version of [null, '', 'unknown']) expect(read(system, version)).toBe('none')
    expect(read(system, '99')).not.toBe('none')
  },
)

test('whatever a source says, there is a capability and a sentence', () => {
  const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('Android', 'iOS', 'Windows', 'samsung', '14', 'SM-1')), {
    nil: null,
  })
  fc.assert(
    fc.property(text, text, text, text, (operatingSystem, osVersion, manufacturer, model) => {
      const { capability, why } = readDevice({ operatingSystem, osVersion, manufacturer, model })
      expect(['authenticator', 'phone-vault', 'samsung-vault', 'windows', 'mac', 'none']).toContain(capability)
      expect(why).toMatch(/\.$/)
    }),
    { seed: 20270201 },
  )
})

test('a newer version never holds less', () => {
  const strength = { none: 0, 'phone-vault': 1, 'samsung-vault': 2, authenticator: 2, windows: 2, mac: 2 }
  for (const [system, maker] of [
    ['iOS', 'Apple'],
    ['Android', 'Google'],
    ['Android', 'samsung'],
    ['Android', 'Sony'],
    ['Windows', null],
    ['macOS', 'Apple'],
  ] as const) {
    for (let version = 1; version < 30; version++) {
      const [older, newer] = [read(system, String(version), maker), read(system, String(version + 1), maker)]
      expect(strength[newer]).toBeGreaterThanOrEqual(strength[older])
    }
  }
})
