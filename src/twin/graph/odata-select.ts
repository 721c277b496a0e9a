// $select: cuts a resource down to the properties that are asked for. A selected property without a value comes as null.
import type { Resource } from '../world/world.ts'
import { badRequest } from './problem.ts'

/** Cuts one resource. */
export type Cut = (item: Resource) => Resource

/**
 * The cut for a $select; without one the defaults of the resource, or all when there are none.
 * 400 when a property is not the type's, in Microsoft's words. Names are compared without case, as Graph does.
 */
export function selectCut(
  select: readonly string[] | undefined,
  shape: { readonly type: string; readonly properties: readonly string[]; readonly defaults?: readonly string[] },
): Cut {
  if (select === undefined || select.includes('*')) {
    const { defaults } = shape
    return defaults === undefined ? (item) => item : cutTo(defaults)
  }
  const byLowerCase = new Map(shape.properties.map((name) => [name.toLowerCase(), name]))
  const names = select.map((asked) => {
    const [first = ''] = asked.split('/')
    const name = byLowerCase.get(first.toLowerCase())
    if (name !== undefined) return name
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${asked}' on type 'microsoft.graph.${shape.type}'.`,
      'BadRequest',
    )
  })
  return cutTo([...new Set(names)])
}

function cutTo(names: readonly string[]): Cut {
  return (item) => {
    const cut: Record<string, unknown> = {}
    const type = item['@odata.type']
    if (type !== undefined) cut['@odata.type'] = type
    for (const name of names) cut[name] = item[name] ?? null
    return cut
  }
}
