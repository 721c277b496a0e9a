// The family of a device: which walkthrough fits it and under which name its failures are counted. Read from maker, model and operating system
// as Intune and Entra spell them; model prefixes by their measured precision against Google's public list of Android models.

import type { DeviceDescription } from './device-capability.ts'

/** Every family with its name for people. `unknown` is a family of its own: nothing tells what the device is, or no family fits it. */
export const deviceFamilyNames = {
  iphone: 'iPhone',
  ipad: 'iPad',
  samsung: 'Samsung Galaxy',
  pixel: 'Google Pixel',
  xiaomi: 'Xiaomi, Redmi, POCO',
  huawei: 'Huawei',
  honor: 'Honor',
  oppo: 'OPPO',
  vivo: 'vivo, iQOO',
  oneplus: 'OnePlus',
  realme: 'realme',
  motorola: 'Motorola',
  nothing: 'Nothing',
  sony: 'Sony Xperia',
  nokia: 'Nokia, HMD',
  'android-other': 'other Android',
  windows: 'Windows',
  mac: 'Mac',
  chromeos: 'Chromebook',
  linux: 'Linux',
  unknown: 'unknown device',
} as const

export type DeviceFamily = keyof typeof deviceFamilyNames

/** All families in the order in which they are shown. */
export const deviceFamilies = Object.keys(deviceFamilyNames) as readonly DeviceFamily[]

/** Makers as the sources spell them, in lower case, by what the text begins with. */
const makers: readonly (readonly [RegExp, DeviceFamily])[] = [
  [/^samsung/, 'samsung'],
  [/^(?:xiaomi|redmi|poco)/, 'xiaomi'],
  [/^huawei/, 'huawei'],
  [/^(?:hihonor|honor)/, 'honor'],
  [/^oneplus/, 'oneplus'],
  [/^realme/, 'realme'],
  [/^oppo/, 'oppo'],
  [/^(?:vivo|iqoo)/, 'vivo'],
  [/^motorola/, 'motorola'],
  [/^(?:nothing|cmf)/, 'nothing'],
  [/^sony/, 'sony'],
  [/^(?:nokia|hmd)/, 'nokia'],
]

/** First words of a model that name its maker. A leading brand word decides before any code. */
const modelWords: readonly (readonly [RegExp, DeviceFamily])[] = [
  ...makers,
  [/^galaxy /, 'samsung'],
  [/^pixel /, 'pixel'],
  [/^moto(?: |$)/, 'motorola'],
  [/^mi \d/, 'xiaomi'],
  [/^xperia/, 'sony'],
]

/**
 * Stems of Honor's codes of the form XXX-XXn, which it shares with Huawei, its owner until 2020. The rest of that form is taken for Huawei:
 * the walkthrough for Huawei sends the person to another device, so the mistake costs a detour and not a failed attempt.
 */
const honorStems: ReadonlySet<string> = new Set(
  'ali any bvl clk cma crt eli elp fne fri gia lge lly mag nth pgt ptp rea rky rmo tfy vne wdy'.split(' '),
)

/** Codes whose beginning names the maker. `CPH` is OPPO in 83 of 100 and OnePlus in the rest; `Annn` is left out, for no rule is good enough. */
const modelCodes: readonly (readonly [RegExp, DeviceFamily])[] = [
  [/^(?:sm-[a-z]\d|sc-\d{2}[a-z]|sc[gv]\d{2}|(?:sgh|sch|sph|shv|shw|gt)-)/, 'samsung'],
  [/^rmx\d{4}/, 'realme'],
  [/^cph\d{4}/, 'oppo'],
  [/^(?:v|i)\d{4}[a-z]?/, 'vivo'],
  [/^xt\d{4}/, 'motorola'],
  [/^2\d{3,4}(?=\w*[a-z])\w{3,7}$/, 'xiaomi'],
  [/^m\d{4}[a-z]\d{1,2}[a-z]+$/, 'xiaomi'],
  [/^(?:xq-|so-\d|sog\d|\d{3}so$)/, 'sony'],
  [/^(?:le|kb|in|hd|dn|ne|gm|ac|iv|be|de)\d{4}$/, 'oneplus'],
  [/^ta-\d{4}/, 'nokia'],
]

/** Huawei's and Honor's codes: three letters, a hyphen, one or two letters and a number. */
const huaweiCode = /^([a-z]{3})-[a-z]{1,2}\d+/

/** The family of a device. Total: whatever the source says, the answer is one of the families. */
export function deviceFamilyOf(device: DeviceDescription): DeviceFamily {
  const system = plain(device.operatingSystem)
  const maker = plain(device.manufacturer)
  const model = plain(device.model)
  if (/^(?:ios|ipados|iphone|ipad)/.test(system)) return appleFamily(`${system} ${model}`)
  if (/^(?:android|aosp)/.test(system))
    return androidFamily(maker, model) ?? (model + maker === '' ? 'unknown' : 'android-other')
  if (/^(?:open)?harmony/.test(system)) return androidFamily(maker, model) ?? 'huawei'
  if (/^windows(?! ?(?:server|phone|mobile|holographic))/.test(system)) return 'windows'
  if (/^(?:mac|os ?x)/.test(system)) return 'mac'
  if (/^(?:chrome|cros)/.test(system)) return 'chromeos'
  if (/^(?:linux|ubuntu|debian|red ?hat|rhel|fedora)/.test(system)) return 'linux'
  if (system !== '' && system !== 'unknown') return 'unknown'
  // Without a system only a model that is a phone's or Apple's tells: Samsung, Huawei and Honor make Windows computers too.
  if (/^(?:iphone|ipad)/.test(model)) return appleFamily(model)
  if (/^(?:mac|imac)/.test(model)) return 'mac'
  return byCode(model) ?? 'unknown'
}

function plain(text: string | null | undefined): string {
  return (text ?? '').trim().toLowerCase()
}

/** Intune calls an iPad's system iOS, so without a model an iPhone is not told from an iPad. */
function appleFamily(text: string): DeviceFamily {
  if (text.includes('ipad')) return 'ipad'
  return text.includes('iphone') ? 'iphone' : 'unknown'
}

function androidFamily(maker: string, model: string): DeviceFamily | null {
  const made = firstMatch(makers, maker)
  if (made !== null) return made
  return firstMatch(modelWords, model) ?? byCode(model)
}

function byCode(model: string): DeviceFamily | null {
  const coded = firstMatch(modelCodes, model)
  if (coded !== null) return coded
  const stem = huaweiCode.exec(model)?.[1]
  if (stem === undefined) return null
  return honorStems.has(stem) ? 'honor' : 'huawei'
}

function firstMatch(rules: readonly (readonly [RegExp, DeviceFamily])[], text: string): DeviceFamily | null {
  return rules.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
