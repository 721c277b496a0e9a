// Reads a tenant into the store: its settings, its people and what they have registered, their devices, and the audit log since the last
// event; then judges everybody. May be killed at any instant and goes on where it stopped; two never run at once.

import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { policyReferences } from '#domain/people/tenant-rules.ts'
import type { AppContext } from './context.ts'
import { requireTenant } from './context.ts'
import { countFacts, keepSettings } from './keep-facts.ts'
import { judgePeople } from './judge-people.ts'
import { readFreshMethods } from './read-fresh-methods.ts'
import { readStream, type StreamEnd, type StreamReading } from './read-stream.ts'
import { canResume, planSync } from './sync-plan.ts'
import type { RejectedItem, StreamName, StreamProgress, SyncRun, TenantSource, TenantUnit } from './ports.ts'

export type SyncProgress = {
  readonly run: SyncRun
  readonly streams: readonly StreamProgress[]
  readonly step: 'reading' | 'judging' | 'done'
}

export type SyncRequest = {
  readonly tenant: TenantName
  readonly wanted?: 'auto' | 'full'
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: SyncProgress) => void
}

export type SyncSummary = {
  readonly run: SyncRun
  readonly resumed: boolean
  /** People whose verdicts changed. */
  readonly judgementsChanged: number
}

/** How many of the newest runs planning looks at: enough to find the last full one of a week of hourly syncs. */
const runsLookedAt = 400

/** A person's audit events of this many hours are younger than what the registration report can be trusted to show. */
const reportLagHours = 24

/** People asked for their legacy per-user MFA setting; administrators are always among them. Microsoft has no report of it. */
const perUserMfaSample = 2000

/** The same people are asked each time, so that the figure moves only when they do. */
const sampleSeed = 1

/** Streams read at the same time, memberships apart: more would only hold more pages in memory while the slowest, the report, goes on. */
const streamsAtOnce = 3

/** Audit events arrive out of order by minutes: each read begins this much before the newest that is stored. */
const auditOverlap = Temporal.Duration.from({ minutes: 30 })

/** Syncs one tenant. Throws AppError sync-running, tenant-unknown, and what the source throws; what was read by then is kept. */
export async function syncTenant(app: AppContext, request: SyncRequest): Promise<SyncSummary> {
  const record = await requireTenant(app, request.tenant)
  if (record.connection.kind === 'files') {
    throw new AppError('wrong-use', {
      public: `Tenant "${record.name}" was made from files: import newer exports instead of syncing.`,
    })
  }
  const source = await app.sourceOf(record)
  return await app.store.withSyncLock(request.tenant, async () => {
    const { run, resumed } = await beginOrResume(app, source, request)
    return await new Sync(app, source, run, request).toTheEnd(resumed)
  })
}

async function beginOrResume(
  app: AppContext,
  source: TenantSource,
  request: SyncRequest,
): Promise<{ run: SyncRun; resumed: boolean }> {
  const now = app.clock.now()
  const wanted = request.wanted ?? 'auto'
  const { unfinished, past } = await app.store.inTenant(request.tenant, async (unit) => ({
    unfinished: await unit.unfinishedSync(),
    past: await unit.syncs(runsLookedAt),
  }))
  if (unfinished !== null && canResume(unfinished, wanted, now)) {
    return { run: await readMembershipsAgain(app, request.tenant, unfinished), resumed: true }
  }
  const plan = planSync(past, wanted, now)
  const link = await source.deltaLink(request.signal ?? new AbortController().signal)
  const run = await app.store.inTenant(request.tenant, async (unit) => {
    if (unfinished !== null) await unit.endSync(unfinished.id, 'failed', now, 'sync-abandoned')
    const begun = await unit.startSync(plan.kind, plan.streams, now)
    await unit.saveDeltaLink(begun.id, link)
    const lastLink =
      past.find((earlier) => earlier.state === 'finished' && earlier.deltaLink !== null)?.deltaLink ?? null
    if (!plan.streams.includes('person-changes')) return { ...begun, deltaLink: link }
    const changes: StreamProgress = {
      stream: 'person-changes',
      state: 'waiting',
      rows: 0,
      total: null,
      rejected: 0,
      cursor: lastLink,
    }
    await unit.saveProgress(begun.id, changes)
    return {
      ...begun,
      deltaLink: link,
      streams: begun.streams.map((progress) => (progress.stream === 'person-changes' ? changes : progress)),
    }
  })
  return { run, resumed: false }
}

/** The policies may name other groups by now, whose members nobody asked for: this stream never goes on where it stopped. */
async function readMembershipsAgain(app: AppContext, tenant: TenantName, run: SyncRun): Promise<SyncRun> {
  const again: StreamProgress = {
    stream: 'memberships',
    state: 'waiting',
    rows: 0,
    total: null,
    rejected: 0,
    cursor: null,
  }
  await app.store.inTenant(tenant, (unit) => unit.saveProgress(run.id, again))
  return { ...run, streams: run.streams.map((progress) => (progress.stream === 'memberships' ? again : progress)) }
}

/** One sync on its way: it only exists to share what every step needs. */
class Sync {
  private readonly app: AppContext
  private readonly source: TenantSource
  private readonly run: SyncRun
  private readonly request: SyncRequest
  private readonly progress = new Map<StreamName, StreamProgress>()
  /** One stream's failure stops the others: they would only wait on the same network. */
  private readonly stopper = new AbortController()
  private readonly signal: AbortSignal

