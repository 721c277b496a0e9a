// $orderby over a whole list. Source: OData 4.01 part 2, section 5.1.5.
import type { Resource } from '../world/world.ts'
import { badRequest, notBuilt } from './problem.ts'
import { arraySource, type Source } from './source.ts'

/** Lists longer than this are not sorted: the server would hold them all. Source: chosen for memory. */
const sortedMax = 50_000

function keyOf(item: Resource, path: readonly string[]): string | number {
  let value: unknown = item
  for (const name of path) value = typeof value === 'object' && value !== null ? (value as Resource)[name] : undefined
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'string' ? value.toLowerCase() : ''
}

/** The source in the order asked for; 400 for a property outside `allowed`, 501 when the list is too long to sort. */
export function orderedSource(source: Source, orderby: string, allowed: readonly string[]): Source {
  const terms = orderby.split(',').map((term) => {
    const [name = '', direction = 'asc', ...rest] = term.trim().split(/\s+/)
    if (rest.length > 0 || !['asc', 'desc'].includes(direction))
      throw badRequest(`Syntax error in $orderby '${orderby}'.`, 'BadRequest')
    if (!allowed.includes(name)) throw badRequest(`Sorting by '${name}' is not supported.`, 'Request_UnsupportedQuery')
    return { path: name.split('/'), sign: direction === 'asc' ? 1 : -1 }
  })
  const items: Resource[] = []
  const walk = source.walk(undefined)
  for (let item = walk.next(); item !== undefined; item = walk.next()) {
    if (items.length >= sortedMax) throw notBuilt(`$orderby over more than ${sortedMax} items`)
    items.push(item)
  }
  items.sort((one, other) => {
    for (const { path, sign } of terms) {
      const [left, right] = [keyOf(one, path), keyOf(other, path)]
      if (left < right) return -sign
      if (left > right) return sign
    }
    return 0
  })
  return arraySource(items)
}
