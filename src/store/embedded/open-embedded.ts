// Opens the embedded database in `<dataFolder>/pg`: locks the folder, makes the database when there is none, and starts its thread.

import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PGliteDialect } from 'kysely'
import { AppError } from '#domain/shared/errors.ts'
import type { Engine } from '../engine.ts'
import { writeBackup } from './backup.ts'
import { lockFolder, type FolderLock, type LockHolder } from './folder-lock.ts'
import { WorkerClient } from './worker-client.ts'

export type EmbeddedOptions = {
  readonly dataFolder: string
  readonly holder: Pick<LockHolder, 'startedAt' | 'what' | 'url' | 'token'>
}

/** Opens the database. Throws AppError data-locked, data-unreadable, disk-full. */
export async function openEmbedded({ dataFolder, holder }: EmbeddedOptions): Promise<Engine> {
  const lock = takeFolder(dataFolder, holder)
  const folder = join(dataFolder, 'pg')
  try {
    if (!existsSync(join(folder, 'PG_VERSION'))) await makeDatabase(dataFolder, folder)
    const client = new WorkerClient(folder)
    await startOf(client, dataFolder)
    return engineOver(client, folder, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Makes and locks a data folder. Throws AppError data-locked, data-unreadable. */
export function takeFolder(dataFolder: string, holder: EmbeddedOptions['holder']): FolderLock {
  try {
    mkdirSync(dataFolder, { recursive: true })
    return lockFolder(dataFolder, holder)
  } catch (error) {
    if (error instanceof AppError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new AppError('disk-full', { cause: error })
    throw new AppError('data-unreadable', {
      cause: error,
      public: `The data folder ${dataFolder} cannot be used (${code ?? 'unknown error'}).`,
    })
  }
}

/** Made beside its place and moved there whole and flushed: a process killed meanwhile leaves nothing half made. */
async function makeDatabase(dataFolder: string, folder: string): Promise<void> {
  const beside = join(dataFolder, 'pg.new')
  rmSync(beside, { recursive: true, force: true })
  const client = new WorkerClient(beside)
  await startOf(client, dataFolder)
  await client.close()
  flushTree(beside)
  rmSync(folder, { recursive: true, force: true })
  renameSync(beside, folder)
  flush(dataFolder)
}

async function startOf(client: WorkerClient, dataFolder: string): Promise<void> {
  try {
    await client.waitReady
  } catch (error) {
    await client.close()
    if (/No space left|ENOSPC/.test(String(error))) throw new AppError('disk-full', { cause: error })
    throw new AppError('data-unreadable', {
      cause: error,
      public: `The embedded database in ${dataFolder} does not start.`,
      internal: 'PGlite did not become ready',
    })
  }
}

function engineOver(client: WorkerClient, folder: string, lock: FolderLock): Engine {
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: client }) })
  const held = new Set<string>()
  return {
    kind: 'embedded',
    db,
    withLock: async (name, work) => {
      if (held.has(name)) throw new AppError('sync-running')
      held.add(name)
      try {
        return await work()
      } finally {
        held.delete(name)
      }
    },
    backup: (file) => db.connection().execute((connection) => writeBackup(connection, folder, file)),
    close: async () => {
      try {
        await db.destroy()
        await client.close()
      } finally {
        lock.release()
      }
    },
  }
}

/** Flushes every file and folder of a tree to disk. */
export function flushTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) flushTree(join(path, entry.name))
    else flush(join(path, entry.name))
  }
  flush(path)
}

function flush(path: string): void {
  // Windows can not flush what is open for reading only, nor folders; a new database there is on disk when the system next writes.
  if (process.platform === 'win32') return
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
