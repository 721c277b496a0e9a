// The phones of late 2026 by market: real model codes and the versions they run. Codes as in Google's list of supported devices and Apple's
// hardware identifiers; the shares are assumed, close to public market counters.

import { weighted, type Weighted } from './chance.ts'
import type { PhoneMarket } from './places.ts'

/** A phone model as directories name it. */
export type PhoneModel = {
  readonly system: 'iOS' | 'Android'
  readonly manufacturer: string
  /** Model code: `iPhone16,2`, `SM-S928B`. */
  readonly model: string
  /** What people call it, which Intune shows for Apple's. */
  readonly name: string
  readonly versions: Weighted<string>
  /** Where a passkey made on it goes first: Apple's keychain, Google's, Samsung's, or nowhere (no Google services). */
  readonly vault: 'apple' | 'google' | 'samsung' | 'none'
}

const appleNew = weighted([
  ['26.1', 42],
  ['26.0.1', 12],
  ['26.2', 14],
  ['18.7.2', 12],
  ['18.6.2', 9],
  ['27.1', 6],
  ['17.7.2', 5],
])
const appleOld = weighted([
  ['18.7.2', 30],
  ['18.5', 15],
  ['17.7.2', 24],
  ['17.6.1', 16],
  ['26.1', 15],
])
const appleLast = weighted([
  ['16.7.12', 70],
  ['16.7.10', 30],
])
const android16 = weighted([
  ['16', 72],
  ['15', 28],
])
const android15 = weighted([
  ['15', 45],
  ['16', 30],
  ['14', 25],
])
const android14 = weighted([
  ['14', 60],
  ['15', 22],
  ['13', 18],
])
const android13 = weighted([
  ['13', 58],
  ['12', 30],
  ['14', 12],
])
const android12 = weighted([['12', 100]])

const apple = (model: string, name: string, versions: Weighted<string>): PhoneModel => ({
  system: 'iOS',
  manufacturer: 'Apple',
  model,
  name,
  versions,
  vault: 'apple',
})
const android = (
  manufacturer: string,
  model: string,
  name: string,
  versions: Weighted<string>,
  vault: PhoneModel['vault'] = 'google',
): PhoneModel => ({ system: 'Android', manufacturer, model, name, versions, vault })
const samsung = (model: string, name: string, versions: Weighted<string>) =>
  android('samsung', model, name, versions, 'samsung')

const iPhones = weighted([
  [apple('iPhone12,1', 'iPhone 11', appleOld), 8],
  [apple('iPhone12,8', 'iPhone SE (2nd generation)', appleOld), 5],
  [apple('iPhone13,2', 'iPhone 12', appleNew), 10],
  [apple('iPhone14,5', 'iPhone 13', appleNew), 14],
  [apple('iPhone14,6', 'iPhone SE (3rd generation)', appleNew), 6],
  [apple('iPhone14,7', 'iPhone 14', appleNew), 12],
  [apple('iPhone15,2', 'iPhone 14 Pro', appleNew), 6],
  [apple('iPhone15,4', 'iPhone 15', appleNew), 13],
  [apple('iPhone16,2', 'iPhone 15 Pro Max', appleNew), 6],
  [apple('iPhone17,3', 'iPhone 16', appleNew), 12],
  [apple('iPhone18,3', 'iPhone 17', appleNew), 5],
  [apple('iPhone10,4', 'iPhone 8', appleLast), 3],
])

