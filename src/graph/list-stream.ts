// Streams the rows of one list: a richer form of the call is tried first and a plainer one where Microsoft does not
// take it, rows of unexpected shape are set aside, and each page says where to go on.

import type { z } from 'zod'
import type { Page, StreamOptions } from '#app/ports.ts'
import { unknown } from '#domain/shared/evidence.ts'
import { StreamUnavailable } from '#domain/shared/stream-unavailable.ts'
import type { Call } from './call.ts'
import { cursorFrom, readCursor } from './cursor.ts'
import { decodeItems } from './decode.ts'
import { GraphFailure, reasonOf, unexpected, type CallNeeds, type FailureKind } from './graph-failure.ts'
import { getPage, walkPages, type LinkedPage, type PageRequest } from './paging.ts'
import type { GraphContext } from './reading.ts'

/** A way to ask for the list. The tag marks its cursors, because rows are read according to how they were asked for. */
export type Form = { readonly tag: string; readonly path: string }

export type ListStream<Schema extends z.ZodType, Row> = {
  readonly call: Call<Schema>
  /** From the richest to the plainest. */
  readonly forms: readonly [Form, ...Form[]]
  /** Failures after which the next form is tried. */
  readonly plainerOn: readonly FailureKind[]
  readonly rowFrom: (item: z.infer<Schema>, tag: string) => Row
  /** A path that answers the number of rows as text. */
  readonly countPath?: string
}

/** The pages of the list from the cursor on. Throws StreamUnavailable when refused, AppError for what ends a sync. */
export async function* listStream<Schema extends z.ZodType, Row>(
  context: GraphContext,
  stream: ListStream<Schema, Row>,
  { cursor, signal }: StreamOptions,
): AsyncGenerator<Page<Row>, void, undefined> {
  const { call } = stream
  const request: PageRequest = { ...call, signal }
  try {
    const start = cursor === null ? null : readCursor(cursor)
    const total =
      start === null && stream.countPath !== undefined ? await countRows(context, stream.countPath, call, signal) : null
    const begun =
      start === null ? await begin(context, stream, request) : { tag: start.tag, path: start.path, first: undefined }
    for await (const page of walkPages(context.client, begun.path, request, begun.first)) {
      const { values, rejected } = decodeItems(call.schema, page.items, call.call)
      yield {
        rows: values.map((item) => stream.rowFrom(item, begun.tag)),
        rejected,
        cursor: page.next === null ? null : cursorFrom(begun.tag, page.next),
        ...(total === null ? {} : { total }),
      }
    }
  } catch (error) {
    throw streamError(error, call, context.clock.now())
  }
}

async function begin<Schema extends z.ZodType, Row>(
  { client }: GraphContext,
  { forms, plainerOn }: ListStream<Schema, Row>,
  request: PageRequest,
): Promise<Form & { readonly first: LinkedPage }> {
  let refused: GraphFailure | null = null
  for (const form of forms) {
    try {
      return { ...form, first: await getPage(client, form.path, request) }
    } catch (error) {
      if (!(error instanceof GraphFailure) || !plainerOn.includes(error.kind)) throw error
      refused ??= error
    }
  }
  throw refused ?? new Error('A stream without forms')
}

/** The number of rows; null where Microsoft does not say: then progress is shown without a total. */
async function countRows(
  { client }: GraphContext,
  path: string,
  { budget }: Call,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const text = await client.send({ path, budget, signal, answer: 'text', headers: { consistencylevel: 'eventual' } })
    // Microsoft puts a byte-order mark before the number.
    const digits = /\d+/.exec(typeof text === 'string' ? text : '')?.[0]
    return digits === undefined ? null : Number(digits)
  } catch (error) {
    if (error instanceof GraphFailure) return null
    throw error
  }
}

/** What a stream throws for an error answer: unavailable when a grant or licence is missing, unexpected otherwise. */
export function streamError(error: unknown, needs: CallNeeds, at: Temporal.Instant): unknown {
  if (!(error instanceof GraphFailure)) return error
  if (error.kind === 'refused' || error.kind === 'no-licence')
    return new StreamUnavailable(unknown(reasonOf(error, needs), at))
  return unexpected(error, needs)
}
