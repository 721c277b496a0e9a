// One transaction of one tenant: every aggregate's part of it, put together.

import type { TenantUnit } from '#app/ports.ts'
import { auditEvents } from './audit-events.ts'
import { devices } from './devices.ts'
import { facts } from './facts.ts'
import { judgements } from './judgements.ts'
import { memberships } from './memberships.ts'
import { peopleList } from './people-list.ts'
import { people } from './people.ts'
import { population } from './population.ts'
import { registrations } from './registrations.ts'
import { retireUnseen } from './retire-unseen.ts'
import { syncs } from './syncs.ts'
import type { UnitContext } from './unit-context.ts'

/** The unit over a transaction that is already confined to the tenant. */
export function tenantUnit(context: UnitContext): TenantUnit {
  return {
    tenant: context.tenant,
    ...syncs(context),
    ...people(context),
    ...registrations(context),
    ...devices(context),
    ...memberships(context),
    ...facts(context),
    ...population(context),
    ...auditEvents(context),
    ...judgements(context),
    ...peopleList(context),
    retireUnseen: (syncId, stream, at) => retireUnseen(context, syncId, stream, at),
  }
}
