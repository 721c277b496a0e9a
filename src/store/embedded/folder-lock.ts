// The exclusive lock on a data folder: PGlite has none, and two processes on one folder silently lose rows. A file names its holder; a holder
// that is dead, or whose process number belongs to another process by now, loses it to whoever comes next.

import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { AppError } from '#domain/shared/errors.ts'

/** Who holds a folder, as it stands in the lock file. */
export type LockHolder = {
  readonly pid: number
  /** ISO 8601. */
  readonly startedAt: string
  /** What runs, for example `keywave start`. */
  readonly what: string
  readonly url: string | null
  readonly host: string
  /** The machine's start, its namespace of process numbers, and the process's start in ticks since then; null where the system does not tell. */
  readonly bootId: string | null
  readonly pidNamespace: string | null
  readonly processStart: string | null
  /** Tells two locks of one process apart. */
  readonly token: string
}

export type FolderLock = { release(): void }

/** How often the holder shows that it lives, in milliseconds. */
const heartbeatMs = 15_000

/** A holder on another machine or in another container can not be looked at: without a sign for so long, in milliseconds, it is dead. */
const lapseMs = 60_000

/** Takes the lock. Throws AppError data-locked when a living process holds it. */
export function lockFolder(
  folder: string,
  holder: Pick<LockHolder, 'startedAt' | 'what' | 'url' | 'token'>,
): FolderLock {
  const path = join(folder, 'lock')
  const own: LockHolder = { ...holder, ...describeProcess(process.pid) }
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (create(path, own)) return hold(path, own)
    const text = readText(path)
    if (text === null) continue
    if (isLive(path, text)) throw lockedBy(folder, text)
    recover(folder, path, text, own.token)
  }
  throw new AppError('data-locked', { public: `Another process took the data folder ${folder} at the same moment.` })
}

/** Process number, host, and where the system tells them, boot, namespace and start of a process. */
export function describeProcess(
  pid: number,
): Pick<LockHolder, 'pid' | 'host' | 'bootId' | 'pidNamespace' | 'processStart'> {
  return {
    pid,
    host: hostname(),
    bootId: readText('/proc/sys/kernel/random/boot_id')?.trim() ?? null,
    pidNamespace: readLink('/proc/self/ns/pid'),
    processStart: startOf(pid),
  }
}

function create(path: string, own: LockHolder): boolean {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  try {
    writeSync(file, JSON.stringify(own))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return true
}

function hold(path: string, own: LockHolder): FolderLock {
  const beat = setInterval(() => {
    const now = new Date()
    try {
      utimesSync(path, now, now)
    } catch (error) {
      // Gone with its folder: there is nothing left to protect.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }, heartbeatMs)
  beat.unref()
  return {
    release: () => {
      clearInterval(beat)
      if (holderOf(readText(path) ?? '')?.token === own.token) rmSync(path, { force: true })
    },
  }
}

/** Puts a dead holder's lock aside. Two processes may try at once: whoever moved a lock that it did not judge puts it back and gives up. */
function recover(folder: string, path: string, judged: string, token: string): void {
  const aside = join(folder, `lock.stale-${process.pid}-${token}`)
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = readText(aside) ?? ''
  if (moved !== judged) {
    renameSync(aside, path)
    throw lockedBy(folder, moved)
  }
  rmSync(aside, { force: true })
}

function isLive(path: string, text: string): boolean {
  const holder = holderOf(text)
  const age = ageMs(path)
  // Just created and not written yet, or cut off while it was: as good as its age.
  if (holder === null) return age !== null && age < lapseMs
  const here = describeProcess(holder.pid)
  if (holder.host !== here.host) return age !== null && age < lapseMs
  // The machine or the container has started anew since, under the same name.
  if (holder.bootId !== here.bootId || holder.pidNamespace !== here.pidNamespace) return false
  return isRunning(holder.pid) && (holder.processStart === null || holder.processStart === here.processStart)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function lockedBy(folder: string, text: string): AppError {
  const holder = holderOf(text)
  if (holder === null)
    return new AppError('data-locked', { public: `Another process is just taking the data folder ${folder}.` })
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`
  const address = holder.url === null ? '' : `, at ${holder.url}`
  return new AppError('data-locked', {
    public: `Process ${holder.pid}${where} (${holder.what}${address}) has been using the data folder ${folder} since ${holder.startedAt}.`,
  })
}

function holderOf(text: string): LockHolder | null {
  try {
    const holder = JSON.parse(text) as LockHolder
    return typeof holder.pid === 'number' ? holder : null
  } catch {
    return null
  }
}

/** Field 22 of /proc/PID/stat: start in clock ticks since boot (proc_pid_stat(5)). The second field may hold spaces and brackets. */
function startOf(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return null
    throw error
  }
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

function ageMs(path: string): number | null {
  try {
    return Date.now() - statSync(path).mtimeMs
  } catch {
    return null
  }
}
