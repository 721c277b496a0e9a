// One text for equal JSON values, whatever the order of their properties, and its digest as an id: equal values are kept once.

import { createHash } from 'node:crypto'

/** JSON with properties in order of name; undefined properties are left out, as JSON.stringify does. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}

/** The md5 of the canonical text in the form of a uuid: an id, not a safeguard. */
export function digestId(value: unknown): string {
  const hex = createHash('md5').update(canonicalJson(value)).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
