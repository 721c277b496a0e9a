// For tests only: the source that reads the simulated tenant over its own network address, in the machine's own time.

import type { TenantSource } from '#app/ports.ts'
import { twinSecret, type Twin } from '#twin/start-twin.ts'
import { createGraphClock } from './graph-clock.ts'
import { createGraphSource } from './graph-source.ts'
import type { ThrottleEvent } from './throttle.ts'
import { createTokenProvider } from './token-provider.ts'

/** The simulated limits have windows this many times shorter; so has our throttle. */
export const speed = 200
/** The machine's own time: the simulated limits run by it. */
const clock = createGraphClock(() => Temporal.Now.instant())

/** A source for the simulated tenant; `clientId` names one of its applications. */
export function twinSource(
  server: Twin,
  more: { clientId?: string; limitSpeed?: number; onThrottle?: (event: ThrottleEvent) => void } = {},
): TenantSource {
  const token = createTokenProvider({
    authorityUrl: server.url,
    graphUrl: server.url,
    tenantId: server.world.tenantId,
    clientId: more.clientId ?? 'c0a70000-0000-4000-8000-000000000008',
    credential: 'secret',
    secret: twinSecret,
    clock,
  })
  const onThrottle = more.onThrottle ?? (() => undefined)
  return createGraphSource({
    graphUrl: server.url,
    tenantId: server.world.tenantId,
    token,
    clock,
    random: () => 0.01,
    limitSpeed: more.limitSpeed ?? speed,
    onThrottle,
  })
}
