// One request to Microsoft Graph: a bearer that goes to no other address, a turn by the throttle, a time limit, the
// answer decoded, and the same request again where that may help. Source: Microsoft Graph REST, "Use the API",
// "Throttling guidance", "Error responses".

import { randomUUID } from 'node:crypto'
import { AppError } from '#domain/shared/errors.ts'
import type { GraphClock } from './graph-clock.ts'
import { errorOf, failureFrom, type GraphFailure } from './graph-failure.ts'
import { graphAddress, type GraphAddress } from './graph-address.ts'
import { backoffMs, retryAfterMs, retryLimits, troubleOf, waitTotalMaxMs, type Trouble } from './retry.ts'
import type { BudgetName, Throttle } from './throttle.ts'
import { bearerOf, type TokenProvider } from './token.ts'

export type GraphRequest = {
  /** From the version on, `/v1.0/users?$top=999`, or what `linkFrom` made of a link. */
  readonly path: string
  readonly budget: BudgetName
  /** Resource units; 1 when absent. */
  readonly units?: number
  readonly signal: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON by POST; absent: GET. */
  readonly body?: unknown
  /** `text` for the /$count segments, which answer application/json with 415. */
  readonly answer?: 'json' | 'text'
}

export type GraphClient = {
  /**
   * The decoded body. Throws GraphFailure for an error answer, AppError for credentials, network, and throttling
   * without end.
   */
  send(request: GraphRequest): Promise<unknown>
  /** A link of Microsoft's as a path for `send`. Throws AppError graph-unexpected when it leads to another address. */
  linkFrom(link: string): string
}

/** What is told of each request: no query value, no id, no name of a person, no token. */
export type GraphLogEntry = {
  readonly method: 'GET' | 'POST'
  /** Path with ids and names replaced, and the names of the query options. */
  readonly path: string
  /** Null when no answer came. */
  readonly status: number | null
  readonly durationMs: number
  readonly clientRequestId: string
  readonly requestId: string | null
  readonly attempt: number
}

export type GraphClientOptions = {
  readonly graphUrl: string
  readonly token: TokenProvider
  readonly throttle: Throttle
  readonly clock: GraphClock
  readonly random: () => number
  readonly fetch?: typeof fetch
  readonly log?: (entry: GraphLogEntry) => void
  /** An answer that takes longer is given up and asked for again. */
  readonly timeoutMs?: number
}

/** Microsoft itself gives up after 100 s or less. Source: chosen. */
const defaultTimeoutMs = 120_000

type Answer =
  | { readonly kind: 'body'; readonly body: unknown }
  | {
      readonly kind: 'trouble'
      readonly trouble: Trouble
      readonly waitMs: number | null
      readonly failure: GraphFailure | null
      readonly cause?: unknown
    }
  | { readonly kind: 'unauthorized'; readonly failure: GraphFailure }

