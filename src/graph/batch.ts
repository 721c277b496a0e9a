// Many small reads in few requests: $batch carries up to 20, answers them in any order, and throttles each alone.
// Parts that were throttled are asked again by themselves. Source: Microsoft Graph REST, "Combine multiple HTTP
// requests using JSON batching".

import { AppError } from '#domain/shared/errors.ts'
import type { GraphClient } from './client.ts'
import { errorOf, failureFrom, type GraphFailure } from './graph-failure.ts'
import type { GraphClock } from './graph-clock.ts'
import { backoffMs, retryAfterMs, retryLimits, troubleOf } from './retry.ts'

/** Source: JSON batching, "limited to 20 individual requests". */
export const batchSizeMax = 20

export type BatchPart = { readonly key: string /** From the version on: `/v1.0/users/…`. */; readonly path: string }

export type BatchResult =
  | { readonly key: string; readonly ok: true; readonly body: unknown }
  | { readonly key: string; readonly ok: false; readonly failure: GraphFailure }

export type BatchOptions = {
  readonly client: GraphClient
  readonly clock: GraphClock
  readonly random: () => number
  readonly signal: AbortSignal
  readonly version: 'v1.0' | 'beta'
  /** Resource units of each part. */
  readonly units: number
}

type Waiting = BatchPart & { readonly failed: number }

/**
 * Asks for all parts and gives each answer as it comes. Throws AppError graph-throttled when parts stay throttled,
 * and what `send` throws.
 */
export async function* batch(
  parts: readonly BatchPart[],
  options: BatchOptions,
): AsyncGenerator<BatchResult, void, undefined> {
  const { clock, random, signal } = options
  let fresh = 0
  let again: Waiting[] = []
  while (fresh < parts.length || again.length > 0) {
    const chunk: Waiting[] = again.slice(0, batchSizeMax)
    again = again.slice(batchSizeMax)
    while (chunk.length < batchSizeMax && fresh < parts.length) {
      const part = parts[fresh++]
      if (part !== undefined) chunk.push({ ...part, failed: 0 })
    }
    let waitMs = 0
    for (const [part, answer] of await sendBatch(chunk, options)) {
      const trouble = troubleOf(answer.status, errorOf(answer.body).message)
      if (trouble === null) {
        yield resultOf(part, answer)
        continue
      }
      const failed = part.failed + 1
      if (failed >= retryLimits[trouble].attemptsMax) {
        if (trouble === 'throttled') throw new AppError('graph-throttled', { retry: true })
        yield resultOf(part, answer)
        continue
      }
      waitMs = Math.max(waitMs, retryAfterMs(answer.retryAfter, clock.now()) ?? backoffMs(trouble, failed, random))
      again.push({ ...part, failed })
    }
    if (waitMs > 0) await clock.sleep(waitMs, signal)
  }
}

type PartAnswer = { readonly status: number; readonly body: unknown; readonly retryAfter: string | null }

/** A part that was not answered at all counts as a failure of the service that may pass. */
const unanswered: PartAnswer = { status: 500, body: { error: { code: 'NotAnswered' } }, retryAfter: null }

async function sendBatch(
  chunk: readonly Waiting[],
  { client, signal, version, units }: BatchOptions,
): Promise<readonly (readonly [Waiting, PartAnswer])[]> {
  const requests = chunk.map((part, index) => ({
    id: String(index + 1),
    method: 'GET',
    url: part.path.slice(`/${version}`.length),
  }))
  const body = await client.send({
    path: `/${version}/$batch`,
    budget: 'directory',
    units: units * chunk.length,
    signal,
    body: { requests },
  })
  const answers = answersById(body)
  return chunk.map((part, index) => [part, answers.get(String(index + 1)) ?? unanswered] as const)
}

function answersById(body: unknown): ReadonlyMap<string, PartAnswer> {
  const { responses } = (typeof body === 'object' && body !== null ? body : {}) as { responses?: unknown }
  if (!Array.isArray(responses))
    throw new AppError('graph-unexpected', { public: '$batch: the answer holds no list "responses".' })
  const answers = new Map<string, PartAnswer>()
  for (const response of responses as readonly unknown[]) {
    if (typeof response !== 'object' || response === null) continue
    const { id, status, headers, body: part } = response as Record<string, unknown>
    if (typeof status === 'number') answers.set(String(id), { status, body: part, retryAfter: retryAfterOf(headers) })
  }
  return answers
}

function retryAfterOf(headers: unknown): string | null {
  if (typeof headers !== 'object' || headers === null) return null
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')
  return found === undefined ? null : String(found[1])
}

function resultOf(part: Waiting, answer: PartAnswer): BatchResult {
  if (answer.status >= 200 && answer.status < 300) return { key: part.key, ok: true, body: answer.body }
  return { key: part.key, ok: false, failure: failureFrom(answer.status, answer.body, null) }
}
