// For tests only: a server that answers one behaviour of Microsoft Graph, and a clock that moves when somebody
// sleeps.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGraphClient, type GraphClientOptions } from './client.ts'
import type { GraphClock } from './graph-clock.ts'
import { createThrottle } from './throttle.ts'
import type { TokenProvider } from './token.ts'

export type SeenRequest = {
  readonly method: string
  /** Path and query as they arrived. */
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** An answer: JSON unless `body` is a text; or a function that does what it wants with the connection. */
export type StandInAnswer =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | ((response: ServerResponse) => void)

export type StandIn = {
  readonly url: string
  readonly requests: readonly SeenRequest[]
  stop(): Promise<void>
}

/** Starts a server; `answer` is asked for each request, with how many came before. */
export async function startStandIn(answer: (request: SeenRequest, before: number) => StandInAnswer): Promise<StandIn> {
  const requests: SeenRequest[] = []
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const request = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body }
      requests.push(request)
      const reply = answer(request, requests.length - 1)
      if (typeof reply === 'function') return reply(response)
      const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {})
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers }).end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type TestClock = GraphClock & { readonly slept: readonly number[]; advance(ms: number): void }

/** A clock at a fixed instant that moves on only when somebody sleeps. */
export function testClock(start = '2026-11-22T10:00:00Z'): TestClock {
  let nowMs = Temporal.Instant.from(start).epochMilliseconds
  const slept: number[] = []
  return {
    slept,
    now: () => Temporal.Instant.fromEpochMilliseconds(nowMs),
    advance(ms) {
      nowMs += ms
    },
    async sleep(ms, signal) {
      signal.throwIfAborted()
      slept.push(ms)
      nowMs += ms
      await Promise.resolve()
    },
  }
}

/** A provider of numbered tokens: token-1, token-2, … each for an hour. */
export function numberedTokens(clock: GraphClock): TokenProvider & { readonly given: () => number } {
  let given = 0
  return {
    given: () => given,
    async token() {
      given += 1
      return { token: `token-${given}`, expiresAt: clock.now().add({ hours: 1 }) }
    },
  }
}

/** A signal that is never aborted. */
export const unaborted: AbortSignal = new AbortController().signal

/** A client for a stand-in, with a test clock and no chance. */
export function testClient(graphUrl: string, options: Partial<GraphClientOptions> = {}) {
  const clock = options.clock ?? testClock()
  return createGraphClient({
    graphUrl,
    clock,
    token: numberedTokens(clock),
    throttle: createThrottle({ clock }),
    random: () => 0.5,
    ...options,
  })
}

/** An error body as Microsoft writes it. */
export function errorBody(code: string, message = 'Said by the stand-in.') {
  return {
    error: {
      code,
      message,
      innerError: { date: '2026-11-22T10:00:00', 'request-id': 'r-1', 'client-request-id': 'c-1' },
    },
  }
}
