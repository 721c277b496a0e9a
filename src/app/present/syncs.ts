// A sync in JSON: what is read, how far it is. The delta link stays inside: it is a key to the tenant's changes.

import type { SyncRun } from '../ports.ts'
import { presentInstant } from './moments.ts'

export type SyncJson = {
  id: string
  kind: SyncRun['kind']
  state: SyncRun['state']
  startedAt: string
  finishedAt: string | null
  /** Error code when failed. */
  error: string | null
  streams: { stream: string; state: string; rows: number; total: number | null; rejected: number }[]
}

/** One sync with its progress by stream. */
export function presentSync(run: SyncRun): SyncJson {
  return {
    id: run.id,
    kind: run.kind,
    state: run.state,
    startedAt: presentInstant(run.startedAt),
    finishedAt: presentInstant(run.finishedAt),
    error: run.error,
    streams: run.streams.map(({ stream, state, rows, total, rejected }) => ({ stream, state, rows, total, rejected })),
  }
}
