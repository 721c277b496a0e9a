// What every route and page is given: the use cases' context, the checks, the syncs under way and the log.

import type { AppContext } from '#app/context.ts'
import type { Check } from '#domain/readiness/check.ts'
import type { SyncDesk } from './sync-desk.ts'

/** Writes one event to the log. Fields hold no personal data and no secret. */
export type Log = (event: string, fields: object) => void

export type ServerApp = AppContext & {
  readonly checks: readonly Check[]
  readonly version: string
  readonly desk: SyncDesk
  readonly log: Log
}
