// What the readings of facts share: a call that fails becomes evidence that says why and an outcome that is told,
// while trouble with credentials or the network ends the sync.

import { AppError } from '#domain/shared/errors.ts'
import { known, unknown, type Evidence, type UnknownReason } from '#domain/shared/evidence.ts'
import type { CallOutcome } from '#domain/tenant/graph-access.ts'
import type { RejectedItem } from '#app/ports.ts'
import type { z } from 'zod'
import type { Call } from './call.ts'
import type { GraphClient } from './client.ts'
import { decodeItems } from './decode.ts'
import type { GraphClock } from './graph-clock.ts'
import { GraphFailure, outcomeOf, reasonOf, type CallNeeds } from './graph-failure.ts'
import { readList } from './paging.ts'

/** What every reading is given. */
export type GraphContext = {
  readonly client: GraphClient
  readonly clock: GraphClock
  readonly random: () => number
}

/** Where a reading puts what it has to tell beside its evidence. */
export type Findings = { readonly rejected: RejectedItem[]; readonly calls: CallOutcome[] }

/** Empty findings. */
export function noFindings(): Findings {
  return { rejected: [], calls: [] }
}

export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: UnknownReason; readonly failure: GraphFailure | null }

/** Tries a call and records how it went. Throws AppError for credentials, network and endless throttling only. */
export async function attempt<Value>(
  needs: CallNeeds,
  findings: Findings,
  work: () => Promise<Value>,
): Promise<Attempt<Value>> {
  try {
    const value = await work()
    findings.calls.push(outcomeOf(needs, null))
    return { ok: true, value }
  } catch (error) {
    if (error instanceof GraphFailure) {
      findings.calls.push(outcomeOf(needs, error))
      return { ok: false, reason: reasonOf(error, needs), failure: error }
    }
    if (!(error instanceof AppError) || error.code !== 'graph-unexpected') throw error
    const { call, permission, licence, fact } = needs
    findings.calls.push({ call, permission, licence, fact, outcome: 'failed', errorCode: error.code })
    return { ok: false, reason: { kind: 'failed', call, detail: error.message }, failure: null }
  }
}

/**
 * Reads a list as evidence of all its items. What has an unexpected shape is set aside and makes the coverage less
 * than whole.
 */
export async function listEvidence<Schema extends z.ZodType, Value>(
  context: GraphContext,
  call: Call<Schema>,
  from: (item: z.infer<Schema>) => Value,
  findings: Findings,
  signal: AbortSignal,
): Promise<Evidence<readonly Value[]>> {
  const takenAt = context.clock.now()
  const read = await attempt(call, findings, () => readList(context.client, call.path, { ...call, signal }))
  if (!read.ok) return unknown(read.reason, takenAt)
  const { values, rejected } = decodeItems(call.schema, read.value, call.call)
  findings.rejected.push(...rejected)
  return known(values.map(from), takenAt, coverageOf(values.length, rejected.length))
}

/** An empty list that was read whole is complete. */
export function coverageOf(have: number, lacking: number) {
  return { have, of: have + lacking }
}
