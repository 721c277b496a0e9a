// Where the items of a page come from: a list by position, a stream by count, or a log (newest first) by the last item given.
import type { Resource, ResourceList } from '../world/world.ts'
import { badRequest } from './problem.ts'

/** One walk through a source. */
export type Walk = {
  next(): Resource | undefined
  /** The position, from 0, of the item last given. */
  position(): number
  /** What resumes the walk after the item last given. */
  token(): string
}

export type Source = {
  /** Begins at the start, or after where a token was given. 400 when the token is not of this source. */
  walk(token: string | undefined): Walk
  /** One past the last position, when it is known without a walk. */
  size?(): number
  /** How many items there are, when it is known without a walk. */
  count?(): number
  /** Whether a walk is worth keeping for the next page. */
  readonly keepsWalks: boolean
}

function positionFrom(token: string | undefined): number {
  if (token === undefined) return 0
  const position = Number(token)
  if (!Number.isSafeInteger(position) || position < 0)
    throw badRequest('Skip token is not valid.', 'Directory_ExpiredPageToken')
  return position
}

/** A list of the world, by position; removed positions are passed over. */
export function listSource(list: Pick<ResourceList, 'size' | 'count' | 'at'>): Source {
  return {
    keepsWalks: false,
    size: () => list.size(),
    count: () => list.count?.() ?? list.size(),
    walk(token) {
      let position = positionFrom(token)
      return {
        next() {
          const end = list.size()
          while (position < end) {
            const item = list.at(position++)
            if (item !== undefined) return item
          }
          return undefined
        },
        position: () => position - 1,
        token: () => String(position),
      }
    },
  }
}

/** An array, whole. */
export function arraySource(items: readonly Resource[]): Source {
  return listSource({ size: () => items.length, count: () => items.length, at: (position) => items[position] })
}

/** A stream in a fixed order, resumed by counting. */
export function streamSource(items: () => Iterable<Resource>): Source {
  return {
    keepsWalks: true,
    walk(token) {
      const iterator = items()[Symbol.iterator]()
      let count = 0
      const next = () => {
        const step = iterator.next()
        if (step.done === true) return undefined
        count++
        return step.value
      }
      for (let skip = positionFrom(token); skip > 0; skip--) next()
      return { next, position: () => count - 1, token: () => String(count) }
    },
  }
}

/** A log, newest first, resumed after the item whose id the token holds: what was logged since then does not repeat a row. */
export function logSource(items: () => Iterable<Resource>): Source {
  return {
    keepsWalks: true,
    walk(token) {
      const iterator = items()[Symbol.iterator]()
      let count = 0
      let last = ''
      const next = () => {
        const step = iterator.next()
        if (step.done === true) return undefined
        count++
        last = String(step.value['id'])
        return step.value
      }
      const isBefore = (wanted: string) => last !== wanted
      if (token !== undefined) {
        while (isBefore(token)) {
          if (next() === undefined)
            throw badRequest('Skip token is not valid or has expired.', 'Directory_ExpiredPageToken')
        }
      }
      return { next, position: () => count - 1, token: () => last }
    },
  }
}
