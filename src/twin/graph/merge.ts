// What a PATCH does to a resource: objects are merged, collections and values are replaced whole.
// Source: OData 4.01 part 1, section 11.4.3, and Microsoft Graph "Update fido2AuthenticationMethodConfiguration".
import type { Resource } from '../world/world.ts'

function isObject(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A new resource; neither argument is changed. */
export function merged(current: Resource, patch: Resource): Resource {
  const result: Record<string, unknown> = { ...current }
  for (const [name, value] of Object.entries(patch)) {
    const before = result[name]
    result[name] = isObject(before) && isObject(value) ? merged(before, value) : value
  }
  return result
}
