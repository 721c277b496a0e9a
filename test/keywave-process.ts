// Runs the command line as its user does, in a process of its own, so that it can be killed.

import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const entry = join(dirname(fileURLToPath(import.meta.url)), '..', 'bin', 'keywave.mjs')

export type Finished = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A running command; `finished` resolves when the process has gone, however. */
export type Running = { readonly process: ChildProcess; readonly finished: Promise<Finished> }

/** Starts `keywave ...args` with these variables beside a bare environment. */
export function startKeywave(args: readonly string[], environment: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [entry, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      NO_COLOR: '1',
      KEYWAVE_LOG_LEVEL: 'silent',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const finished = new Promise<Finished>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  )
  return { process: child, finished }
}

/** Runs a command to its end. */
export function runKeywave(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Finished> {
  return startKeywave(args, environment).finished
}
