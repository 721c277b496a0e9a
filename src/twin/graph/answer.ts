// Answers one request of Microsoft Graph, alone or as a part of a batch: who calls, which call, ordered faults, limits, rights, the answer.
import type { World } from '../world/world.ts'
import type { Area, Call, CallContext, Caller, GraphVersion, Memory, Reply } from './call.ts'
import type { FaultDice } from './fault-dice.ts'
import type { CallMatcher, Match } from './match-call.ts'
import { readQuery, refuseOtherOptions, type ODataQuery } from './odata-query.ts'
import { authorizationDenied, badRequest, GraphProblem, noPremiumLicence, notBuilt, problemBody } from './problem.ts'
import { intuneTooMany, type Throttle } from './throttle.ts'
import { tokenExpired } from './token.ts'

/** One request, from the wire or from a batch. */
export type GraphRequest = {
  readonly method: string
  readonly version: GraphVersion
  readonly origin: string
  /** Path without the version, not decoded. */
  readonly path: string
  readonly search: URLSearchParams
  readonly header: (name: string) => string | null
  /** The body as text; empty when there is none. */
  readonly body: string
  readonly caller: Caller
}

/** An answer with all its headers; `connection` says how it is to be broken on order. */
export type GraphAnswer = Reply & {
  readonly headers: Readonly<Record<string, string>>
  readonly connection?: 'drop' | 'cut'
  /** To wait before it is sent, in milliseconds. */
  readonly delayMs: number
  /** The call by its method and path, for the counters. */
  readonly name: string
}

/** What answering needs; `dice` and `throttle` can be replaced while the server runs. */
export type AnswerParts = {
  readonly world: World
  readonly memory: Memory
  readonly match: CallMatcher
  readonly dice: () => FaultDice
  readonly throttle: () => Throttle
  readonly now: () => Temporal.Instant
}

const orderedProblems: Readonly<Record<number, (area: Area) => GraphProblem>> = {
  401: tokenExpired,
  410: () =>
    new GraphProblem(410, 'resyncRequired', 'The sync state is no longer valid. Start a full synchronization.'),
  429: () => new GraphProblem(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': '1' }),
  500: (area) =>
    area === 'intune'
      ? intuneTooMany()
      : new GraphProblem(500, 'InternalServerError', 'An internal server error occurred.'),
  502: () => new GraphProblem(502, 'BadGateway', 'The gateway received an invalid response.'),
  503: () => new GraphProblem(503, 'ServiceUnavailable', 'The service is temporarily unavailable.'),
  504: () => new GraphProblem(504, 'GatewayTimeout', 'The request timed out at the gateway.'),
}

/** Resource units of one request: $select takes one off, $expand adds one, a $top under 20 takes one off; never under one. */
function costOf(call: Call, query: ODataQuery): number {
  const less = (query.select === undefined ? 0 : 1) + (query.top !== undefined && query.top < 20 ? 1 : 0)
  return Math.max(1, call.cost + (query.expand === undefined ? 0 : 1) - less)
}

function readBody(text: string, header: GraphRequest['header']): unknown {
  if (text === '') return undefined
  const type = header('content-type') ?? 'application/json'
  if (!type.includes('json')) return text
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
      'BadRequest',
    )
  }
}

function contextOf(
  parts: AnswerParts,
  request: GraphRequest,
  found: Match,
  query: ODataQuery,
  badItems: CallContext['badItems'],
): CallContext {
  const { caller } = request
  return {
    world: parts.world,
    memory: parts.memory,
    version: request.version,
    origin: request.origin,
    path: request.path,
    query,
    parameter: (name) => found.parameters.get(name) ?? '',
    header: request.header,
    body: readBody(request.body, request.header),
    caller,
    may: (...permissions) =>
      caller.roles === 'all' || permissions.some((permission) => caller.roles.includes(permission)),
    badItems,
  }
}

function findCall(parts: AnswerParts, request: GraphRequest): Match {
  const found = parts.match(request.method, request.version, request.path)
  if (typeof found === 'object') return found
  const asked = `${request.method} /${request.version}${request.path}`
  if (found === 'method') throw notBuilt(`${asked} (the path has other methods)`)
  throw notBuilt(found === 'version' ? `${asked} (the path exists in the other version)` : asked)
}

/** The answer to one request. Never throws for what a caller can cause. */
export function answerRequest(parts: AnswerParts, request: GraphRequest): GraphAnswer {
  const requestId = parts.memory.nextId()
  const clientRequestId = request.header('client-request-id') ?? requestId
  const trace: Record<string, string> = { 'request-id': requestId, 'client-request-id': clientRequestId }
  let name = `${request.method} (not built)`
  let delayMs = 0
  try {
    const found = findCall(parts, request)
    const { call } = found
    name = `${call.method} ${call.path}`
    const isLaterPage = request.search.has('$skiptoken')
    const faults = parts.dice().forCall(call.area, isLaterPage)
    delayMs = faults.delayMs
    if (faults.connection === 'drop') return { status: 503, headers: trace, connection: 'drop', delayMs, name }
    const ordered = faults.status === undefined ? undefined : orderedProblems[faults.status]
    if (ordered !== undefined) throw ordered(call.area)
    const query = readQuery(request.search)
    const mailbox = found.parameters.get('id')
    const limits = parts.throttle().admit(call, request.caller, {
      cost: costOf(call, query),
      ...(mailbox === undefined ? {} : { mailbox }),
    })
    Object.assign(trace, limits)
    if (faults.refusal === 'no-licence') throw noPremiumLicence()
    const context = contextOf(parts, request, found, query, faults.badItems)
    if (faults.refusal === 'refuse' || !context.may(...call.permissions)) throw authorizationDenied()
    refuseOtherOptions(query, call.options)
    const reply = call.answer(context)
    const answer = { ...reply, headers: { ...trace, ...reply.headers }, delayMs, name }
    return faults.connection === 'cut' ? { ...answer, connection: 'cut' } : answer
  } catch (error) {
    if (!(error instanceof GraphProblem)) throw error
    const json = problemBody(error, { requestId, clientRequestId, now: parts.now() })
    return { status: error.status, headers: { ...trace, ...error.headers }, json, delayMs, name }
  }
}
