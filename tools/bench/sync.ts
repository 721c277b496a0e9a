// Measures a full sync of a simulated tenant: its time against the time that Microsoft's limit on reports alone forces, and its peak memory.
// The simulated tenant runs in a process of its own, so that its memory and its work on the other core are not counted.

import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureKeywave } from './measured-process.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Microsoft's limit on reports: requests per window of ten seconds. Source: Graph throttling limits. */
const reportRequests = 5
const windowSeconds = 10
const rowsPerPage = 1000

/** Seconds that the limit forces for reading the registration report of so many people: its pages, at five in ten seconds. */
export function forcedSeconds(people: number, speed: number): number {
  return (Math.ceil(people / rowsPerPage) / reportRequests) * (windowSeconds / speed)
}

export type SyncMeasure = {
  readonly people: number
  readonly seconds: number
  readonly forced: number
  readonly peakMemoryMB: number
}

/** Connects to a fresh simulated tenant and syncs it into an empty embedded database. `speed` makes the limits pass faster. */
export async function measureSync(people: number, speed: number, log: (line: string) => void): Promise<SyncMeasure> {
  const folder = await mkdtemp(join(tmpdir(), 'keywave-bench-sync-'))
  const port = 41000 + (process.pid % 1000)
  const twin = spawn(
    process.execPath,
    [
      join(root, 'bin', 'keywave.mjs'),
      'twin',
      '--people',
      String(people),
      '--seed',
      '7',
      '--port',
      String(port),
      '--speed',
      String(speed),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] ?? '' } },
  )
  try {
    await new Promise<void>((resolve, reject) => {
      twin.stdout.once('data', () => resolve())
      twin.once('exit', (code) => reject(new Error(`the simulated tenant ended with ${code}`)))
    })
    const url = `http://127.0.0.1:${port}`
    const environment = {
      KEYWAVE_DATA: join(folder, 'data'),
      KEYWAVE_GRAPH_URL: url,
      KEYWAVE_AUTHORITY_URL: url,
      KEYWAVE_TENANT_ID: 'contoso.onmicrosoft.com',
      KEYWAVE_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
      KEYWAVE_CLIENT_SECRET: 'twin-secret',
      KEYWAVE_GRAPH_LIMIT_SPEED: String(speed),
      ...(process.env['KEYWAVE_BENCH_DATABASE_URL'] === undefined
        ? {}
        : { DATABASE_URL: process.env['KEYWAVE_BENCH_DATABASE_URL'] }),
    }
    await measureKeywave(['connect', '--tenant', 'contoso'], environment)
    const { seconds, peakMemoryMB, stdout } = await measureKeywave(['sync', '--tenant', 'contoso'], environment)
    log(stdout.trim())
    return { people, seconds, forced: forcedSeconds(people, speed), peakMemoryMB }
  } finally {
    twin.kill('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}
