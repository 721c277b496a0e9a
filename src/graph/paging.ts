// Walks a list page by page: the next page is fetched while the current one is being stored, never more than one
// ahead, so memory stays the same for a million rows. The place to go on from is the next link, relative to Graph's
// own address. Source: Microsoft Graph REST, "Paging Microsoft Graph data in your app".

import { AppError } from '#domain/shared/errors.ts'
import type { Call } from './call.ts'
import type { GraphClient } from './client.ts'
import { readPage } from './decode.ts'

export type PageRequest = Pick<Call, 'call' | 'budget' | 'units' | 'headers'> & { readonly signal: AbortSignal }

export type LinkedPage = {
  readonly items: readonly unknown[]
  /** Path of the next page, null at the end. */
  readonly next: string | null
  /** Path that stands for the moment of this walk, on the last page of a delta walk. */
  readonly delta: string | null
}

/** Reads one page. Throws GraphFailure, AppError. */
export async function getPage(client: GraphClient, path: string, request: PageRequest): Promise<LinkedPage> {
  const { call, budget, units, headers, signal } = request
  const body = await client.send({ path, budget, units, signal, ...(headers === undefined ? {} : { headers }) })
  const page = readPage(body, call)
  const next = page.nextLink === null ? null : client.linkFrom(page.nextLink)
  if (next !== null && next === path)
    throw new AppError('graph-unexpected', { public: `${call}: a page leads to itself.` })
  return { items: page.items, next, delta: page.deltaLink === null ? null : client.linkFrom(page.deltaLink) }
}

/**
 * Walks from `path` to the end. `first` is a page that was read already. Stops the request that is under way when the
 * reader stops.
 */
export async function* walkPages(
  client: GraphClient,
  path: string,
  request: PageRequest,
  first?: LinkedPage,
): AsyncGenerator<LinkedPage, void, undefined> {
  const stopper = new AbortController()
  const ahead = { ...request, signal: AbortSignal.any([request.signal, stopper.signal]) }
  let coming = first === undefined ? getPage(client, path, ahead) : Promise.resolve(first)
  let ended = false
  try {
    while (!ended) {
      const page = await coming
      if (page.next === null) ended = true
      else {
        coming = getPage(client, page.next, ahead)
        // It is awaited in the next round; until then a failure is not "unhandled".
        coming.catch(() => undefined)
      }
      yield page
    }
  } finally {
    stopper.abort()
  }
}

/** Reads a whole short list. */
export async function readList(client: GraphClient, path: string, request: PageRequest): Promise<readonly unknown[]> {
  const items: unknown[] = []
  for await (const page of walkPages(client, path, request)) items.push(...page.items)
  return items
}
