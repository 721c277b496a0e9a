// Where people work: cities, languages, dialling codes and names by country. Cities and languages are facts; the shares are assumed.

import { weighted, type Weighted } from './chance.ts'

/** A city with an office, and where it lies, for sign-ins. */
export type City = {
  readonly name: string
  readonly state: string
  readonly latitude: number
  readonly longitude: number
}

/** What the world knows of a country. */
export type Place = {
  readonly code: string
  readonly name: string
  readonly language: string
  readonly diallingCode: string
  readonly cities: readonly City[]
  readonly locales: Weighted<string>
  /** The locale whose script is the country's own: such names are written natively here, in Latin letters elsewhere. */
  readonly ownLocale: string
  /** Which table of phones applies. */
  readonly phones: PhoneMarket
}

/** Markets with a phone mix of their own. */
export type PhoneMarket = 'europe' | 'northAmerica' | 'china' | 'india' | 'japan' | 'korea' | 'asia' | 'gulf'

const place = (
  code: string,
  name: string,
  language: string,
  diallingCode: string,
  phones: PhoneMarket,
  locales: readonly (readonly [string, number])[],
  cities: readonly (readonly [string, string, number, number])[],
): Place => ({
  code,
  name,
  language,
  diallingCode,
  phones,
  locales: weighted(locales),
  ownLocale: (locales[0] as readonly [string, number])[0],
  cities: cities.map(([city, state, latitude, longitude]) => ({ name: city, state, latitude, longitude })),
})

