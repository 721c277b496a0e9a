// Syncs: what was read, how far a running one is, and how to start one.

import { z } from 'zod'
import { moment, tenantParam } from './moment.ts'
import { problem } from './problem.ts'

export const sync = z
  .object({
    id: z.string(),
    kind: z.enum(['full', 'incremental', 'files']),
    state: z.enum(['running', 'finished', 'failed']),
    startedAt: moment,
    finishedAt: moment.nullable(),
    error: z.string().nullable().meta({ description: 'Error code when failed.' }),
    streams: z.array(
      z.object({
        stream: z.string(),
        state: z.string(),
        rows: z.number().int(),
        total: z.number().int().nullable(),
        rejected: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'Sync' })

export const syncs = z.object({ tenant: z.string(), syncs: z.array(sync) }).meta({ id: 'Syncs' })

/** A sync with what this process knows of it: `step` while it works on it, `problem` when it gave up. */
export const syncProgress = sync
  .extend({
    tenant: z.string(),
    step: z.enum(['reading', 'judging', 'done']).nullable(),
    problem: problem.nullable(),
  })
  .meta({ id: 'SyncProgress' })

export const syncStart = z.object({ wanted: z.enum(['auto', 'full']).default('auto') }).meta({
  id: 'SyncStart',
  description: 'auto goes on from the last sync where that is possible; full reads everything.',
})

export const syncParams = tenantParam.extend({ sync: z.string().min(1).max(200) })

export const syncsQuery = z.object({ limit: z.coerce.number().int().min(1).max(400).default(20) })
