// Runs recurring jobs: each at its own pace, never twice at once, a failure told and tried again at the next turn.

import type { AppContext } from '#app/context.ts'
import { AppError } from '#domain/shared/errors.ts'

export type Job = {
  readonly name: string
  /** Minutes between the end of one run and the start of the next. */
  readonly everyMinutes: number
  /** Minutes after the start before the first run. */
  readonly firstAfterMinutes: number
  run(app: AppContext, signal: AbortSignal): Promise<void>
}

/** How the timers are set; tests give one that does not wait. */
export type Timers = { set(ms: number, run: () => void): { cancel(): void } }

export type Told = (
  event: 'job-finished' | 'job-failed',
  fields: { readonly job: string; readonly error?: string; readonly code?: string },
) => void

/** Starts the jobs; the returned function stops them and waits for the one that runs. */
export function schedule(app: AppContext, jobs: readonly Job[], timers: Timers, told: Told): () => Promise<void> {
  const stopper = new AbortController()
  const pending = new Map<string, { cancel(): void }>()
  const running = new Set<Promise<void>>()
  const plan = (job: Job, minutes: number) => {
    pending.set(
      job.name,
      timers.set(minutes * 60_000, () => {
        const run = runOnce(job).finally(() => running.delete(run))
        running.add(run)
      }),
    )
  }
  const runOnce = async (job: Job) => {
    try {
      await job.run(app, stopper.signal)
      told('job-finished', { job: job.name })
    } catch (error) {
      if (!stopper.signal.aborted) told('job-failed', { job: job.name, ...troubleOf(error) })
    }
    if (!stopper.signal.aborted) plan(job, job.everyMinutes)
  }
  for (const job of jobs) plan(job, job.firstAfterMinutes)
  return async () => {
    stopper.abort()
    for (const { cancel } of pending.values()) cancel()
    await Promise.all(running)
  }
}

/** What a log may hold of an error: its kind and its codes of the catalogue. Never its message, which may name a person. */
function troubleOf(error: unknown): { readonly error: string; readonly code?: string } {
  const name = error instanceof Error ? error.name : 'unknown'
  const each: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
  const codes = new Set(each.flatMap((one) => (one instanceof AppError ? [one.code] : [])))
  return codes.size === 0 ? { error: name } : { error: name, code: [...codes].join(' ') }
}
