// The composition root: joins configuration, store, graph, files, twin and the entrances. The only file that may import everything.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import type { AppContext } from '#app/context.ts'
import { demoTenant } from '#app/ensure-demo.ts'
import type { Clock, TenantRecord, TenantSource } from '#app/ports.ts'
import { checks } from '#checks/index.gen.ts'
import { commands } from '#cli/commands/index.gen.ts'
import type { Holder, RunningTwin, Surroundings, TwinOrder } from '#cli/command.ts'
import { runCommand, tellError } from '#cli/run-command.ts'
import type { Terminal } from '#cli/terminal.ts'
import { AppError } from '#domain/shared/errors.ts'
import { fileSource } from '#files/file-source.ts'
import { csvLines } from '#files/write-csv.ts'
import { createGraphClock } from '#graph/graph-clock.ts'
import { createGraphSource } from '#graph/graph-source.ts'
import { createTokenProvider } from '#graph/token-provider.ts'
import { listen } from '#http/listen.ts'
import { createServer } from '#http/server.ts'
import { SyncDesk } from '#http/sync-desk.ts'
import { openStore } from '#store/open-store.ts'
import { restoreBackup } from '#store/restore-backup.ts'
import { parseFaults, startTwin, twinSecret, type Twin } from '#twin/start-twin.ts'
import { createWorldClock } from '#twin/world/clock.ts'
import { createWorld } from '#twin/world/create-world.ts'
import { defaultWorldSettings } from '#twin/world/default-settings.ts'
import { schedule } from '#worker/schedule.ts'
import { backUpDatabase } from '#worker/jobs/back-up-database.ts'
import { syncTenants } from '#worker/jobs/sync-tenants.ts'
import { tidyDatabase } from '#worker/jobs/tidy-database.ts'
import { type Config, readConfig } from './config.ts'
import { createTerminal } from './terminal.ts'

const clock: Clock = { now: () => Temporal.Now.instant() }

/** Any application may sign in to the simulated tenant. */
const demoClientId = '00000000-0000-4000-8000-00000000d3d0'

/** Whoever looks at the demo for the first time need not wait for Microsoft's limits: they pass this many times faster there. */
const demoLimitSpeed = 50

/** What was opened and must be closed, newest first. */
const closers: (() => Promise<void>)[] = []

async function main(): Promise<number> {
  const terminal = createTerminal(process.env['NO_COLOR'] === undefined)
  const stopper = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopper.abort(new Error(`stopped by ${signal}`))
      // A second request to stop is taken at its word.
      process.once(signal, () => process.exit(130))
    })
  }
  try {
    const config = readConfig(process.env)
    return await runCommand(commands, process.argv.slice(2), await surroundings(config, terminal, stopper.signal))
  } catch (error) {
    return tellError(terminal, error, null)
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

async function surroundings(config: Config, terminal: Terminal, signal: AbortSignal): Promise<Surroundings> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const logger = createLogger(config, terminal)
  // One line a call is for finding a fault, not for every day.
  const log: Log = (event, fields) => logger[event === 'graph-call' ? 'debug' : 'info'](fields, event)
  const demo = demoTwin()
  let app: Promise<AppContext> | null = null
  return {
    terminal,
    signal,
    version,
    checks,
    config,
    openApp: (holder) => (app ??= openApp(config, log, demo, holder)),
    demoEmergencyAccounts: async () => (await demo(clock.now(), demoTenant)).world.emergencyAccountUserPrincipalNames,
    files: fileSource,
    csvLines,
    startTwin: runTwin,
    serve: async (context, port) => {
      const desk = new SyncDesk(context, log)
      const hono = createServer({ ...context, checks, version }, { log, desk })
      const server = await listen(hono, { port, host: '127.0.0.1' })
      const closed = new Promise<void>((resolve, reject) => {
        const close = (): void => {
          Promise.all([server.close(), desk.stop()]).then(() => resolve(), reject)
        }
        if (signal.aborted) close()
        else signal.addEventListener('abort', close, { once: true })
      })
      return { url: server.url, closed }
    },
    work: (context) => {
      const jobs = [
        syncTenants,
        tidyDatabase,
        ...(config.databaseUrl === null ? [backUpDatabase(join(config.dataFolder, 'backups'))] : []),
      ]
      return schedule(context, jobs, realTimers, (event, fields) =>
        logger[event === 'job-failed' ? 'error' : 'info'](fields, event),
      )
    },
    restore: (file, dataFolder) => restoreBackup(file, dataFolder, clock),
    readCertificate,
  }
}

