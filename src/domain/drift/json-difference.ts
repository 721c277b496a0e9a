// What differs between two readings of the same settings, leaf by leaf. Lists of things with ids are matched by id and lists of plain values
// are sets, because Microsoft promises no order; annotations and dates of change are noise; null, absent and empty are one.

/** One difference. `path` names ids, not positions; a thing that came or went is one difference, with null on the other side. */
export type Difference = { readonly path: readonly string[]; readonly before: unknown; readonly after: unknown }

/** Dates that say only that something else changed. */
const noise: ReadonlySet<string> = new Set(['lastModifiedDateTime', 'modifiedDateTime', 'createdDateTime'])

/** Flags enumerations: one text, comma-joined in any order. */
const flags: ReadonlySet<string> = new Set(['passkeyTypes', 'guestOrExternalUserTypes', 'transferMethods'])

/** All differences, in order of path. Both values must be plain JSON. */
export function jsonDifference(before: unknown, after: unknown): readonly Difference[] {
  return differ([], before, after)
}

function differ(path: readonly string[], before: unknown, after: unknown): readonly Difference[] {
  if (isNothing(before) && isNothing(after)) return []
  if (isNothing(before) || isNothing(after)) {
    // A whole collection that appears is told member by member, so that it reads the same as one member added to others.
    if (isKeyed(before) || isKeyed(after)) return differMembers(path, asList(before), asList(after))
    return [{ path, before: before ?? null, after: after ?? null }]
  }
  if (isKeyed(before) && isKeyed(after)) return differMembers(path, before, after)
  if (Array.isArray(before) && Array.isArray(after)) return sameSet(before, after) ? [] : [{ path, before, after }]
  if (isRecord(before) && isRecord(after)) return differFields(path, before, after)
  return sameLeaf(path, before, after) ? [] : [{ path, before, after }]
}

function differFields(
  path: readonly string[],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  return keys.filter((key) => !isNoise(key)).flatMap((key) => differ([...path, key], before[key], after[key]))
}

type Member = { readonly id: string }

function differMembers(
  path: readonly string[],
  before: readonly Member[],
  after: readonly Member[],
): readonly Difference[] {
  const [old, now] = [byId(before), byId(after)]
  const ids = [...new Set([...old.keys(), ...now.keys()])].toSorted()
  return ids.flatMap((id) => {
    const [one, other] = [old.get(id), now.get(id)]
    if (one === undefined || other === undefined)
      return [{ path: [...path, id], before: one ?? null, after: other ?? null }]
    return differFields([...path, id], one, other)
  })
}

function byId(members: readonly Member[]): ReadonlyMap<string, Member & Readonly<Record<string, unknown>>> {
  return new Map(members.map((member) => [member.id.toLowerCase(), { ...member, id: member.id.toLowerCase() }]))
}

function isNoise(key: string): boolean {
  return noise.has(key) || (key.includes('@odata.') && key !== '@odata.type')
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isKeyed(value: unknown): value is readonly Member[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => isRecord(item) && typeof item['id'] === 'string')
  )
}

function asList(value: unknown): readonly Member[] {
  return isKeyed(value) ? value : []
}

function sameSet(before: readonly unknown[], after: readonly unknown[]): boolean {
  const [one, other] = [setOf(before), setOf(after)]
  return one.size === other.size && [...one].every((item) => other.has(item))
}

function setOf(values: readonly unknown[]): ReadonlySet<string> {
  return new Set(values.map((value) => (typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value))))
}

function sameLeaf(path: readonly string[], before: unknown, after: unknown): boolean {
  if (before === after) return true
  const isFlags = flags.has(path.at(-1) ?? '') && typeof before === 'string' && typeof after === 'string'
  return isFlags && sameSet(flagsOf(before), flagsOf(after))
}

function flagsOf(text: string): readonly string[] {
  return text.split(',').map((flag) => flag.trim())
}
