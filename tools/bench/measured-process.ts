// Runs a command in a process of its own and gives its duration and peak memory.

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export type Measured = { readonly seconds: number; readonly peakMemoryMB: number; readonly stdout: string }

/** Runs `keywave ...args`. Throws with what it printed when it exits with 3 or is killed. */
export async function measureKeywave(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'keywave-bench-'))
  const memoryFile = join(folder, 'memory')
  const preload = pathToFileURL(join(root, 'tools', 'bench', 'report-memory.mjs')).href
  try {
    const startedAt = performance.now()
    const child = spawn(process.execPath, ['--import', preload, join(root, 'bin', 'keywave.mjs'), ...args], {
      env: {
        PATH: process.env['PATH'] ?? '',
        NO_COLOR: '1',
        KEYWAVE_LOG_LEVEL: 'silent',
        KEYWAVE_BENCH_MEMORY: memoryFile,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    if (code === null || code === 3) throw new Error(`keywave ${args.join(' ')} ended with ${code}: ${stderr}`)
    return {
      seconds: (performance.now() - startedAt) / 1000,
      peakMemoryMB: Number(await readFile(memoryFile, 'utf8')) / 1048576,
      stdout,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
