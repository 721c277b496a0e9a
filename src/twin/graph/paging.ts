// One page of a list: $filter, $select, $orderby, $top and $count over a source, and an opaque @odata.nextLink back to where the caller came from.
// Source: Microsoft Graph "Paging Microsoft Graph data in your app".
import type { Resource } from '../world/world.ts'
import type { CallContext, Reply } from './call.ts'
import { malformed } from './malformed.ts'
import { compileFilter, type CompiledFilter } from './odata-filter.ts'
import { orderedSource } from './odata-order.ts'
import { linkQuery } from './odata-query.ts'
import { selectCut } from './odata-select.ts'
import { badRequest } from './problem.ts'
import type { Source, Walk } from './source.ts'

/** How far one page walks for matches before it is given short with a next link, as Graph does. Source: chosen to answer within 0.5 s. */
const walkMax = 50_000

/** What is particular to the list. */
export type PageShape = {
  /** Microsoft's type name without its namespace, for messages. */
  readonly type: string
  /** What $metadata calls the collection, for @odata.context. */
  readonly context: string
  readonly properties: readonly string[]
  readonly defaults?: readonly string[]
  readonly topDefault: number
  readonly topMax: number
  readonly orderable?: readonly string[]
  /** The filter, when the call has compiled it already to narrow its source. */
  readonly filter?: CompiledFilter
  /** Adds what is asked for and not in the item itself; runs before the filter when `filterNeedsDecoration`. */
  readonly decorate?: (item: Resource) => Resource
  readonly filterNeedsDecoration?: boolean
  /** Adds what is not subject to $select, such as an expanded manager. */
  readonly finish?: (cut: Resource, item: Resource) => Resource
}

/** A token that tells nothing: `place` within the list of one path. */
function sealToken(path: string, place: string): string {
  return Buffer.from(JSON.stringify([path, place])).toString('base64url')
}

function openToken(path: string, token: string): string {
  const fault = () => badRequest('Skip token is not valid.', 'Directory_ExpiredPageToken')
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString())
  } catch {
    throw fault()
  }
  if (!Array.isArray(content) || content[0] !== path || typeof content[1] !== 'string') throw fault()
  return content[1]
}

/** $top within its bounds; 400 in Microsoft's words. */
export function pageSize(
  top: number | undefined,
  shape: { readonly topDefault: number; readonly topMax: number },
): number {
  if (top === undefined) return shape.topDefault
  if (top < 1 || top > shape.topMax) {
    throw badRequest(`Invalid page size specified: '${top}'. Must be between 1 and ${shape.topMax} inclusive.`)
  }
  return top
}

function countOf(source: Source, keep: ((item: Resource) => boolean) | undefined): number {
  const known = keep === undefined ? source.count?.() : undefined
  if (known !== undefined) return known
  let count = 0
  const walk = source.walk(undefined)
  for (let item = walk.next(); item !== undefined; item = walk.next()) if (keep === undefined || keep(item)) count++
  return count
}

/** How many items a source has that match: for `/$count`. */
export function matching(source: Source, filter: CompiledFilter | undefined): number {
  return countOf(source, filter === undefined ? undefined : (item) => filter.test(item))
}

function filterTest(context: CallContext, shape: PageShape): ((item: Resource) => boolean) | undefined {
  const { query } = context
  const filter = shape.filter ?? (query.filter === undefined ? undefined : compileFilter(query.filter))
  if (filter === undefined) return undefined
  const known = new Set(shape.properties)
  for (const path of filter.paths) {
    const [first = ''] = path.split('/')
    if (!known.has(first))
      throw badRequest(
        `Could not find a property named '${first}' on type 'microsoft.graph.${shape.type}'.`,
        'BadRequest',
      )
  }
  const { decorate, filterNeedsDecoration } = shape
  if (decorate !== undefined && filterNeedsDecoration === true) return (item) => filter.test(decorate(item))
  return (item) => filter.test(item)
}

/** The page that the context asks for. */
export function page(context: CallContext, given: Source, shape: PageShape): Reply {
  const { query, memory, origin, version, path } = context
  const top = pageSize(query.top, shape)
  const cut = selectCut(query.select, shape)
  const keep = filterTest(context, shape)
  const source = query.orderby === undefined ? given : orderedSource(given, query.orderby, shape.orderable ?? [])
  const place = query.skiptoken === undefined ? undefined : openToken(path, query.skiptoken)
  const key = `${version} ${path} ${query.given.map(([name, value]) => (name === '$skiptoken' ? '' : `${name}=${value}`)).join('&')} ${place}`
  const walk = (place === undefined ? undefined : (memory.cursors.take(key) as Walk | undefined)) ?? source.walk(place)
  if (place === undefined && query.skip !== undefined) for (let skip = query.skip; skip > 0; skip--) walk.next()

  const bad = context.badItems(source.size?.() ?? shape.topDefault)
  const value: unknown[] = []
  let walked = 0
  let ended = false
  while (value.length < top && walked < walkMax) {
    const before = walk.position()
    const item = walk.next()
    if (item === undefined) {
      ended = true
      break
    }
    walked++
    if (keep !== undefined && !keep(item)) continue
    const whole = shape.decorate === undefined ? item : shape.decorate(item)
    const short = shape.finish === undefined ? cut(whole) : shape.finish(cut(whole), whole)
    const variant = bad.size === 0 ? undefined : variantBetween(bad, before, walk.position())
    value.push(variant === undefined ? short : malformed(short, variant))
  }
  const selected = query.select === undefined ? '' : `(${query.select.join(',')})`
  const body: Record<string, unknown> = {
    '@odata.context': `${origin}/${version}/$metadata#${shape.context}${selected}`,
  }
  if (query.count && place === undefined) body['@odata.count'] = countOf(source, keep)
  if (!ended && !isAtEnd(source, walk)) {
    const token = walk.token()
    if (source.keepsWalks) {
      memory.cursors.keep(key.slice(0, key.lastIndexOf(' ')) + ` ${token}`, walk)
    }
    body['@odata.nextLink'] = `${origin}/${version}${path}?${linkQuery(query, ['$skiptoken', sealToken(path, token)])}`
  }
  body['value'] = value
  return { status: 200, json: body }
}

/** The variant ordered for a position after `before` up to `at`: a position without an item hands it on to the next. */
function variantBetween(bad: ReadonlyMap<number, number>, before: number, at: number): number | undefined {
  for (let position = before + 1; position <= at; position++) {
    const variant = bad.get(position)
    if (variant !== undefined) return variant
  }
  return undefined
}

/** A full last page of a list of known length carries no next link. */
function isAtEnd(source: Source, walk: Walk): boolean {
  const size = source.size?.()
  return size !== undefined && walk.position() + 1 >= size
}
