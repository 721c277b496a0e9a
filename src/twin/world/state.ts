// The parts of a world together: what is made from the settings, and the changes since.

import { type Admins, createAdmins } from './admins.ts'
import { type Changes, createChanges } from './changes.ts'
import type { DeviceIds } from './device-resources.ts'
import { createGroups, type Groups } from './groups.ts'
import { type Guids, guids } from './guid.ts'
import { type Domains, domainsOf } from './identity.ts'
import { createEnrolment, type Enrolment } from './method-facts.ts'
import { createPeople, type People } from './person.ts'
import { createSignIns, type SignIns } from './sign-ins.ts'
import type { WorldClock, WorldSettings } from './world.ts'

/** Everything a world is. */
export type State = {
  readonly settings: WorldSettings
  readonly clock: WorldClock
  readonly tenantId: string
  readonly domains: Domains
  readonly people: People
  readonly admins: Admins
  readonly enrolment: Enrolment
  readonly groups: Groups
  readonly signIns: SignIns
  readonly deviceIds: DeviceIds
  readonly methodIds: Guids
  /** Ids of what is added later. */
  readonly newIds: Guids
  readonly changes: Changes
  /** The tenant's time in epoch milliseconds. */
  nowMs(): number
}

/** Puts a world together. Throws a RangeError for settings that can not be. */
export function createState(settings: WorldSettings, clock: WorldClock): State {
  const { seed } = settings
  const people = createPeople(settings)
  const admins = createAdmins(people)
  const domains = domainsOf(settings.organization)
  return {
    settings,
    clock,
    tenantId: guids(seed, 0).at(0),
    domains,
    people,
    admins,
    enrolment: createEnrolment(people, admins, seed),
    groups: createGroups(people, admins, domains, settings),
    signIns: createSignIns(people, seed),
    deviceIds: { object: guids(seed, 2), device: guids(seed, 3), managed: guids(seed, 7) },
    methodIds: guids(seed, 8),
    newIds: guids(seed, 6),
    changes: createChanges(),
    nowMs: () => clock.now().epochMilliseconds,
  }
}
