// Walks that stopped at the end of a page, kept so that the next page need not walk from the beginning again.
// A walk is used once: a caller who asks for the same page twice makes the server walk afresh, with the same result.

/** How many walks are kept; the oldest is dropped. Enough for the readers of one tenant. Source: chosen. */
const cursorsMax = 32

export type Cursors = {
  /** Takes the walk out that was kept under a key; undefined when there is none. */
  take(key: string): unknown
  keep(key: string, walk: unknown): void
}

/** An empty set of kept walks. */
export function createCursors(): Cursors {
  const kept = new Map<string, unknown>()
  return {
    take(key) {
      const walk = kept.get(key)
      kept.delete(key)
      return walk
    },
    keep(key, walk) {
      kept.delete(key)
      kept.set(key, walk)
      for (const oldest of kept.keys()) {
        if (kept.size <= cursorsMax) break
        kept.delete(oldest)
      }
    },
  }
}
