// Brings together the rows of a list that has one row per person and method, wherever in the file they are, in bounded memory: people are
// dealt out into shares small enough to hold, and the file is read once for each share.

import type { RejectedItem } from '#app/ports.ts'
import type { Registration } from '#domain/people/registration.ts'

/** Bytes of the file whose people are held at a time. Some 600,000 rows; in memory about three times as much. */
export const shareBytesMax = 64_000_000

/** People in a page. */
const pageSize = 4000

type Reading = { readonly row: Registration } | { readonly rejected: RejectedItem }

/** Reads the file (once a share) and yields one row per person, methods each once in the order of the file. */
export async function* gatherMethods(
  read: () => AsyncIterable<readonly Reading[]>,
  fileBytes: number,
  shareBytes: number = shareBytesMax,
): AsyncGenerator<readonly Reading[]> {
  const shares = Math.max(1, Math.ceil(fileBytes / shareBytes))
  for (let share = 0; share < shares; share += 1) {
    const people = new Map<string, { row: Registration; methods: Set<string> }>()
    for await (const batch of read()) {
      const rejected: Reading[] = []
      for (const reading of batch) {
        if ('rejected' in reading) rejected.push(reading)
        else if (shareOf(reading.row.id, shares) === share) add(people, reading.row)
      }
      // Every pass meets the same unusable rows: they are told once.
      if (share === 0 && rejected.length > 0) yield rejected
    }
    yield* pages(people.values())
  }
}

function add(people: Map<string, { row: Registration; methods: Set<string> }>, row: Registration): void {
  const known = people.get(row.id)
  if (known === undefined) people.set(row.id, { row, methods: new Set(row.methodsRegistered) })
  else for (const method of row.methodsRegistered) known.methods.add(method)
}

function* pages(people: Iterable<{ row: Registration; methods: Set<string> }>): Generator<readonly Reading[]> {
  let page: Reading[] = []
  for (const { row, methods } of people) {
    page.push({ row: { ...row, methodsRegistered: [...methods] } })
    if (page.length < pageSize) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** Deals an id out by a hash of its letters (FNV-1a, 32 bits). */
function shareOf(id: string, shares: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % shares
}
