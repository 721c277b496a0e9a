// The front of the server: addresses, tokens, batches, and answers onto the wire, whole or broken on order.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import { answerRequest, type AnswerParts, type GraphAnswer, type GraphRequest } from './answer.ts'
import { answerBatch, readBatch } from './batch.ts'
import { listCalls } from './calls.ts'
import { createControl } from './control.ts'
import { EntraProblem, entraProblemBody } from './entra-error.ts'
import type { Faults } from './faults.ts'
import { badRequest, GraphProblem, problemBody } from './problem.ts'
import type { Counting } from './request-counters.ts'
import type { TokenIssuer } from './token.ts'

/** One line about one request; no secret, no body. */
export type TwinLogLine = {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly call: string
  readonly error?: unknown
}

/** What the front stands before. */
export type FrontParts = AnswerParts & {
  readonly issuer: TokenIssuer
  readonly counting: Counting
  readonly setFaults: (faults: Faults) => void
  /** Ends ordered waits when the server stops. */
  readonly stopping: AbortSignal
  log(line: TwinLogLine): void
}

type Env = { Bindings: HttpBindings }
type FrontContext = Context<Env>

const jsonType = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

async function delay(parts: FrontParts, delayMs: number): Promise<void> {
  if (delayMs === 0) return
  try {
    await wait(delayMs, undefined, { signal: parts.stopping })
  } catch (error) {
    if (!parts.stopping.aborted) throw error
  }
}

function bodyOf(answer: GraphAnswer): { readonly type: string; readonly text: string } | undefined {
  if (answer.json !== undefined) return { type: jsonType, text: JSON.stringify(answer.json) }
  return answer.text === undefined ? undefined : { type: 'text/plain', text: answer.text }
}

/** Closes the connection, before an answer or in the middle of one. */
function breakConnection(context: FrontContext, answer: GraphAnswer): Response {
  const { incoming, outgoing } = context.env
  if (answer.connection === 'drop') {
    incoming.socket.destroy()
    return RESPONSE_ALREADY_SENT
  }
  const body = bodyOf(answer) ?? { type: 'text/plain', text: 'cut' }
  const bytes = Buffer.from(body.text)
  outgoing.writeHead(answer.status, { ...answer.headers, 'content-type': body.type, 'content-length': bytes.length })
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => incoming.socket.destroy())
  return RESPONSE_ALREADY_SENT
}

function send(answer: GraphAnswer): Response {
  const body = bodyOf(answer)
  const headers: Record<string, string> = { ...answer.headers, 'odata-version': '4.0' }
  if (body === undefined) return new Response(null, { status: answer.status, headers })
  headers['content-type'] = body.type
  return new Response(body.text, { status: answer.status, headers })
}

function readRequest(
  context: FrontContext,
  version: 'v1.0' | 'beta',
  url: URL,
  body: string,
): Omit<GraphRequest, 'caller'> {
  return {
    method: context.req.method,
    version,
    origin: url.origin,
    path: url.pathname.slice(version.length + 1),
    search: url.searchParams,
    header: (name) => context.req.header(name) ?? null,
    body,
  }
}

function problemAnswer(
  parts: FrontParts,
  problem: GraphProblem,
  request: Omit<GraphRequest, 'caller'>,
  name: string,
): GraphAnswer {
  const requestId = randomUUID()
  const clientRequestId = request.header('client-request-id') ?? requestId
  return {
    status: problem.status,
    headers: { 'request-id': requestId, 'client-request-id': clientRequestId, ...problem.headers },
    json: problemBody(problem, { requestId, clientRequestId, now: parts.now() }),
    delayMs: 0,
    name,
  }
}

/** Answers the outer request of a batch; its parts are counted one by one. */
function batchAnswer(parts: FrontParts, request: GraphRequest): GraphAnswer {
  let body: unknown
  try {
    body = JSON.parse(request.body)
  } catch {
    throw badRequest('Invalid batch payload format.', 'BadRequest')
  }
  const answer = (part: GraphRequest): GraphAnswer => {
    const result = answerRequest(parts, part)
    parts.counting.answer(result.name, result.status, result.connection !== undefined)
    return result
  }
  const { responses, delayMs } = answerBatch(request, readBatch(body), answer, () => parts.memory.draw())
  return { status: 200, headers: { 'request-id': randomUUID() }, json: { responses }, delayMs, name: 'POST /$batch' }
}

