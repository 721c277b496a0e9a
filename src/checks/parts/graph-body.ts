// What was read, made fit to be sent back: without the annotations that Microsoft Graph adds to answers and refuses in requests.

/** A copy without OData annotations; `@odata.type` stays, because a request needs it where types are derived. */
export function withoutAnnotations<Value>(value: Value): Value {
  return strip(value) as Value
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.includes('@odata.') || key === '@odata.type')
      .map(([key, item]) => [key, strip(item)]),
  )
}
