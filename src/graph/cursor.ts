// The place in a stream to go on from: a tag of ours (which form, which group, which walk) and Microsoft's link
// relative to Graph's address.

/** `tag path`; the path alone without a tag. Neither holds a space. */
export function cursorFrom(tag: string, path: string): string {
  return tag === '' ? path : `${tag} ${path}`
}

/** The two parts of a cursor. Whether the path leads to Graph is checked when it is asked for. */
export function readCursor(cursor: string): { readonly tag: string; readonly path: string } {
  const space = cursor.indexOf(' ')
  return space === -1 ? { tag: '', path: cursor } : { tag: cursor.slice(0, space), path: cursor.slice(space + 1) }
}
