// Who is stopped on 1 February 2027 and who has nowhere to go: the counts at once, the people one by one, so that a million can be streamed.

import { AppError } from '#domain/shared/errors.ts'
import type { Coverage } from '#domain/shared/evidence.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { Destination, Exposure, PersonJudgement, ReasonCode } from '#domain/people/judgement.ts'
import { ageOfPeople } from './age-of-people.ts'
import type { AppContext } from './context.ts'
import { requireTenant } from './context.ts'
import { streamPeople } from './list-people.ts'

export type ExposedPerson = {
  readonly id: string
  readonly upn: string
  readonly exposure: Exposure
  readonly date: PersonJudgement['date']
  readonly destination: Destination
  readonly reasons: readonly ReasonCode[]
}

export type ExposureReport = {
  readonly tenant: TenantName
  /** The age of the figures: when the older of the registration report and the directory was read. */
  readonly takenAt: Temporal.Instant
  /** People whose exposure is known, of all who are judged. */
  readonly coverage: Coverage
  readonly counts: { readonly [Key in Exposure]: number }
  /** Of those who are stopped: where they can go. */
  readonly destinationsOfStopped: { readonly [Key in Destination]: number }
}

/** The counts. Throws AppError tenant-unknown, never-synced, and moment-unknown for a moment before the first sync. */
export async function reportExposure(
  app: Pick<AppContext, 'store'>,
  request: { readonly tenant: TenantName; readonly at?: Temporal.Instant },
): Promise<ExposureReport> {
  await requireTenant(app, request.tenant)
  return await app.store.inTenant(request.tenant, async (unit) => {
    const lastSync = await unit.lastFinishedSync()
    if (lastSync === null)
      throw new AppError('never-synced', { public: `Tenant "${request.tenant}" has not been read yet.` })
    if (request.at !== undefined && Object.keys(await unit.facts(request.at)).length === 0) {
      throw new AppError('moment-unknown', {
        public: `Nothing is stored for ${request.at.toString()}: the first sync came later.`,
      })
    }
    const at = request.at === undefined ? {} : { at: request.at }
    const counted = await unit.countBy('exposure', request.at ?? null)
    const counts = { stopped: 0, nudged: 0, 'not-affected': 0, unknown: 0, ...counted }
    const inAll = counts.stopped + counts.nudged + counts['not-affected'] + counts.unknown
    const destinations: { [Key in Destination]: number } = { reachable: 0, 'key-only': 0, none: 0, unknown: 0 }
    for (const destination of Object.keys(destinations) as Destination[]) {
      destinations[destination] = await unit.countPeople({ ...at, exposure: 'stopped', destination })
    }
    return {
      tenant: request.tenant,
      takenAt: (await ageOfPeople(unit, request.at ?? null)) ?? lastSync.startedAt,
      coverage: { have: inAll - counts.unknown, of: inAll },
      counts,
      destinationsOfStopped: destinations,
    }
  })
}

/** The people of one exposure, or of all, in order of UPN. */
export async function* exposedPeople(
  app: Pick<AppContext, 'store'>,
  request: {
    readonly tenant: TenantName
    readonly exposure?: Exposure
    readonly destination?: Destination
    readonly at?: Temporal.Instant
  },
): AsyncGenerator<ExposedPerson> {
  const { tenant, ...filter } = request
  for await (const { person, judgement } of streamPeople(app, tenant, filter)) {
    if (judgement === null) continue
    const { exposure, date, destination, reasons } = judgement
    yield { id: person.id, upn: person.userPrincipalName, exposure, date, destination, reasons }
  }
}
