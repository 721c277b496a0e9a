// Starts the simulated tenant: a server on 127.0.0.1 that speaks Microsoft Graph and Entra's token endpoint for an invented organisation.
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { AppError } from '#domain/shared/errors.ts'
import { random } from '#domain/shared/random.ts'
import type { Memory, SentMail } from './graph/call.ts'
import { calls } from './graph/calls.ts'
import { createCursors } from './graph/cursors.ts'
import { createFaultDice } from './graph/fault-dice.ts'
import type { Faults } from './graph/faults.ts'
import { createFront, type TwinLogLine } from './graph/front.ts'
import { createCallMatcher } from './graph/match-call.ts'
import { createCounting, type RequestCounters } from './graph/request-counters.ts'
import { createThrottle } from './graph/throttle.ts'
import { createCertificateAuthority, createServerCertificate, type CertificateAuthority } from './graph/tls.ts'
import { createTokenIssuer, type TwinClient } from './graph/token.ts'
import { createWorld } from './world/create-world.ts'
import type { World, WorldSettings } from './world/world.ts'

export { defaultWorldSettings } from './world/default-settings.ts'
export { parseFaults, type Faults } from './graph/faults.ts'
export { twinSecret, type TwinClient } from './graph/token.ts'
export type { CertificateAuthority } from './graph/tls.ts'

export type TwinOptions = {
  /** The organisation, or the settings to make one from. */
  readonly world: World | WorldSettings
  /** 0: any free port. */
  readonly port?: number
  /**
   * True: TLS with a new authority; or with one that `createCertificateAuthority` of graph/tls.ts made before.
   * `names`: further host names of the certificate, for callers that can only ask for Microsoft's.
   */
  readonly tls?: boolean | { readonly ca?: CertificateAuthority; readonly names?: readonly string[] }
  readonly faults?: Faults
  /** `real`: Microsoft's limits; `speed` 20 makes their windows 20 times shorter. */
  readonly limits?: 'real' | { readonly speed: number }
  /** The applications of the tenant; without them any application with the secret `twin-secret`, or any well-formed assertion, may do all. */
  readonly clients?: readonly TwinClient[]
  /** The server's real time, by which limits and tokens run. */
  readonly now?: () => Temporal.Instant
  readonly log?: (line: TwinLogLine) => void
}

export type Twin = {
  /** `http://127.0.0.1:PORT` or `https://…`; Graph is at `/v1.0` and `/beta`, tokens at `/{tenant}/oauth2/v2.0/token`. */
  readonly url: string
  readonly world: World
  /** The authority to trust, in PEM, when there is TLS. */
  readonly caPem?: string
  /** What was asked so far. */
  requests(): RequestCounters
  /** Mails that were accepted, oldest first. */
  sentMail(): readonly SentMail[]
  /** Replaces the faults; those that count calls begin to count again. */
  setFaults(faults: Faults): void
  /** Ends all connections at once, then the server. */
  stop(): Promise<void>
}

function createMemory(seed: number): Memory {
  const draws = random(seed, 0x9e3)
  return {
    requirements: new Map(),
    sentMail: [],
    cursors: createCursors(),
    nextId: () => randomUUID(),
    draw: () => draws.next(),
  }
}

/** Resolves with the port; throws AppError `port-taken` when something else listens there. */
async function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new AppError('port-taken', { public: `Port ${port} is taken.`, cause: error })
          : error,
      )
    })
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return (server.address() as AddressInfo).port
}

function secured(options: TwinOptions, now: Temporal.Instant) {
  if (options.tls === undefined || options.tls === false) return undefined
  const { ca, names } = options.tls === true ? {} : options.tls
  return createServerCertificate(now, ca ?? createCertificateAuthority(now), names)
}

/** Starts the server; it listens when the promise resolves. */
export async function startTwin(options: TwinOptions): Promise<Twin> {
  const world = 'clock' in options.world ? options.world : createWorld(options.world)
  const now = options.now ?? (() => Temporal.Now.instant())
  const { seed, people } = world.settings
  const memory = createMemory(seed)
  const counting = createCounting()
  const stopping = new AbortController()
  let dice = createFaultDice(options.faults ?? [], seed)
  const throttle = createThrottle({
    people,
    tenantId: world.tenantId,
    speed: typeof options.limits === 'object' ? options.limits.speed : 1,
    nowMs: () => now().epochMilliseconds,
  })
  const setFaults = (faults: Faults) => {
    dice = createFaultDice(faults, seed)
  }
  const front = createFront({
    setFaults,
    world,
    memory,
    counting,
    stopping: stopping.signal,
    match: createCallMatcher(calls),
    dice: () => dice,
    throttle: () => throttle,
    now,
    issuer: createTokenIssuer({ world, clients: options.clients, key: randomBytes(32), now }),
    log: (line) => options.log?.(line),
  })
  const certificate = secured(options, now())
  const server =
    certificate === undefined
      ? createAdaptorServer({ fetch: front.fetch })
      : createAdaptorServer({
          fetch: front.fetch,
          createServer,
          serverOptions: {
            key: certificate.privateKeyPem,
            cert: certificate.certificatePem + certificate.authority.certificatePem,
          },
        })
  const port = await listen(server, options.port ?? 0)
  return {
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    world,
    ...(certificate === undefined ? {} : { caPem: certificate.authority.certificatePem }),
    requests: () => counting.read(),
    sentMail: () => memory.sentMail,
    setFaults,
    async stop() {
      stopping.abort()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}
