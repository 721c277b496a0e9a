import { existsSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceFamilies, deviceFamilyOf, type DeviceFamily } from './device-family.ts'

const family = (
  operatingSystem: string | null,
  manufacturer: string | null,
  model: string | null,
  osVersion: string | null = null,
) => deviceFamilyOf({ operatingSystem, manufacturer, model, osVersion })

test.each([
  ['iOS', 'Apple', 'iPhone16,2', 'iphone'],
  ['iOS', 'Apple', 'iPad Pro (11-inch)', 'ipad'],
  ['IPad', null, null, 'ipad'],
  ['IPhone', null, null, 'iphone'],
  ['Android', 'samsung', 'SM-S928B', 'samsung'],
  ['Android', 'samsung', 'SC-51D', 'samsung'],
  ['AndroidForWork', 'Google', 'Pixel 8', 'pixel'],
  ['Android', 'Xiaomi', '23127PN0CG', 'xiaomi'],
  ['Android', 'POCO', '23049PCD8G', 'xiaomi'],
  ['Android', 'HUAWEI', 'VOG-L29', 'huawei'],
  ['Android', 'HONOR', 'ELI-NX9', 'honor'],
  ['Android', 'OPPO', 'CPH2525', 'oppo'],
  ['Android', 'OnePlus', 'CPH2451', 'oneplus'],
  ['Android', 'realme', 'RMX3771', 'realme'],
  ['Android', 'vivo', 'V2250', 'vivo'],
  ['Android', 'iQOO', 'I2220', 'vivo'],
  ['Android', 'motorola', 'moto g84 5G', 'motorola'],
  ['Android', 'Nothing', 'A142', 'nothing'],
  ['Android', 'Sony', 'XQ-EC54', 'sony'],
  ['Android', 'HMD Global', 'TA-1234', 'nokia'],
  ['Android', 'SHARP', 'SH-53D', 'android-other'],
  ['Android', 'Google', 'Nexus 6P', 'android-other'],
  ['HarmonyOS', 'HUAWEI', null, 'huawei'],
  ['Windows', 'SAMSUNG ELECTRONICS CO., LTD.', '960XFG', 'windows'],
  ['Windows', 'Gigabyte Technology Co., Ltd.', 'B660M DS3H DDR4', 'windows'],
  ['MacMDM', 'Apple', 'Mac14,2', 'mac'],
  ['ChromeOS', 'Google', null, 'chromeos'],
  ['Linux', 'LENOVO', '21CB000HGE', 'linux'],
] as const)('%s %s %s is %s', (system, maker, model, expected) => {
  expect(family(system, maker, model)).toBe(expected)
})

test.each([
  ['SM-A546B', 'samsung'],
  ['HUAWEI P60', 'huawei'],
  ['samsung SM-G991B', 'samsung'],
  ['2201117TG', 'xiaomi'],
  ['RMX3700', 'realme'],
  ['XT2343-1', 'motorola'],
  ['NAM-AL00', 'huawei'],
  ['ELI-NX9', 'honor'],
  ['Nokia G42', 'nokia'],
  ['A063', 'android-other'],
] as const)('without a maker the model %s says %s', (model, expected) => {
  expect(family('Android', null, model)).toBe(expected)
})

test.each([
  ['Android', null, null],
  ['iOS', 'Apple', null],
  [null, null, null],
  ['Unknown', 'LENOVO', '21HM'],
  ['Windows Server 2022', 'Dell Inc.', 'PowerEdge'],
] as const)('%s %s %s is unknown, never one of the named families and never "other"', (system, maker, model) => {
  expect(family(system, maker, model)).toBe('unknown')
})

test('a Samsung that runs Windows is a Windows computer; one that runs Android is a Galaxy', () => {
  expect(family('Windows', 'samsung', 'Galaxy Book')).toBe('windows')
  expect(family('Android', 'samsung', 'Galaxy Book')).toBe('samsung')
})

test('whatever a source says, the answer is one of the families', () => {
  const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('Android', 'iOS', 'samsung', 'SM-S1', 'Unknown')), {
    nil: null,
  })
  fc.assert(
    fc.property(text, text, text, (system, maker, model) => {
      expect(deviceFamilies).toContain(family(system, maker, model))
    }),
    { seed: 20270201 },
  )
})

const models = new URL('../../../../shared/devices/supported_devices.csv', import.meta.url)
const brands: Readonly<Record<string, DeviceFamily>> = {
  samsung: 'samsung',
  xiaomi: 'xiaomi',
  redmi: 'xiaomi',
  poco: 'xiaomi',
  huawei: 'huawei',
  honor: 'honor',
  oppo: 'oppo',
  vivo: 'vivo',
  iqoo: 'vivo',
  oneplus: 'oneplus',
  realme: 'realme',
  motorola: 'motorola',
  nothing: 'nothing',
  sony: 'sony',
  nokia: 'nokia',
  hmd: 'nokia',
}

/** Rows of brand and model; the marketing name between them may hold quotes, so the ends of the line are taken. */
function listedModels(): readonly (readonly [string, string])[] {
  const lines = new TextDecoder('utf-16le').decode(readFileSync(models)).split(/\r?\n/)
  return lines.flatMap((line) => {
    const [, brand, model] = /^\uFEFF?([^",]+),.*,([^",]+)$/.exec(line) ?? []
    return brand === undefined || model === undefined ? [] : [[brand.trim().toLowerCase(), model] as const]
  })
}

test.skipIf(!existsSync(models))("a model code alone rarely names a maker that Google's list does not", () => {
  const count = { named: 0, right: 0, wrong: 0, all: 0 }
  for (const [brand, model] of listedModels()) {
    const expected = brands[brand] ?? (brand === 'google' && model.startsWith('Pixel') ? 'pixel' : 'android-other')
    const told = family('Android', null, model)
    count.all++
    if (expected !== 'android-other') count.named++
    if (expected !== 'android-other' && told === expected) count.right++
    if (told !== expected && told !== 'android-other') count.wrong++
  }
  // Measured on the list of 2026-08-21: 81 % of the models of the named makers told, and 1.3 % of all models named wrongly.
  expect(count.all).toBeGreaterThan(40_000)
  expect(count.right / count.named, JSON.stringify(count)).toBeGreaterThan(0.8)
  expect(count.wrong / count.all, JSON.stringify(count)).toBeLessThan(0.02)
})
