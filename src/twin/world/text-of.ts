// Reading a property of a resource that should be a text.

/** The text, or `otherwise` when the value is something else. */
export function textOf(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise
}
