// The registration report is hours late: whoever the audit log shows registering or removing a method lately is asked for one by one.

import type { TenantName } from '#domain/shared/ids.ts'
import type { AppContext } from './context.ts'
import type { FreshMethods, TenantSource } from './ports.ts'

/** At most this many people are asked one by one; beyond it the next report is nearer than the answers. */
const peopleAskedMax = 2000

/** People are stored this many at a time. */
const batchSize = 500

/** Reads the present methods of everybody with a registration event since the instant given; returns how many were read. */
export async function readFreshMethods(
  app: Pick<AppContext, 'store'>,
  source: Pick<TenantSource, 'methodsOf'>,
  tenant: TenantName,
  since: Temporal.Instant,
  signal: AbortSignal,
): Promise<number> {
  const events = await app.store.inTenant(tenant, (unit) =>
    unit.auditEvents({ since, service: 'Authentication Methods', limit: peopleAskedMax * 5 }),
  )
  const people = [...new Set(events.flatMap(({ personId }) => (personId === null ? [] : [personId])))].slice(
    0,
    peopleAskedMax,
  )
  let read = 0
  let waiting: FreshMethods[] = []
  const store = async () => {
    if (waiting.length === 0) return
    const rows = waiting
    waiting = []
    await app.store.inTenant(tenant, (unit) => unit.putFreshMethods(rows))
  }
  for await (const methods of source.methodsOf(people, signal)) {
    waiting.push(methods)
    read += 1
    if (waiting.length >= batchSize) await store()
  }
  await store()
  return read
}