async function graph(parts: FrontParts, context: FrontContext, version: 'v1.0' | 'beta'): Promise<Response> {
  const url = new URL(context.req.url)
  const request = readRequest(context, version, url, context.req.method === 'GET' ? '' : await context.req.text())
  const isBatch = request.path === '/$batch' && request.method === 'POST'
  let answer: GraphAnswer
  try {
    const caller = parts.issuer.callerOf(request.header('authorization'))
    answer = isBatch ? batchAnswer(parts, { ...request, caller }) : answerRequest(parts, { ...request, caller })
  } catch (error) {
    if (!(error instanceof GraphProblem)) throw error
    answer = problemAnswer(parts, error, request, isBatch ? 'POST /$batch' : 'refused')
  }
  await delay(parts, answer.delayMs)
  if (!isBatch) parts.counting.answer(answer.name, answer.status, answer.connection !== undefined)
  parts.log({ method: request.method, path: url.pathname, status: answer.status, call: answer.name })
  return answer.connection === undefined ? send(answer) : breakConnection(context, answer)
}

function entra(parts: FrontParts, context: FrontContext, answer: () => object): Response {
  parts.counting.token()
  const { origin } = new URL(context.req.url)
  const correlationId = context.req.header('client-request-id') ?? randomUUID()
  try {
    return context.json(answer(), 200, { 'cache-control': 'no-store, no-cache' })
  } catch (error) {
    if (!(error instanceof EntraProblem)) throw error
    const body = entraProblemBody(error, { traceId: randomUUID(), correlationId, now: parts.now(), origin })
    return new Response(JSON.stringify(body), {
      status: error.status,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    })
  }
}

async function token(parts: FrontParts, context: FrontContext): Promise<Response> {
  const faults = parts.dice().forCall('token', false)
  await delay(parts, faults.delayMs)
  if (faults.connection !== undefined) {
    context.env.incoming.socket.destroy()
    return RESPONSE_ALREADY_SENT
  }
  if (faults.status !== undefined) return context.json({ error: 'temporarily_unavailable' }, faults.status as 503)
  const form = new URLSearchParams(await context.req.text())
  return entra(parts, context, () => parts.issuer.grant(context.req.param('tenant') ?? '', form, parts.dice().expired))
}

/** The whole server as one handler. */
export function createFront(parts: FrontParts): Hono<Env> {
  const app = new Hono<Env>()
  app.all('/v1.0/*', (context) => graph(parts, context, 'v1.0'))
  app.all('/beta/*', (context) => graph(parts, context, 'beta'))
  app.post('/:tenant/oauth2/v2.0/token', (context) => token(parts, context))
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (context) =>
    entra(parts, context, () => parts.issuer.discovery(context.req.param('tenant'), new URL(context.req.url).origin)),
  )
  app.get('/:tenant/discovery/v2.0/keys', (context) => context.json({ keys: [] }))
  app.route('/twin', createControl(parts))
  app.get('/', (context) =>
    context.text(
      `A simulated Microsoft Entra tenant, for development and rehearsal. Nothing here is real.\n\nTenant ${parts.world.tenantId}\nToken  POST /${parts.world.tenantId}/oauth2/v2.0/token\n\n${listCalls()}\n`,
    ),
  )
  app.notFound((context) =>
    context.json(
      { error: { code: 'TwinNotBuilt', message: 'The simulated tenant does not build this address. See /.' } },
      501,
    ),
  )
  app.onError((error, context) => {
    parts.log({ method: context.req.method, path: context.req.path, status: 500, call: 'defect', error })
    return context.json(
      { error: { code: 'TwinDefect', message: 'The simulated tenant has a defect in this call.' } },
      500,
    )
  })
  return app
}
