// Imports exported files into a tenant that gives Keywave no permission at all: people, what they have registered, their devices. May be
// killed at any instant; the same import run again ends in the same state. The caller judges people afterwards.

import { AppError } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { AppContext } from './context.ts'
import { demoName } from './ensure-demo.ts'
import { keepFileFacts, peopleKnown, registrationsKnown } from './keep-file-facts.ts'
import { retireMissing, type Retirement, type StreamTally } from './retire-missing.ts'
import type {
  FileSource,
  FileStreamName,
  OpenedFile,
  Page,
  RejectedFile,
  RejectedItem,
  StreamRows,
  SyncRun,
  TenantUnit,
} from './ports.ts'

/** Rows are stored this many at a time, in one transaction. */
const rowsPerWrite = 4000

/** Rejected items of a file that the store keeps to be shown; the file beside the export has all of them. */
const itemsKeptMax = 10_000

/** The order of reading: people first, so that registrations and devices find those whom they name by UPN. */
const streamOrder: readonly FileStreamName[] = ['people', 'registrations', 'intune-devices', 'entra-devices']

export type ImportRequest = {
  readonly tenant: TenantName
  readonly paths: readonly string[]
  readonly signal?: AbortSignal
  /** Told after each write. */
  readonly onProgress?: (file: ImportedFile) => void
}

export type ImportedFile = {
  readonly path: string
  readonly kind: string
  readonly title: string
  readonly stream: FileStreamName
  /** Rows read and stored. */
  readonly rows: number
  /** Rows that differed from what was stored. */
  readonly changed: number
  /** Rows left out. */
  readonly rejected: number
  /** Remarks on the whole file: columns whose values were unknown in some rows that were kept. */
  readonly remarks: number
  /** The file with the rejected rows and remarks; null when there are none, or when its folder cannot be written. */
  readonly rejectedFile: string | null
  /** Why there is no such file though there are rejected rows; null otherwise. */
  readonly rejectedFileProblem: string | null
}

export type ImportSummary = {
  readonly syncId: string
  readonly files: readonly ImportedFile[]
  /** What became of people and registrations that the files do not show any more. */
  readonly retirements: readonly Retirement[]
  /** The age of the oldest file: what was imported is as old as that. */
  readonly takenAt: Temporal.Instant
}

/**
 * Imports exports into a tenant, which is made when it is unknown. All files are recognised before anything is stored. Throws AppError
 * file-missing, file-not-csv, file-column-missing, sync-running, tenant-exists for the simulated tenant; rows stored by then stay.
 */
export async function importFiles(
  app: Pick<AppContext, 'store' | 'clock'> & { readonly files: FileSource },
  request: ImportRequest,
): Promise<ImportSummary> {
  if (request.paths.length === 0) throw new AppError('wrong-use', { public: 'Name at least one CSV file.' })
  const opened = await Promise.all(request.paths.map((path) => app.files.open(path)))
  const files = opened.toSorted((one, other) => streamOrder.indexOf(one.stream) - streamOrder.indexOf(other.stream))
  await makeTenant(app, request.tenant)
  return await app.store.withSyncLock(request.tenant, async () => await new Import(app, request, files).run())
}

async function makeTenant(app: Pick<AppContext, 'store' | 'clock'>, name: TenantName): Promise<void> {
  const record = await app.store.tenant(name)
  if (name === demoName() || record?.connection.kind === 'demo') {
    throw new AppError('tenant-exists', {
      public: `Tenant "${name}" is the simulated one: name yours with --tenant NAME.`,
    })
  }
  if (record !== null) return
  await app.store.saveTenant({ name, connection: { kind: 'files' }, createdAt: app.clock.now() })
}

/** One import on its way: it only exists to share what every step needs. */
class Import {
  private readonly app: Pick<AppContext, 'store' | 'clock'> & { readonly files: FileSource }
  private readonly request: ImportRequest
  private readonly files: readonly OpenedFile[]

  constructor(app: Import['app'], request: ImportRequest, files: readonly OpenedFile[]) {
    this.app = app
    this.request = request
    this.files = files
  }

  async run(): Promise<ImportSummary> {
    const { run, known } = await this.begin()
    try {
      const imported: ImportedFile[] = []
      for (const file of this.files) imported.push(await this.importFile(run, file))
      const tallies = this.tallies(imported)
      const retirements = await this.inTenant(async (unit) => {
        const done = await retireMissing(unit, run, tallies, known)
        await keepFileFacts(unit, run, tallies)
        await unit.endSync(run.id, 'finished', this.app.clock.now(), null)
        return done
      })
      await this.app.store.tidy()
      return { syncId: run.id, files: imported, retirements, takenAt: oldest(this.files, run.startedAt) }
    } catch (error) {
      await this.endFailed(run, error)
      throw error
    }
  }

  /** Ends a sync or import that was cut off, and begins this one. */
  private async begin() {
    const now = this.app.clock.now()
    const streams = [...new Set(this.files.map(({ stream }) => stream))]
    return await this.inTenant(async (unit) => {
      const unfinished = await unit.unfinishedSync()
      if (unfinished !== null) await unit.endSync(unfinished.id, 'failed', now, 'sync-abandoned')
      const known = { people: await peopleKnown(unit), registrations: await registrationsKnown(unit) }
      return { run: await unit.startSync('files', streams, now), known }
    })
  }

