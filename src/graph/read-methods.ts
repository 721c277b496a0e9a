// Reads the present methods of some people, twenty at a time; whoever cannot be read is left out.

import type { FreshMethods } from '#app/ports.ts'
import type { PersonId } from '#domain/shared/ids.ts'
import { batch, batchSizeMax } from './batch.ts'
import { pathOf } from './call.ts'
import { authenticationMethodsCall as call, methodNames } from './calls/authentication-methods.ts'
import { decodeItems } from './decode.ts'
import type { GraphContext } from './reading.ts'

/**
 * People whose whole list was read. Stops asking when a first batch was refused for everybody: the permission is
 * missing.
 */
export async function* readMethods(
  context: GraphContext,
  people: readonly PersonId[],
  signal: AbortSignal,
): AsyncGenerator<FreshMethods, void, undefined> {
  const parts = people.map((id) => ({ key: id, path: pathOf(call, { id }) }))
  let answered = 0
  let refused = 0
  for await (const result of batch(parts, { ...context, signal, version: 'v1.0', units: call.units })) {
    if (!result.ok) {
      if (result.failure.kind === 'refused') refused += 1
      if (answered === 0 && refused >= Math.min(batchSizeMax, parts.length)) return
      continue
    }
    answered += 1
    const methods = namesIn(result.body)
    if (methods !== null) yield { personId: result.key, methodsRegistered: methods, takenAt: context.clock.now() }
  }
}

/** The names of a whole list; null when any of it could not be read, because what is missing may decide. */
function namesIn(body: unknown): readonly string[] | null {
  const { value, '@odata.nextLink': next } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >
  if (!Array.isArray(value) || next !== undefined) return null
  const { values, rejected } = decodeItems(call.schema, value as readonly unknown[], call.call)
  return rejected.length > 0 ? null : methodNames(values)
}