const samsungEurope = weighted([
  [samsung('SM-S928B', 'Galaxy S24 Ultra', android16), 12],
  [samsung('SM-S921B', 'Galaxy S24', android16), 14],
  [samsung('SM-S931B', 'Galaxy S25', android16), 10],
  [samsung('SM-S911B', 'Galaxy S23', android15), 12],
  [samsung('SM-A546B', 'Galaxy A54 5G', android15), 16],
  [samsung('SM-A556B', 'Galaxy A55 5G', android15), 12],
  [samsung('SM-A155F', 'Galaxy A15', android14), 12],
  [samsung('SM-G991B', 'Galaxy S21 5G', android14), 7],
  [samsung('SM-G780G', 'Galaxy S20 FE', android13), 3],
  [samsung('SM-F946B', 'Galaxy Z Fold5', android15), 2],
])
const samsungUs = weighted([
  [samsung('SM-S928U', 'Galaxy S24 Ultra', android16), 55],
  [samsung('SM-S918U', 'Galaxy S23 Ultra', android15), 45],
])
const samsungKorea = weighted([[samsung('SM-S928N', 'Galaxy S24 Ultra', android16), 1]])
const samsungJapan = weighted([[samsung('SC-51D', 'Galaxy S23', android15), 1]])
const pixels = weighted([
  [android('Google', 'Pixel 8', 'Pixel 8', android16), 40],
  [android('Google', 'Pixel 9 Pro', 'Pixel 9 Pro', android16), 25],
  [android('Google', 'Pixel 7a', 'Pixel 7a', android16), 25],
  [android('Google', 'Pixel 6', 'Pixel 6', android15), 10],
])
const xiaomiGlobal = weighted([
  [android('Xiaomi', '23127PN0CG', 'Xiaomi 14', android15), 25],
  [android('Xiaomi', '24129PN74G', 'Xiaomi 15', android16), 15],
  [android('Xiaomi', '23090RA98G', 'Redmi Note 13 Pro+ 5G', android14), 25],
  [android('Xiaomi', '2201117TG', 'Redmi Note 11', android13), 25],
  [android('Xiaomi', '23049PCD8G', 'POCO F5', android14), 10],
])
const xiaomiChina = weighted([
  [android('Xiaomi', '23127PN0CC', 'Xiaomi 14', android15, 'none'), 65],
  [android('Xiaomi', '24031PN0DC', 'Xiaomi 14 Ultra', android15, 'none'), 35],
])
const huawei = weighted([
  [android('HUAWEI', 'VOG-L29', 'P30 Pro', android12), 15],
  [android('HUAWEI', 'MAR-LX1A', 'P30 lite', android12), 15],
  [android('HUAWEI', 'NOH-NX9', 'Mate 40 Pro', android12, 'none'), 35],
  [android('HUAWEI', 'NAM-LX9', 'nova 9', android12, 'none'), 35],
])
const huaweiChina = weighted([[android('HUAWEI', 'NAM-AL00', 'nova 9', android12, 'none'), 1]])
const oppoGroup = weighted([
  [android('OPPO', 'CPH2525', 'Reno10 Pro 5G', android14), 40],
  [android('OnePlus', 'CPH2451', 'OnePlus 11 5G', android15), 30],
  [android('OnePlus', 'CPH2581', 'OnePlus 12', android16), 20],
  [android('realme', 'RMX3771', 'realme 11 Pro 5G', android14), 30],
])
const others = weighted([
  [android('HONOR', 'ELI-NX9', 'HONOR 200', android15), 26],
  [android('vivo', 'V2250', 'vivo V29', android14), 18],
  [android('motorola', 'moto g84 5G', 'moto g84 5G', android14), 26],
  [android('Nothing', 'A142', 'Phone (2a)', android15), 10],
  [android('Sony', 'XQ-EC54', 'Xperia 1 VI', android15), 8],
  [android('motorola', 'motorola edge 40', 'motorola edge 40', android15), 12],
])
const japanese = weighted([
  [android('Sony', 'SO-51D', 'Xperia 1 V', android15), 50],
  [android('SHARP', 'SH-53D', 'AQUOS wish3', android14), 50],
])
const vivoChina = weighted([[android('vivo', 'V2218A', 'iQOO 10 Pro', android14, 'none'), 1]])

type Maker = Weighted<PhoneModel>

const markets: Readonly<Record<PhoneMarket, Weighted<Maker>>> = {
  europe: weighted([
    [iPhones, 38],
    [samsungEurope, 34],
    [xiaomiGlobal, 10],
    [pixels, 6],
    [huawei, 3],
    [oppoGroup, 4],
    [others, 5],
  ]),
  northAmerica: weighted([
    [iPhones, 61],
    [samsungUs, 25],
    [pixels, 9],
    [others, 4],
    [oppoGroup, 1],
  ]),
  china: weighted([
    [iPhones, 30],
    [huaweiChina, 28],
    [xiaomiChina, 27],
    [vivoChina, 15],
  ]),
  india: weighted([
    [iPhones, 11],
    [samsungEurope, 24],
    [xiaomiGlobal, 22],
    [oppoGroup, 28],
    [others, 13],
    [pixels, 2],
  ]),
  japan: weighted([
    [iPhones, 64],
    [pixels, 14],
    [samsungJapan, 8],
    [japanese, 14],
  ]),
  korea: weighted([
    [iPhones, 26],
    [samsungKorea, 74],
  ]),
  asia: weighted([
    [iPhones, 26],
    [samsungEurope, 28],
    [oppoGroup, 24],
    [xiaomiGlobal, 14],
    [others, 8],
  ]),
  gulf: weighted([
    [iPhones, 34],
    [samsungEurope, 36],
    [xiaomiGlobal, 14],
    [huawei, 8],
    [oppoGroup, 8],
  ]),
}

/** The phone of a draw pair in a market: maker first, then model. */
export function phoneModelOf(market: PhoneMarket, makerDraw: number, modelDraw: number): PhoneModel {
  return markets[market].pick(makerDraw).pick(modelDraw)
}