const all: readonly Place[] = [
  place(
    'DE',
    'Germany',
    'de-DE',
    '49',
    'europe',
    [
      ['de', 76],
      ['tr', 7],
      ['pl', 5],
      ['en', 3],
      ['ar', 3],
      ['uk', 2],
      ['vi', 1],
      ['el', 1],
      ['it', 2],
    ],
    [
      ['München', 'Bayern', 48.1374, 11.5755],
      ['Köln', 'Nordrhein-Westfalen', 50.9384, 6.96],
      ['Leipzig', 'Sachsen', 51.3397, 12.3731],
    ],
  ),
  place(
    'US',
    'United States',
    'en-US',
    '1',
    'northAmerica',
    [
      ['en', 66],
      ['es', 14],
      ['zh', 5],
      ['hi', 6],
      ['ko', 3],
      ['vi', 3],
      ['ar', 2],
      ['he', 1],
    ],
    [
      ['Seattle', 'Washington', 47.6062, -122.3321],
      ['Austin', 'Texas', 30.2672, -97.7431],
      ['Boston', 'Massachusetts', 42.3601, -71.0589],
    ],
  ),
  place(
    'GB',
    'United Kingdom',
    'en-GB',
    '44',
    'europe',
    [
      ['en', 80],
      ['hi', 9],
      ['pl', 5],
      ['ar', 3],
      ['zh', 3],
    ],
    [
      ['London', 'England', 51.5072, -0.1276],
      ['Manchester', 'England', 53.4808, -2.2426],
    ],
  ),
  place(
    'IE',
    'Ireland',
    'en-IE',
    '353',
    'europe',
    [
      ['en', 90],
      ['pl', 10],
    ],
    [['Dublin', 'Leinster', 53.3498, -6.2603]],
  ),
  place(
    'FR',
    'France',
    'fr-FR',
    '33',
    'europe',
    [
      ['fr', 84],
      ['ar', 9],
      ['pt', 4],
      ['vi', 3],
    ],
    [
      ['Paris', 'Île-de-France', 48.8566, 2.3522],
      ['Saint-Étienne', 'Auvergne-Rhône-Alpes', 45.4397, 4.3872],
    ],
  ),
  place(
    'PL',
    'Poland',
    'pl-PL',
    '48',
    'europe',
    [
      ['pl', 90],
      ['uk', 10],
    ],
    [
      ['Wrocław', 'Dolnośląskie', 51.1079, 17.0385],
      ['Łódź', 'Łódzkie', 51.7592, 19.456],
    ],
  ),
  place(
    'ES',
    'Spain',
    'es-ES',
    '34',
    'europe',
    [
      ['es', 93],
      ['ar', 4],
      ['zh', 3],
    ],
    [
      ['Málaga', 'Andalucía', 36.7213, -4.4214],
      ['Madrid', 'Madrid', 40.4168, -3.7038],
    ],
  ),
  place(
    'IT',
    'Italy',
    'it-IT',
    '39',
    'europe',
    [
      ['it', 95],
      ['ar', 5],
    ],
    [['Milano', 'Lombardia', 45.4642, 9.19]],
  ),
  place('PT', 'Portugal', 'pt-PT', '351', 'europe', [['pt', 100]], [['Lisboa', 'Lisboa', 38.7223, -9.1393]]),
  place(
    'BR',
    'Brazil',
    'pt-BR',
    '55',
    'asia',
    [
      ['pt', 94],
      ['ja', 4],
      ['it', 2],
    ],
    [['São Paulo', 'São Paulo', -23.5558, -46.6396]],
  ),
  place(
    'SE',
    'Sweden',
    'sv-SE',
    '46',
    'europe',
    [
      ['sv', 92],
      ['ar', 8],
    ],
    [
      ['Göteborg', 'Västra Götaland', 57.7089, 11.9746],
      ['Malmö', 'Skåne', 55.605, 13.0038],
    ],
  ),
  place('GR', 'Greece', 'el-GR', '30', 'europe', [['el', 100]], [['Αθήνα', 'Αττική', 37.9838, 23.7275]]),
  place('TR', 'Türkiye', 'tr-TR', '90', 'gulf', [['tr', 100]], [['İzmir', 'İzmir', 38.4237, 27.1428]]),
  place('UA', 'Ukraine', 'uk-UA', '380', 'europe', [['uk', 100]], [['Львів', 'Львівська', 49.8397, 24.0297]]),
  place(
    'IL',
    'Israel',
    'he-IL',
    '972',
    'northAmerica',
    [
      ['he', 88],
      ['ar', 12],
    ],
    [['תל אביב-יפו', 'תל אביב', 32.0853, 34.7818]],
  ),
  place(
    'AE',
    'United Arab Emirates',
    'ar-AE',
    '971',
    'gulf',
    [
      ['ar', 62],
      ['hi', 30],
      ['en', 8],
    ],
    [['دبي', 'دبي', 25.2048, 55.2708]],
  ),
  place(
    'IN',
    'India',
    'en-IN',
    '91',
    'india',
    [['hi', 100]],
    [
      ['Bengaluru', 'Karnataka', 12.9716, 77.5946],
      ['पुणे', 'महाराष्ट्र', 18.5204, 73.8567],
    ],
  ),
  place(
    'JP',
    'Japan',
    'ja-JP',
    '81',
    'japan',
    [
      ['ja', 97],
      ['en', 3],
    ],
    [['大阪市', '大阪府', 34.6937, 135.5023]],
  ),
  place('CN', 'China', 'zh-CN', '86', 'china', [['zh', 100]], [['上海', '上海', 31.2304, 121.4737]]),
  place('KR', 'Korea', 'ko-KR', '82', 'korea', [['ko', 100]], [['부산', '부산', 35.1796, 129.0756]]),
  place('TH', 'Thailand', 'th-TH', '66', 'asia', [['th', 100]], [['กรุงเทพมหานคร', 'กรุงเทพ', 13.7563, 100.5018]]),
  place('VN', 'Viet Nam', 'vi-VN', '84', 'asia', [['vi', 100]], [['Đà Nẵng', 'Đà Nẵng', 16.0544, 108.2022]]),
]

const byCode = new Map(all.map((place) => [place.code, place]))

/** The places of a country mix, weighed. Throws a RangeError that names an unknown country and lists the known ones. */
export function placesOf(countries: Readonly<Record<string, number>>): Weighted<Place> {
  const entries = Object.entries(countries).map(([code, weight]) => {
    const known = byCode.get(code)
    if (known === undefined) {
      throw new RangeError(`The simulated tenant knows no country ${code}; known are ${[...byCode.keys()].join(', ')}`)
    }
    if (!(weight >= 0)) throw new RangeError(`The share of ${code} must be zero or more, and is ${weight}`)
    return [known, weight] as const
  })
  return weighted(entries)
}
