// Runs another program that knows Microsoft's addresses only, in a home of its own, so that it finds a simulated tenant there.
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Twin } from '#twin/start-twin.ts'

/** The hosts that are led to the simulated tenant; its certificate must carry their names. */
export const microsoftHosts = ['login.microsoftonline.com', 'graph.microsoft.com'] as const

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** A folder that stands for somebody's home. `trusts` false: without the authority of the simulated tenant. */
export type Home = {
  readonly folder: string
  run(args: readonly string[], trusts?: boolean): Promise<Ran>
  remove(): Promise<void>
}

/** A new home from which Node programs (`args`: file and its arguments) reach this tenant and nothing else. */
export async function createHome(twin: Twin): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'keywave-peer-'))
  const authority = join(folder, 'ca.pem')
  if (twin.caPem === undefined) throw new Error('The simulated tenant must be started with tls.')
  await writeFile(authority, twin.caPem)
  const environment = {
    PATH: [dirname(process.execPath), process.env['PATH']].join(process.platform === 'win32' ? ';' : ':'),
    HOME: folder,
    USERPROFILE: folder,
    XDG_CONFIG_HOME: join(folder, '.config'),
    TMPDIR: folder,
    NO_COLOR: '1',
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'lead-to-twin.ts')).href}`,
    KEYWAVE_TWIN_PORT: new URL(twin.url).port,
  }
  return {
    folder,
    run: (args, trusts = true) =>
      runNode(args, folder, trusts ? { ...environment, NODE_EXTRA_CA_CERTS: authority } : environment),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

function runNode(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
