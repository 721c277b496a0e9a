// The people in the draw, put together by what they could cover, so that a million people become the few thousand kinds that a choice
// has to weigh. One pass over the candidates; nothing depends on the order in which they come.

import { assert } from '../shared/assert.ts'
import { mix } from '../shared/random.ts'
import type { PersonId } from '../shared/ids.ts'
import { daysPresent, isInFleet, leftOutReason } from './candidate.ts'
import type { DrawRules, LeftOutReason, PilotCandidate } from './candidate.ts'

/** What a tag speaks of. A person has one tag at most of each, but of family and os as many as devices. */
export type Dimension = 'family' | 'os' | 'work' | 'profile' | 'department' | 'place' | 'country' | 'language'

/** A value that people share, with how many in the fleet and in the draw have it. */
export type Tag = {
  readonly dimension: Dimension
  readonly value: string
  fleet: number
  eligible: number
  /** Of the fleet, how many are left out by reason. */
  readonly leftOut: Map<LeftOutReason, number>
}

/** Somebody in the draw, with the place in the seeded order. */
export type Member = { readonly person: PilotCandidate; readonly rank: number }

/** People of one kind: the same tags and the same fitness for a pilot. */
export type Group = {
  /** Indices into the pool's tags, ascending, none twice. */
  readonly tags: readonly number[]
  readonly fitness: Fitness
  people: number
  /** The first of them in the seeded order, enough for the largest pilot. */
  members: Member[]
}

/** How fit for a pilot a person is: able to enrol and there; uncertain; or with nothing to enrol or no way to. */
export type Fitness = 'fit' | 'uncertain' | 'unfit'

export type Pool = {
  readonly tags: readonly Tag[]
  /** In seeded order. Pinned people are not in them. */
  readonly groups: readonly Group[]
  readonly pinned: readonly { readonly person: PilotCandidate; readonly tags: readonly number[] }[]
  readonly leftOut: readonly { readonly id: PersonId; readonly reason: LeftOutReason }[]
  /** People in the draw, pinned ones among them. */
  readonly eligible: number
  /** Everybody whom the pilot speaks for, in the draw or not. */
  readonly fleet: number
  /** Of the people in the draw, those with a known device. */
  readonly withDevices: number
  /** Everybody who came, in the fleet or not. */
  readonly ids: ReadonlySet<PersonId>
  /** Ids that came more than once; only the first row of each was taken. */
  readonly repeated: readonly PersonId[]
}

/** Order in the draw: the seeded rank, then the id, so that no two people are equal. */
export function compareMembers(one: Member, other: Member): number {
  return one.rank - other.rank || (one.person.id < other.person.id ? -1 : one.person.id > other.person.id ? 1 : 0)
}

/** Reads all candidates. Of people alike the first `keep` are kept: as many as the largest pilot has places, or more. */
export function poolOf(candidates: Iterable<PilotCandidate>, rules: DrawRules, seed: number, keep: number): Pool {
  assert(keep >= 1, 'room for at least one person')
  const tags = new TagTable()
  const groups = new Map<string, Group>()
  const pinned: { person: PilotCandidate; tags: readonly number[] }[] = []
  const leftOut: { id: PersonId; reason: LeftOutReason }[] = []
  const seen = new Set<PersonId>()
  const repeated: PersonId[] = []
  let [eligible, fleet, withDevices] = [0, 0, 0]
  for (const person of candidates) {
    if (seen.has(person.id)) {
      repeated.push(person.id)
      continue
    }
    seen.add(person.id)
    const reason = leftOutReason(person, rules)
    if (reason !== null) leftOut.push({ id: person.id, reason })
    if (!isInFleet(reason)) continue
    fleet++
    const own = tags.of(person)
    tags.count(own, reason)
    if (reason !== null) continue
    eligible++
    if (person.devices.length > 0) withDevices++
    if (rules.pinned.has(person.id)) pinned.push({ person, tags: [...own] })
    else addTo(groups, own, person, fitnessOf(person, rules), seed, keep)
  }
  const sorted = [...groups.values()]
  for (const group of sorted) group.members = firstOf(group.members, keep)
  sorted.sort((a, b) => compareMembers(firstMember(a), firstMember(b)))
  pinned.sort((a, b) => (a.person.id < b.person.id ? -1 : 1))
  return { tags: tags.all, groups: sorted, pinned, leftOut, eligible, fleet, withDevices, ids: seen, repeated }
}

