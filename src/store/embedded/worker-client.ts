// The program's side of the embedded database: what Kysely's PGlite dialect asks for, answered by the worker thread.

import { Worker } from 'node:worker_threads'
import type { PGlite as PGliteForKysely } from 'kysely'
import { AppError } from '#domain/shared/errors.ts'
import type { Failure, QueryResult, Reply, Request } from './messages.ts'

/** An error of PostgreSQL or of the worker. `code` as in Failure. */
class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError'
  readonly code: string | undefined
  constructor({ message, code }: Failure) {
    super(message)
    this.code = code
  }
}

type Waiting = { resolve: (result: QueryResult | null) => void; reject: (error: Error) => void }

/** Short-lived memory of the worker, in MB: by default it would grow to several times this before it is cleared. The database's own is outside. */
const youngGenerationMb = 16

/** Starts the worker over a folder. It keeps the process alive only while it has something to answer. */
export class WorkerClient implements PGliteForKysely {
  closed = false
  ready = false
  readonly waitReady: Promise<void>
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private nextId = 1
  private end: Error | null = null

  constructor(folder: string) {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { folder },
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
      stderr: true,
      stdout: true,
    })
    this.worker.on('message', (reply: Reply) => this.settle(reply))
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))))
    this.worker.on('exit', () =>
      this.fail(new AppError('data-unreadable', { public: 'The embedded database has stopped.' })),
    )
    this.waitReady = this.start()
  }

  private async start(): Promise<void> {
    await this.expect(0)
    this.ready = true
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the interface of Kysely's dialect
  async query<Row>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<{ rows: Row[]; affectedRows?: number; fields: [] }> {
    const result = await this.ask({ id: this.nextId++, kind: 'query', text, values })
    if (result === null) throw new Error('The embedded database answered a query without a result.')
    const rows = result.rows as Row[]
    return result.affectedRows === undefined
      ? { rows, fields: [] }
      : { rows, fields: [], affectedRows: result.affectedRows }
  }

  /** Kysely gives the one connection to one user at a time, so that no lock is needed here. */
  async transaction<Result>(
    callback: (tx: Pick<WorkerClient, 'query'> & { rollback(): Promise<void> }) => Promise<Result>,
  ): Promise<Result> {
    await this.query('begin')
    try {
      const result = await callback({
        query: (text: string, values?: readonly unknown[]) => this.query(text, values),
        rollback: async () => void (await this.query('rollback')),
      } as Parameters<typeof callback>[0])
      await this.query('commit')
      return result
    } catch (error) {
      if (this.end === null) await this.query('rollback')
      throw error
    }
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    try {
      if (this.end === null) await this.ask({ id: this.nextId++, kind: 'close' })
    } finally {
      this.end ??= new AppError('data-unreadable', { public: 'The embedded database is closed.' })
      await this.worker.terminate()
    }
  }

  private async ask(request: Request): Promise<QueryResult | null> {
    if (this.end !== null) throw this.end
    const answer = this.expect(request.id)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.worker.postMessage(request)
    return await answer
  }

  private expect(id: number): Promise<QueryResult | null> {
    if (this.waiting.size === 0) this.worker.ref()
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }))
  }

  private settle(reply: Reply): void {
    const waiting = this.waiting.get(reply.id)
    this.waiting.delete(reply.id)
    if (this.waiting.size === 0) this.worker.unref()
    if ('failure' in reply) waiting?.reject(new EmbeddedDatabaseError(reply.failure))
    else waiting?.resolve(reply.result)
  }

  private fail(error: Error): void {
    this.end ??= error
    for (const { reject } of this.waiting.values()) reject(this.end)
    this.waiting.clear()
  }
}
