// Walks several lists one after the other as one stream that can be resumed in any of them: the cursor names the
// list.

import { cursorFrom, readCursor } from './cursor.ts'
import { GraphFailure } from './graph-failure.ts'
import { walkPages, type PageRequest } from './paging.ts'
import type { GraphContext } from './reading.ts'

/**
 * A list to walk. Tags are in ascending order, so that a list that is gone since can be told from one still to come.
 */
export type Walk = { readonly tag: string; readonly path: string }

export type SequencePage = { readonly tag: string; readonly items: readonly unknown[]; readonly cursor: string | null }

/**
 * All pages of all lists from the cursor on. A list that is not there any more (404) is empty. Throws GraphFailure,
 * AppError.
 */
export async function* walkSequence(
  { client }: GraphContext,
  walks: readonly Walk[],
  cursor: string | null,
  request: PageRequest,
): AsyncGenerator<SequencePage, void, undefined> {
  const left = leftFrom(walks, cursor)
  for (const [index, { tag, path }] of left.entries()) {
    const following = left[index + 1]
    const after = following === undefined ? null : cursorFrom(following.tag, following.path)
    try {
      for await (const page of walkPages(client, path, request)) {
        yield { tag, items: page.items, cursor: page.next === null ? after : cursorFrom(tag, page.next) }
      }
    } catch (error) {
      if (!(error instanceof GraphFailure) || error.kind !== 'not-found') throw error
      yield { tag, items: [], cursor: after }
    }
  }
}

function leftFrom(walks: readonly Walk[], cursor: string | null): readonly Walk[] {
  if (cursor === null) return walks
  const start = readCursor(cursor)
  const later = walks.filter(({ tag }) => tag > start.tag)
  return walks.some(({ tag }) => tag === start.tag) ? [start, ...later] : later
}
