// Reads one stream of a sync to its end, page by page, each page's rows and the place to go on from in one transaction: a process killed
// between any two instructions loses nothing and repeats nothing.

import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { StreamUnavailable } from './ports.ts'
import type {
  Page,
  Store,
  StreamName,
  StreamOptions,
  StreamProgress,
  StreamRows,
  SyncRun,
  TenantSource,
  TenantUnit,
} from './ports.ts'

/** Rows are stored this many at a time at least, so that small pages do not cost a transaction each. */
const rowsPerWrite = 2000

export type StreamReading = {
  readonly store: Store
  readonly source: Pick<TenantSource, 'stream'>
  readonly tenant: TenantName
  readonly run: SyncRun
  readonly options: Omit<StreamOptions, 'cursor'>
  readonly onProgress: (progress: StreamProgress) => void
}

/** How a stream ended. `unavailable` carries what was refused and what it needs. */
export type StreamEnd =
  | { readonly state: 'done'; readonly progress: StreamProgress }
  | {
      readonly state: 'unavailable'
      readonly progress: StreamProgress
      readonly evidence: StreamUnavailable['evidence']
    }

/** Reads the stream from where the sync left it. Throws AppError for what ends the sync; what was stored stays. */
export async function readStream(name: StreamName, reading: StreamReading): Promise<StreamEnd> {
  const start = reading.run.streams.find((progress) => progress.stream === name)
  const begun: StreamProgress = start ?? {
    stream: name,
    state: 'waiting',
    rows: 0,
    total: null,
    rejected: 0,
    cursor: null,
  }
  if (begun.state === 'done') return { state: 'done', progress: begun }
  try {
    return { state: 'done', progress: await readFrom(name, begun, reading) }
  } catch (error) {
    if (error instanceof StreamUnavailable) return await markUnavailable(begun, error, reading)
    if (begun.cursor === null || !isForgottenPage(error)) throw error
    return { state: 'done', progress: await readFrom(name, { ...begun, rows: 0, rejected: 0, cursor: null }, reading) }
  }
}

/**
 * A paging token that Microsoft has forgotten is answered with an error: the stream begins again, which repeats no row. Where the same call
 * may succeed later (a 5xx), the token still stands, and beginning again would only cost hours.
 */
function isForgottenPage(error: unknown): boolean {
  return error instanceof AppError && error.code === 'graph-unexpected' && !error.retry
}

async function markUnavailable(
  begun: StreamProgress,
  error: StreamUnavailable,
  reading: StreamReading,
): Promise<StreamEnd> {
  const progress: StreamProgress = { ...begun, state: 'unavailable', cursor: null }
  await reading.store.inTenant(reading.tenant, (unit) => unit.saveProgress(reading.run.id, progress))
  reading.onProgress(progress)
  return { state: 'unavailable', progress, evidence: error.evidence }
}

async function readFrom(name: StreamName, begun: StreamProgress, reading: StreamReading): Promise<StreamProgress> {
  let progress: StreamProgress = { ...begun, state: 'reading' }
  let waiting: Page<StreamRows[StreamName]>[] = []
  let rowsWaiting = 0
  const write = async (isLast: boolean) => {
    progress = await storePages(name, waiting, progress, isLast, reading)
    waiting = []
    rowsWaiting = 0
    reading.onProgress(progress)
  }
  const pages = reading.source.stream(name, { ...reading.options, cursor: begun.cursor })
  for await (const page of pages) {
    waiting.push(page)
    rowsWaiting += page.rows.length
    if (rowsWaiting >= rowsPerWrite && page.cursor !== null) await write(false)
  }
  await write(true)
  return progress
}

async function storePages(
  name: StreamName,
  pages: readonly Page<StreamRows[StreamName]>[],
  before: StreamProgress,
  isLast: boolean,
  { store, tenant, run }: StreamReading,
): Promise<StreamProgress> {
  const rows = pages.flatMap((page) => page.rows)
  const rejected = pages.flatMap((page) => page.rejected)
  const progress: StreamProgress = {
    ...before,
    state: isLast ? 'done' : 'reading',
    rows: before.rows + rows.length,
    rejected: before.rejected + rejected.length,
    total: pages.at(-1)?.total ?? before.total,
    cursor: pages.at(-1)?.cursor ?? null,
  }
  await store.inTenant(tenant, async (unit) => {
    if (rows.length > 0) await putRows(name, rows, unit, run)
    if (rejected.length > 0) await unit.saveRejected(run.id, rejected)
    // Whose row was rejected was not read, which is not the same as gone: nothing ends until a reading without rejected rows.
    if (isLast && progress.rejected === 0 && endsUnseen(name)) {
      await unit.retireUnseen(run.id, name, run.startedAt)
    }
    await unit.saveProgress(run.id, progress)
  })
  return progress
}

/** Whether a stream lists everything there is, so that what it does not show has gone. */
function endsUnseen(name: StreamName): boolean {
  return name !== 'audit-events' && name !== 'person-changes' && name !== 'sign-in-activity'
}

/** The rows of a stream are of that stream's type: the pairing that `StreamRows` states and a union cannot. */
async function putRows(
  name: StreamName,
  rows: readonly StreamRows[StreamName][],
  unit: TenantUnit,
  run: SyncRun,
): Promise<number> {
  const writers: { readonly [Name in StreamName]: (rows: readonly StreamRows[Name][]) => Promise<number> } = {
    people: (people) => unit.putPeople(run.id, people, run.startedAt),
    'sign-in-activity': (activity) => unit.putSignInActivity(run.id, activity, run.startedAt),
    registrations: (registrations) => unit.putRegistrations(run.id, registrations, run.startedAt),
    'intune-devices': (devices) => unit.putDevices(run.id, devices, run.startedAt),
    'entra-devices': (devices) => unit.putDevices(run.id, devices, run.startedAt),
    memberships: (memberships) => unit.putMemberships(run.id, memberships, run.startedAt),
    'audit-events': (events) => unit.putAuditEvents(events),
    'person-changes': (changes) => unit.applyPersonChanges(run.id, changes, run.startedAt),
  }
  return await (writers[name] as (rows: readonly StreamRows[StreamName][]) => Promise<number>)(rows)
}
