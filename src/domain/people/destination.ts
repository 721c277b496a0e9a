// Whether a person who is made to register a passkey can, with what they have (D2): the open routes in one word.

import type { Destination, ReasonCode } from './judgement.ts'
import { routes, type OpenRoutes } from './open-routes.ts'
import { anyOf } from './told.ts'

/** Where a person can go, and why not further. */
export type DestinationFinding = { readonly destination: Destination; readonly reasons: readonly ReasonCode[] }

/** A device of their own beats a key; a key is the answer only when every device is known to be of no use; unknown where that is not known. */
export function destinationOf(open: OpenRoutes): DestinationFinding {
  const byDevice = anyOf(routes.filter((route) => route !== 'security-key').map((route) => open[route]))
  const byKey = open['security-key']
  if (byDevice.told === true) return { destination: 'reachable', reasons: [] }
  if (byDevice.told === null) return { destination: 'unknown', reasons: byDevice.codes }
  if (byKey.told === true)
    return { destination: 'key-only', reasons: [...new Set(['security-key-only', ...byDevice.codes])] }
  if (byKey.told === null) return { destination: 'unknown', reasons: byKey.codes }
  return { destination: 'none', reasons: anyOf([byDevice, byKey]).codes }
}
