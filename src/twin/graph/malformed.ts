// Items of a shape that Microsoft does not document, made on order: what a reader must survive for that item alone.
import type { Resource } from '../world/world.ts'

/** How many variants there are. */
export const malformedVariants = 4

/** A malformed version of an item: no id; a number for its id; collections turned to text and text to objects; not an object at all. */
export function malformed(item: Resource, variant: number): unknown {
  switch (variant % malformedVariants) {
    case 0: {
      const { id: _without, ...rest } = item
      return rest
    }
    case 1:
      return { ...item, id: 12_345 }
    case 2:
      return Object.fromEntries(
        Object.entries(item).map(([name, value]) => {
          if (name === 'id') return [name, value]
          if (Array.isArray(value)) return [name, 'unexpected']
          return [name, typeof value === 'string' || value === null ? { unexpected: true } : value]
        }),
      )
    default:
      return 'unexpected'
  }
}
