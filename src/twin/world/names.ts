// A person's name: drawn from the lists by a shuffle over the whole tenant, so that the user principal name is unique without any list of
// the names already given.

import { draw, drawBelow, type Shuffle, shuffle } from './chance.ts'
import { latinNames, type NameList } from './names-latin.ts'
import { scriptNames } from './names-scripts.ts'

/** Given names in every list. */
export const givenNames = 16
/** Surnames in every list. */
export const surnameNames = 20
const combinations = givenNames * surnameNames

/** A name as the directory holds it; `localPart` is ASCII and unique in the tenant. */
export type Name = {
  readonly given: string
  readonly surname: string
  readonly display: string
  readonly localPart: string
}

type Part = { readonly native: string; readonly ascii: string; readonly latin: string }
type Parts = { readonly given: readonly Part[]; readonly surnames: readonly Part[]; readonly script: boolean }

const surnameFirst: ReadonlySet<string> = new Set(['ja', 'zh', 'ko'])

// Letters that have no decomposition in Unicode; the rest lose their marks by NFD.
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  ı: 'i',
  đ: 'd',
}

/** The name in ASCII for an address: marks dropped, apostrophes and hyphens kept, everything else left out, lower case. */
export function asciiOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[ßłøæıđ]/g, (letter) => plainLetters[letter] ?? '')
    .normalize('NFD')
    .replaceAll(/[^a-z'-]/g, '')
}

const partOf = (text: string): Part => {
  const [native = text, ascii = asciiOf(native)] = text.split('|')
  return { native, ascii, latin: ascii.slice(0, 1).toUpperCase() + ascii.slice(1) }
}

const partsOf = (list: NameList, script: boolean): Parts => ({
  given: list.given.map(partOf),
  surnames: list.surnames.map(partOf),
  script,
})

const locales = new Map<string, Parts>([
  ...Object.entries(latinNames).map(([locale, list]) => [locale, partsOf(list, false)] as const),
  ...Object.entries(scriptNames).map(([locale, list]) => [locale, partsOf(list, true)] as const),
])

/** The parts of the names of every locale, for the test that no two locales share a surname. */
export function nameParts(): ReadonlyMap<string, Parts> {
  return locales
}

/** The names of a tenant. */
export type Names = {
  /** The name of a rank in a locale; in the locale's own script where asked for. */
  nameOf(rank: number, locale: string, ownScript: boolean, key: number): Name
  /** The rank that would bear a local part; undefined for a text that no name makes. Whether that rank bears it is for the caller to compare. */
  readonly rankOf: (localPart: string) => number | undefined
}

/** Makes the names of a tenant with `size` people. */
export function nameMaker(size: number, seed: number): Names {
  const spread: Shuffle = shuffle(Math.max(1, Math.ceil(size / combinations)) * combinations, seed)
  const nameOf: Names['nameOf'] = (rank, locale, ownScript, key) => {
    const parts = locales.get(locale)
    if (parts === undefined) throw new RangeError(`No names for the locale ${locale}`)
    const combination = spread.at(rank)
    const given = parts.given[combination % givenNames] as Part
    const surname = parts.surnames[Math.floor(combination / givenNames) % surnameNames] as Part
    const occurrence = Math.floor(combination / combinations)
    const native = parts.script ? ownScript : true
    const shownGiven = native ? given.native : given.latin
    const shownSurname = native ? surname.native : surname.latin
    return {
      given: shownGiven,
      surname: shownSurname,
      display: displayOf(shownGiven, shownSurname, native && surnameFirst.has(locale), parts, key),
      localPart: `${given.ascii}.${surname.ascii}${occurrence === 0 ? '' : occurrence + 1}`,
    }
  }
  return {
    nameOf,
    rankOf: (localPart) => {
      const [, given = '', surname = '', number] = /^([a-z'-]+)\.([a-z'-]+?)(\d*)$/.exec(localPart) ?? []
      const home = surnameHomes.get(surname)
      const givenIndex = home?.parts.given.findIndex(({ ascii }) => ascii === given) ?? -1
      if (home === undefined || givenIndex < 0) return undefined
      const occurrence = number === '' || number === undefined ? 0 : Number(number) - 1
      const rank = spread.indexOf(occurrence * combinations + home.index * givenNames + givenIndex)
      return rank < size ? rank : undefined
    },
  }
}

// Which locale a surname belongs to, and its place there: no surname stands in two.
const surnameHomes = new Map<string, { readonly parts: Parts; readonly index: number }>()
for (const parts of locales.values()) {
  for (const [index, { ascii }] of parts.surnames.entries()) surnameHomes.set(ascii, { parts, index })
}

// Most names are plain; a few carry what real directories carry: a comma, quotes, a second surname, a title, a very long form.
function displayOf(given: string, surname: string, reversed: boolean, parts: Parts, key: number): string {
  if (reversed) return parts.script && surname.length + given.length <= 4 ? `${surname}${given}` : `${surname} ${given}`
  const awkward = draw(key, 901)
  if (awkward > 0.06) return `${given} ${surname}`
  if (awkward > 0.025) return `${surname}, ${given}`
  if (awkward > 0.018) return `${given} "${given.slice(0, 3)}" ${surname}`
  if (awkward > 0.012) return `${given} ${surname} (Externe)`
  const others = parts.surnames
  const second = (others[drawBelow(key, 902, others.length)] as Part).native
  if (awkward > 0.004) return `${given} ${surname}-${second}`
  const third = (others[drawBelow(key, 903, others.length)] as Part).native
  const middle = (parts.given[drawBelow(key, 904, givenNames)] as Part).native
  return `Prof. Dr. ${given} ${middle} ${surname}-${second} y ${third} zu ${surname}`
}
