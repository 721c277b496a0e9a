// What a pilot has to cover, made from the fleet: each family and each band of a system at least once, Samsung 5 to 10 times, 60 to 70 %
// outside IT, both kinds of passkey profile, and a mix of departments, places, countries and languages.

import { deviceFamilyNames, type DeviceFamily } from '../devices/device-family.ts'
import { osBandName } from '../devices/os-band.ts'
import type { Dimension, Pool, Tag } from './pool.ts'
import { pilotPriors as priors } from './priors.ts'

/** A need before anybody is chosen. */
export type NeedRule = {
  /** `family:samsung`, `os:ios-26`, `work:outside-it`, `profile:attested`, `mix:department`. */
  readonly id: string
  readonly title: string
  /** `people`: so many people with one tag. `values`: so many different values of one dimension. */
  readonly kind: 'people' | 'values'
  readonly dimension: Dimension
  /** Index of the tag for `people`; null when nobody in the fleet has it, and for `values`. */
  readonly tag: number | null
  readonly want: number
  readonly atMost: number | null
}

/** The needs of a pilot of `size` people, in the order in which they are shown. */
export function needsOf(pool: Pool, size: number): readonly NeedRule[] {
  const numbered = pool.tags.map((tag, index) => ({ tag, index })).filter(({ tag }) => tag.fleet > 0)
  const of = (dimension: Dimension) =>
    numbered.filter(({ tag }) => tag.dimension === dimension).sort((a, b) => (a.tag.value < b.tag.value ? -1 : 1))
  const families = of('family')
  return [
    ...families.map(({ tag, index }) => familyNeed(tag, index)),
    ...(families.some(({ tag }) => tag.value === 'samsung') ? [] : [noSamsung]),
    ...of('os').map(({ tag, index }) => people(tag, index, osBandName(tag.value), 1)),
    ...workNeeds(of('work'), size),
    ...profileNeeds(of('profile')),
    ...mixNeeds(pool.tags, size),
  ]
}

function people(tag: Tag, index: number, title: string, want: number, atMost: number | null = null): NeedRule {
  const id = `${tag.dimension}:${tag.value}`
  return { id, title, kind: 'people', dimension: tag.dimension, tag: index, want, atMost }
}

function familyNeed(tag: Tag, index: number): NeedRule {
  const title = deviceFamilyNames[tag.value as DeviceFamily]
  return tag.value === 'samsung'
    ? people(tag, index, title, priors.samsungLeast.value, priors.samsungMost.value)
    : people(tag, index, title, 1)
}

/** Said although there are none, because the playbook makes so much of them. */
const noSamsung: NeedRule = {
  id: 'family:samsung',
  title: deviceFamilyNames.samsung,
  kind: 'people',
  dimension: 'family',
  tag: null,
  want: 0,
  atMost: null,
}

type Numbered = readonly { readonly tag: Tag; readonly index: number }[]

/** 60 to 70 % outside IT is said as two needs, so that people of whom nobody knows it count for neither. */
function workNeeds(work: Numbered, size: number): readonly NeedRule[] {
  const outside = Math.ceil(priors.outsideItLeast.value * size - 1e-9)
  const inside = size - Math.max(outside, Math.floor(priors.outsideItMost.value * size + 1e-9))
  const need = (value: string, title: string, want: number): NeedRule => ({
    id: `work:${value}`,
    title,
    kind: 'people',
    dimension: 'work',
    tag: work.find(({ tag }) => tag.value === value)?.index ?? null,
    want,
    atMost: null,
  })
  return [need('outside-it', 'outside IT', outside), need('it', 'in IT', inside)].filter(({ want }) => want > 0)
}

/** Only where both profiles exist is there something to compare. */
function profileNeeds(profiles: Numbered): readonly NeedRule[] {
  if (profiles.length < 2) return []
  return profiles.map(({ tag, index }) =>
    people(tag, index, tag.value === 'attested' ? 'attested passkeys' : 'synced passkeys', 1),
  )
}

const mixes: readonly (readonly [Dimension, string, number])[] = [
  ['department', 'different departments', priors.peoplePerDepartment.value],
  ['place', 'different places', priors.peoplePerPlace.value],
  ['country', 'different countries', priors.peoplePerPlace.value],
  ['language', 'different languages', priors.peoplePerLanguage.value],
]

/** Nothing to mix where the fleet has one value or none. */
function mixNeeds(tags: readonly Tag[], size: number): readonly NeedRule[] {
  return mixes.flatMap(([dimension, title, peopleEach]): readonly NeedRule[] => {
    const values = tags.filter((tag) => tag.dimension === dimension && tag.fleet > 0).length
    const want = Math.min(values, Math.ceil(size / peopleEach))
    return values < 2 || want < 2
      ? []
      : [{ id: `mix:${dimension}`, title, kind: 'values', dimension, tag: null, want, atMost: null }]
  })
}