/** A client for one tenant. Throws AppError config-invalid when the address is none. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const address = graphAddress(options.graphUrl)
  const bearer = bearerOf(options.token, options.clock)
  return {
    linkFrom: (link) => address.pathFrom(link),
    async send(request) {
      const failed: Record<Trouble, number> = { throttled: 0, network: 0, server: 0 }
      let renewed = false
      let waitedMs = 0
      for (let attempt = 1; ; attempt += 1) {
        const token = await bearer.current(request.signal)
        const answer = await ask(options, address, request, token, attempt)
        if (answer.kind === 'body') return answer.body
        if (answer.kind === 'unauthorized') {
          if (renewed) throw unauthorized(answer.failure)
          renewed = true
          bearer.discard(token)
          continue
        }
        failed[answer.trouble] += 1
        const waitMs = answer.waitMs ?? backoffMs(answer.trouble, failed[answer.trouble], options.random)
        waitedMs += waitMs
        if (failed[answer.trouble] >= retryLimits[answer.trouble].attemptsMax || waitedMs > waitTotalMaxMs)
          throw givingUp(answer)
        // A Retry-After is waited out by the throttle, which holds back every request of the scope.
        if (answer.waitMs === null) await options.clock.sleep(waitMs, request.signal)
      }
    },
  }
}

async function ask(
  options: GraphClientOptions,
  address: GraphAddress,
  request: GraphRequest,
  token: string,
  attempt: number,
): Promise<Answer> {
  const { clock, throttle } = options
  const url = address.urlOf(request.path)
  const admission = await throttle.admit(request.budget, request.units ?? 1, request.signal)
  const clientRequestId = randomUUID()
  const startedMs = clock.now().epochMilliseconds
  let response: Response | null = null
  try {
    response = await (options.fetch ?? fetch)(
      url,
      requestInit(request, token, clientRequestId, options.timeoutMs ?? defaultTimeoutMs),
    )
    admission.answered()
    const text = await response.text()
    return readAnswer(options, request, response, text)
  } catch (error) {
    request.signal.throwIfAborted()
    if (error instanceof AppError || isFailure(error)) throw error
    return { kind: 'trouble', trouble: 'network', waitMs: null, failure: null, cause: error }
  } finally {
    admission.answered()
    options.log?.({
      method: request.body === undefined ? 'GET' : 'POST',
      path: loggablePath(url),
      status: response?.status ?? null,
      durationMs: clock.now().epochMilliseconds - startedMs,
      clientRequestId,
      requestId: response?.headers.get('request-id') ?? null,
      attempt,
    })
  }
}

function requestInit(request: GraphRequest, token: string, clientRequestId: string, timeoutMs: number): RequestInit {
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    accept: request.answer === 'text' ? 'text/plain' : 'application/json',
    'client-request-id': clientRequestId,
    'return-client-request-id': 'true',
    ...request.headers,
  }
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)])
  // A redirect is not followed: the bearer is for this address only.
  if (request.body === undefined) return { method: 'GET', headers, signal, redirect: 'manual' }
  headers['content-type'] = 'application/json'
  return { method: 'POST', headers, signal, redirect: 'manual', body: JSON.stringify(request.body) }
}

function readAnswer(
  { clock, throttle }: GraphClientOptions,
  request: GraphRequest,
  response: Response,
  text: string,
): Answer {
  const requestId = response.headers.get('request-id')
  const used = Number(response.headers.get('x-ms-throttle-limit-percentage') ?? Number.NaN)
  if (Number.isFinite(used)) throttle.warned(request.budget, used)
  if (response.ok) return okAnswer(request, response, text)
  if (response.status >= 300 && response.status < 400) {
    throw new AppError('graph-unexpected', {
      public: `Microsoft Graph answered with a redirect (${response.status}). Check KEYWAVE_GRAPH_URL.`,
    })
  }
  const body = jsonOf(text)
  const failure = failureFrom(response.status, body, requestId)
  const trouble = troubleOf(response.status, errorOf(body).message)
  if (trouble === 'throttled') {
    const waitMs = retryAfterMs(response.headers.get('retry-after'), clock.now())
    throttle.refused(request.budget, waitMs)
    return { kind: 'trouble', trouble, waitMs, failure }
  }
  if (trouble !== null) return { kind: 'trouble', trouble, waitMs: null, failure }
  if (response.status === 401) return { kind: 'unauthorized', failure }
  throw failure
}

function okAnswer(request: GraphRequest, response: Response, text: string): Answer {
  if (request.answer === 'text') return { kind: 'body', body: text }
  const body = jsonOf(text)
  // Half a body, or a proxy's page: the same call may be answered well the next time.
  if (body === undefined) {
    const failure = failureFrom(response.status, { error: { code: 'NotJson' } }, response.headers.get('request-id'))
    return { kind: 'trouble', trouble: 'server', waitMs: null, failure }
  }
  return { kind: 'body', body }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function isFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'GraphFailure'
}

/** A token that is refused again after it was renewed: the credentials, unless a service says "not allowed" as 401. */
function unauthorized(failure: GraphFailure): Error {
  if (!/token/i.test(failure.code)) return failure
  return new AppError('credentials-rejected', {
    public: `Microsoft Graph did not accept a fresh token (${failure.code}). Are both addresses of one cloud?`,
    cause: failure,
  })
}

function givingUp(answer: Extract<Answer, { kind: 'trouble' }>): Error {
  if (answer.trouble === 'server' && answer.failure !== null) return answer.failure
  if (answer.trouble === 'throttled') return new AppError('graph-throttled', { cause: answer.failure, retry: true })
  return new AppError('graph-unreachable', { internal: networkCode(answer.cause), cause: answer.cause, retry: true })
}

/** Node's code of a network error (ECONNREFUSED, ENOTFOUND, …), or its name. */
function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  const cause: unknown = error.cause
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : error.name
}

const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi

/**
 * A path for the log: object ids and whatever holds an @ are replaced, of the query only the names of the options are
 * kept.
 */
function loggablePath(url: URL): string {
  const segments = url.pathname
    .replaceAll(guid, '{id}')
    .split('/')
    .map((segment) => (/@|%40/i.test(segment) ? '{name}' : segment))
  const names = [...new Set(url.searchParams.keys())]
  return segments.join('/') + (names.length === 0 ? '' : `?${names.join('&')}`)
}