function firstMember(group: Group): Member {
  const [first] = group.members
  assert(first !== undefined, 'somebody in every group')
  return first
}

function addTo(
  groups: Map<string, Group>,
  tags: readonly number[],
  person: PilotCandidate,
  fitness: Fitness,
  seed: number,
  keep: number,
): void {
  const key = `${tags.join(',')} ${fitness}`
  const member = { person, rank: mix(seed, hashOf(person.id)) }
  const group = groups.get(key)
  if (group === undefined) {
    groups.set(key, { tags: [...tags], fitness, people: 1, members: [member] })
    return
  }
  group.people++
  group.members.push(member)
  // Cut now and then, so that a group of a hundred thousand keeps a few hundred.
  if (group.members.length > keep * 2) group.members = firstOf(group.members, keep)
}

function firstOf(members: Member[], keep: number): Member[] {
  return members.length === 1 ? members : members.sort(compareMembers).slice(0, keep)
}

/** FNV-1a over the characters of an id, 32 bits. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** A blocked person and one who has a passkey already can teach little; the unread and those away for half the time may. */
function fitnessOf(person: PilotCandidate, { workdays }: DrawRules): Fitness {
  if (person.tier === 'blocked' || person.tier === 'ready' || person.tier === 'excluded') return 'unfit'
  if (person.tier === 'unknown') return 'uncertain'
  return daysPresent(person, workdays) * 2 <= workdays.length && workdays.length > 0 ? 'uncertain' : 'fit'
}

/** Gives every value of every dimension a number, and counts. */
class TagTable {
  readonly all: Tag[] = []
  readonly #found: number[] = []
  readonly #numbers = new Map<string, number>()
  /** Values as they come, so that a text is put in plain form once and not a million times. */
  readonly #asGiven = new Map<Dimension, Map<string, number | null>>()

  /** The tags of a person, ascending. The list is the same at every call, to be copied by whoever keeps it: a million lists are a burden. */
  of(person: PilotCandidate): readonly number[] {
    this.#found.length = 0
    if (person.devices.length === 0) this.#add('family', 'unknown')
    for (const { family, osBand } of person.devices) {
      this.#add('family', family)
      this.#add('os', osBand)
    }
    this.#add('work', person.isIt === null ? null : person.isIt ? 'it' : 'outside-it')
    this.#add('profile', person.profile)
    this.#add('department', person.department)
    this.#add('place', person.place)
    this.#add('country', person.country)
    this.#add('language', person.language)
    return this.#found.sort((a, b) => a - b)
  }

  count(numbers: readonly number[], reason: LeftOutReason | null): void {
    for (const number of numbers) {
      const tag = this.all[number]
      assert(tag !== undefined, 'a tag of this table')
      tag.fleet++
      if (reason === null) tag.eligible++
      else tag.leftOut.set(reason, (tag.leftOut.get(reason) ?? 0) + 1)
    }
  }

  #add(dimension: Dimension, value: string | null): void {
    const number = value === null ? null : this.#number(dimension, value)
    if (number !== null && !this.#found.includes(number)) this.#found.push(number)
  }

  #number(dimension: Dimension, given: string): number | null {
    const known = this.#asGiven.get(dimension) ?? new Map<string, number | null>()
    this.#asGiven.set(dimension, known)
    const before = known.get(given)
    if (before !== undefined) return before
    const value = plainValue(dimension, given)
    const key = `${dimension}:${value}`
    const number = value === '' ? null : (this.#numbers.get(key) ?? this.all.length)
    if (number === this.all.length) {
      this.all.push({ dimension, value, fleet: 0, eligible: 0, leftOut: new Map() })
      this.#numbers.set(key, number)
    }
    known.set(given, number)
    return number
  }
}

/** "Finance" and "finance " are one department; "de-DE" and "de-AT" one language. */
function plainValue(dimension: Dimension, given: string): string {
  const text = given.normalize('NFC').trim().toLowerCase()
  return dimension === 'language' ? (text.split(/[-_]/)[0] ?? '') : text
}