type Log = (event: string, fields: object) => void

async function openApp(config: Config, log: Log, demo: DemoTwin, holder: Holder | undefined): Promise<AppContext> {
  const { databaseUrl, dataFolder, secretKey } = config
  const store = await openStore({
    databaseUrl,
    dataFolder,
    clock,
    log,
    ...(secretKey === null ? {} : { secretKey }),
    ...(holder === undefined ? {} : { holder }),
  })
  closers.push(() => store.close())
  return { store, clock, sourceOf: (record) => sourceOf(record, config, log, demo) }
}

async function sourceOf(
  { connection, createdAt, name }: TenantRecord,
  config: Config,
  log: Log,
  demo: DemoTwin,
): Promise<TenantSource> {
  if (connection.kind === 'files') throw new AppError('wrong-use', { public: `Tenant "${name}" was made from files.` })
  const at =
    connection.kind === 'demo'
      ? await demoConnection(demo, createdAt, connection)
      : { ...connection, limitSpeed: config.graphLimitSpeed }
  const graphClock = createGraphClock(clock.now)
  return createGraphSource({
    graphUrl: at.graphUrl,
    tenantId: at.tenantId,
    token: createTokenProvider({ ...at, clock: graphClock }),
    clock: graphClock,
    random: Math.random,
    limitSpeed: at.limitSpeed,
    log: (entry) => log('graph-call', entry),
  })
}

type DemoTwin = (
  createdAt: Temporal.Instant,
  tenant: { readonly people: number; readonly seed: number },
) => Promise<Twin>

/** The simulated tenant inside this process, started when it is first asked for. Its people are those of the day it was made; its clock is ours. */
function demoTwin(): DemoTwin {
  let twin: Promise<Twin> | null = null
  return (createdAt, { people, seed }) => {
    twin ??= (async () => {
      const world = createWorld(defaultWorldSettings({ people, seed, startsAt: createdAt }), {
        clock: createWorldClock(clock.now()),
      })
      const started = await startTwin({ world, limits: { speed: demoLimitSpeed } })
      closers.push(() => started.stop())
      return started
    })()
    return twin
  }
}

async function demoConnection(
  demo: DemoTwin,
  createdAt: Temporal.Instant,
  tenant: { readonly people: number; readonly seed: number },
) {
  const { url, world } = await demo(createdAt, tenant)
  return {
    graphUrl: url,
    authorityUrl: url,
    tenantId: world.tenantId,
    clientId: demoClientId,
    credential: 'secret' as const,
    secret: twinSecret,
    limitSpeed: demoLimitSpeed,
  }
}

async function runTwin({ people, seed, port, tls, faults, speed }: TwinOrder): Promise<RunningTwin> {
  const twin = await startTwin({
    world: createWorld(defaultWorldSettings({ people, seed, startsAt: clock.now() })),
    port,
    tls,
    limits: { speed },
    ...(faults === null ? {} : { faults: parseFaults(faults) }),
  })
  return { url: twin.url, caPem: twin.caPem ?? null, stop: () => twin.stop() }
}

async function readCertificate(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new AppError('certificate-unreadable', { public: `The certificate file ${path} cannot be read.`, cause })
  }
}

function createLogger(config: Config, terminal: Terminal): Logger {
  // Standard error, so that what a command prints can be piped.
  return pino(
    { level: config.logLevel ?? (terminal.interactive ? 'warn' : 'info'), base: null },
    pino.destination({ dest: 2, sync: true }),
  )
}

const realTimers = {
  set(ms: number, run: () => void) {
    const timer = setTimeout(run, ms)
    timer.unref()
    return { cancel: () => clearTimeout(timer) }
  },
}

process.exitCode = await main()
