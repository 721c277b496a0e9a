// The columns of an export by name: which names each may have, where each name is known from, and how a header is matched with them.
// Names match without case, spaces and punctuation, in any order.

import { AppError } from '#domain/shared/errors.ts'

export type ColumnDeclaration = {
  /** What the column is used for, in a phrase, for docs/files.md and for messages. */
  readonly use: string
  /** The portal's name first: it is the one that messages say. Names in Microsoft's documentation or metadata. */
  readonly documented?: readonly string[]
  /** Names in exports or scripts that others have published. */
  readonly observed?: readonly string[]
  /** Names that we expect by likeness or translation. */
  readonly assumed?: readonly string[]
  /** Without the column, the file cannot be used. */
  readonly needed?: true
  /** Holds times: looked at to find out whether the file writes the day or the month first. */
  readonly isTime?: true
}

export type ColumnDeclarations = { readonly [field: string]: ColumnDeclaration }

/** Where each field is in a record; `twins` are further columns of the same name, whose values must agree. */
export type ColumnPlaces = {
  readonly header: readonly string[]
  readonly places: ReadonlyMap<string, { readonly at: number; readonly name: string }>
  readonly twins: ReadonlyMap<string, readonly number[]>
}

/** The names of a column, the surest first. */
export function namesOf(column: ColumnDeclaration): readonly string[] {
  return [...(column.documented ?? []), ...(column.observed ?? []), ...(column.assumed ?? [])]
}

/** Finds the declared columns in a header. Of several names of a column, the first one declared wins. */
export function placeColumns(header: readonly string[], columns: ColumnDeclarations): ColumnPlaces {
  const keys = header.map(keyOf)
  const places = new Map<string, { at: number; name: string }>()
  const twins = new Map<string, readonly number[]>()
  for (const [field, column] of Object.entries(columns)) {
    const key = namesOf(column)
      .map(keyOf)
      .find((name) => keys.includes(name))
    if (key === undefined) continue
    const at = keys.indexOf(key)
    places.set(field, { at, name: header[at]?.trim() ?? field })
    const others = keys.flatMap((other, index) => (other === key && index !== at ? [index] : []))
    if (others.length > 0) twins.set(field, others)
  }
  return { header, places, twins }
}

/** Throws AppError file-column-missing for the first needed column that the header lacks, naming the nearest one it has. */
export function requireColumns(
  fileName: string,
  title: string,
  found: ColumnPlaces,
  columns: ColumnDeclarations,
): void {
  for (const [field, column] of Object.entries(columns)) {
    if (column.needed !== true || found.places.has(field)) continue
    const taken = new Set([...found.places.values()].map(({ at }) => at))
    const free = found.header.filter((name, index) => !taken.has(index) && keyOf(name) !== '')
    const near = nearest(namesOf(column), free)
    throw new AppError('file-column-missing', {
      public:
        `"${fileName}" looks like "${title}" but lacks the column "${namesOf(column)[0] ?? field}" (${column.use}).` +
        (near === null ? '' : ` The nearest column it has is "${near}".`),
    })
  }
}

/** A column name without what people and programs write differently: case, accents' form, spaces, underscores, punctuation. */
export function keyOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')
}

function nearest(wanted: readonly string[], found: readonly string[]): string | null {
  let best: { name: string; distance: number } | null = null
  for (const name of found) {
    for (const other of wanted) {
      const distance = editDistance(keyOf(name), keyOf(other)) / Math.max(keyOf(name).length, keyOf(other).length, 1)
      if (best === null || distance < best.distance) best = { name: name.trim(), distance }
    }
  }
  return best?.name ?? null
}

/** Levenshtein's distance: the least number of letters to add, drop or change. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