  constructor(app: AppContext, source: TenantSource, run: SyncRun, request: SyncRequest) {
    this.app = app
    this.source = source
    this.run = run
    this.request = request
    this.signal =
      request.signal === undefined ? this.stopper.signal : AbortSignal.any([request.signal, this.stopper.signal])
    for (const progress of run.streams) this.progress.set(progress.stream, progress)
  }

  async toTheEnd(resumed: boolean): Promise<SyncSummary> {
    this.report('reading')
    const ends = new Map<StreamName, StreamEnd>()
    const waiting = this.run.streams.map(({ stream }) => stream).filter((stream) => stream !== 'memberships')
    const readNext = async (): Promise<void> => {
      for (let stream = waiting.shift(); stream !== undefined; stream = waiting.shift()) {
        ends.set(stream, await this.read(stream, await this.streamOptions(stream)))
        // Person by person, so it goes beside the slow report and not after it.
        if (stream === 'people') await this.readPerUserMfa()
      }
    }
    const readPolicies = async (): Promise<void> => {
      const { groupIds } = await this.readSettings()
      ends.set('memberships', await this.read('memberships', { groupIds }))
    }
    const work = [readPolicies(), ...Array.from({ length: streamsAtOnce }, readNext)]
    await this.allOrStop(work)
    await readFreshMethods(
      this.app,
      this.source,
      this.request.tenant,
      this.app.clock.now().subtract({ hours: reportLagHours }),
      this.signal,
    )
    this.report('judging')
    await countFacts(this.app, this.request.tenant, this.run, ends)
    const judgementsChanged = await judgePeople(this.app, this.request.tenant)
    const finished = await this.inTenant(async (unit) => {
      // The link stands for the tenant as this sync began: where people were not all read, going on from it would lose what was missed.
      if (!isWhole(ends.get('people') ?? ends.get('person-changes'))) await unit.saveDeltaLink(this.run.id, null)
      await unit.endSync(this.run.id, 'finished', this.app.clock.now(), null)
      return await unit.lastFinishedSync()
    })
    await this.app.store.tidy()
    this.report('done')
    return { run: finished ?? this.run, resumed, judgementsChanged }
  }

  private async readSettings(): Promise<{ groupIds: readonly string[] }> {
    const named = await this.inTenant((unit) => unit.namedAccounts())
    const emergency = named
      .filter(({ namedAs }) => namedAs === 'emergency')
      .map(({ userPrincipalName }) => userPrincipalName)
    const readings = [
      await this.source.settings(this.signal),
      await this.source.emergencyAccounts(emergency, this.signal),
    ]
    const facts = await keepSettings(this.app, this.request.tenant, this.run, readings)
    const rejected: readonly RejectedItem[] = readings.flatMap((reading) => reading.rejected)
    if (rejected.length > 0) await this.inTenant((unit) => unit.saveRejected(this.run.id, rejected))
    return { groupIds: policyReferences(facts).groups }
  }

  private async readPerUserMfa(): Promise<void> {
    const { sample, inAll } = await this.inTenant(async (unit) => ({
      sample: await unit.samplePeople(perUserMfaSample, sampleSeed),
      inAll: (await unit.countPopulation()).enabledMembers,
    }))
    const reading = await this.source.perUserMfa(sample, inAll, this.signal)
    await this.inTenant(async (unit) => {
      await unit.putFacts(reading.facts, this.run.id, this.app.clock.now())
      if (reading.rejected.length > 0) await unit.saveRejected(this.run.id, reading.rejected)
    })
  }

  private async streamOptions(stream: StreamName): Promise<{ since?: Temporal.Instant }> {
    if (stream !== 'audit-events') return {}
    const newest = await this.inTenant((unit) => unit.newestAuditEventAt())
    return newest === null ? {} : { since: newest.subtract(auditOverlap) }
  }

  private async read(
    stream: StreamName,
    options: { groupIds?: readonly string[]; since?: Temporal.Instant },
  ): Promise<StreamEnd> {
    const reading: StreamReading = {
      store: this.app.store,
      source: this.source,
      tenant: this.request.tenant,
      run: this.run,
      options: { ...options, signal: this.signal },
      onProgress: (progress) => {
        this.progress.set(stream, progress)
        this.report('reading')
      },
    }
    return await readStream(stream, reading)
  }

  private async allOrStop(work: readonly Promise<unknown>[]): Promise<void> {
    let first: unknown = null
    const settled = work.map(async (part) => {
      try {
        await part
      } catch (error) {
        first ??= error
        this.stopper.abort(error)
      }
    })
    await Promise.all(settled)
    if (first !== null) throw first
  }

  private report(step: SyncProgress['step']): void {
    this.request.onProgress?.({ run: this.run, streams: [...this.progress.values()], step })
  }

  private inTenant<Result>(work: (unit: TenantUnit) => Promise<Result>): Promise<Result> {
    return this.app.store.inTenant(this.request.tenant, work)
  }
}

/** Whether a stream was read to its end and every row of it kept. */
function isWhole(end: StreamEnd | undefined): boolean {
  return end?.state === 'done' && end.progress.rejected === 0
}