  private async importFile(run: SyncRun, file: OpenedFile): Promise<ImportedFile> {
    const beside = new RejectedRows(this.app.files.rejectedBeside(file.path))
    const { path, kind, title, stream } = file
    let state = { path, kind, title, stream, rows: 0, changed: 0, rejected: 0, remarks: 0 }
    let waiting: StreamRows[FileStreamName][] = []
    let itemsWaiting: RejectedItem[] = []
    let itemsKept = 0
    const write = async (isLast: boolean) => {
      const [rows, items] = [waiting, itemsWaiting.slice(0, itemsKeptMax - itemsKept)]
      ;[waiting, itemsWaiting] = [[], []]
      itemsKept += items.length
      const changed = await this.inTenant(async (unit) => {
        const count = rows.length > 0 ? await putRows(unit, run, stream, rows) : 0
        if (items.length > 0) await unit.saveRejected(run.id, items)
        await unit.saveProgress(run.id, {
          ...this.progressBefore(run, file),
          state: isLast && this.isLastOfStream(file) ? 'done' : 'reading',
          rows: this.before(file).rows + state.rows,
          rejected: this.before(file).rejected + state.rejected,
        })
        return count
      })
      state = { ...state, changed: state.changed + changed }
      this.request.onProgress?.({ ...state, ...beside.sofar() })
    }
    try {
      for await (const page of file.pages() as AsyncIterable<Page<StreamRows[FileStreamName]>>) {
        this.request.signal?.throwIfAborted()
        const left = page.rejected.filter(({ position }) => position !== null).length
        state = {
          ...state,
          rows: state.rows + page.rows.length,
          rejected: state.rejected + left,
          remarks: state.remarks + page.rejected.length - left,
        }
        await beside.add(page.rejected)
        if (itemsKept + itemsWaiting.length < itemsKeptMax) itemsWaiting.push(...page.rejected)
        waiting.push(...page.rows)
        if (waiting.length >= rowsPerWrite) await write(false)
      }
      await write(true)
    } finally {
      await beside.close()
    }
    const done = { ...state, ...beside.sofar() }
    this.done.set(file, done)
    return done
  }

  /** Files imported so far: several files may hold one stream, whose progress is told as one. */
  private readonly done = new Map<OpenedFile, ImportedFile>()

  private before(file: OpenedFile): { readonly rows: number; readonly rejected: number } {
    const earlier = [...this.done.values()].filter(({ stream }) => stream === file.stream)
    return { rows: sum(earlier.map(({ rows }) => rows)), rejected: sum(earlier.map(({ rejected }) => rejected)) }
  }

  private isLastOfStream(file: OpenedFile): boolean {
    return this.files.findLast(({ stream }) => stream === file.stream) === file
  }

  private progressBefore(run: SyncRun, { stream, total }: OpenedFile) {
    const begun = run.streams.find((progress) => progress.stream === stream)
    return { stream, total: total ?? begun?.total ?? null, cursor: null }
  }

  private tallies(imported: readonly ImportedFile[]): readonly StreamTally[] {
    return [...new Set(imported.map(({ stream }) => stream))].map((stream) => {
      const files = this.files.filter((file) => file.stream === stream)
      const ends = imported.filter((file) => file.stream === stream)
      return {
        stream,
        rows: sum(ends.map(({ rows }) => rows)),
        rejected: sum(ends.map(({ rejected }) => rejected)),
        isWhole: files.every(({ whole }) => whole),
        takenAt: oldest(files, this.app.clock.now()),
      }
    })
  }

  /** What went wrong is told, not that noting it down went wrong too. */
  private async endFailed(run: SyncRun, error: unknown): Promise<void> {
    const code = error instanceof AppError ? error.code : 'import-stopped'
    const ended = this.inTenant((unit) => unit.endSync(run.id, 'failed', this.app.clock.now(), code))
    const second: unknown = await ended.then(
      () => null,
      (reason: unknown) => reason,
    )
    if (second !== null && error instanceof Error) error.cause ??= second
  }

  private inTenant<Result>(work: (unit: TenantUnit) => Promise<Result>): Promise<Result> {
    return this.app.store.inTenant(this.request.tenant, work)
  }
}

/** The file of rejected rows. A folder that cannot be written costs that file, not the import: the store keeps the rows as well. */
class RejectedRows {
  private readonly file: RejectedFile
  private problem: string | null = null
  private any = false

  constructor(file: RejectedFile) {
    this.file = file
  }

  async add(items: readonly RejectedItem[]): Promise<void> {
    if (items.length === 0 || this.problem !== null) return
    try {
      await this.file.add(items)
      this.any = true
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'file-missing') throw error
      this.problem = error.message
    }
  }

  async close(): Promise<void> {
    if (this.problem === null) await this.file.close()
  }

  sofar(): Pick<ImportedFile, 'rejectedFile' | 'rejectedFileProblem'> {
    return { rejectedFile: this.any ? this.file.path : null, rejectedFileProblem: this.problem }
  }
}

/** The rows of a stream are of that stream's type: the pairing that `StreamRows` states and a union cannot. */
async function putRows(
  unit: TenantUnit,
  run: SyncRun,
  stream: FileStreamName,
  rows: readonly StreamRows[FileStreamName][],
): Promise<number> {
  if (stream === 'people') return await unit.putPeople(run.id, rows as readonly StreamRows['people'][], run.startedAt)
  if (stream === 'registrations') {
    return await unit.putRegistrations(run.id, rows as readonly StreamRows['registrations'][], run.startedAt)
  }
  return await unit.putDevices(run.id, rows as readonly StreamRows['entra-devices'][], run.startedAt)
}

/** An export says what was so when it was written, however late it is imported. A file from the future is as old as now. */
function oldest(files: readonly OpenedFile[], now: Temporal.Instant): Temporal.Instant {
  return files
    .map(({ writtenAt }) => writtenAt)
    .reduce((one, other) => (Temporal.Instant.compare(one, other) <= 0 ? one : other), now)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
