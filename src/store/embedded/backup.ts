// Backups of the embedded database: all its files after a checkpoint, in one compressed file that can be checked before it is trusted.
// Layout: a line `keywave-backup 1`, a line of JSON, then gzip of entries (a line of JSON with path and size, then the bytes), then 64
// hexadecimal digits: the SHA-256 of everything before them. The key file is not in it: a stolen backup opens no tenant.

import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { sql, type Kysely } from 'kysely'
import { AppError } from '#domain/shared/errors.ts'
import { flushTree, takeFolder, type EmbeddedOptions } from './open-embedded.ts'

const format = 'keywave-backup 1'

/** Length of the digest at the end, in bytes. */
const digestLength = 64

/** Length within which both header lines must end, in bytes. */
const headerMax = 4096

/** Files that belong to a run and not to the data. */
const leftOut = new Set(['postmaster.pid', 'postmaster.opts'])

/**
 * Writes a backup of the database in `folder`. The connection is the only one, so that nothing is written meanwhile. The file appears under its
 * name when it is whole. Throws AppError disk-full, wrong-use when the file can not be written.
 */
export async function writeBackup(
  connection: Kysely<unknown>,
  folder: string,
  file: string,
): Promise<{ readonly bytes: number }> {
  await sql`checkpoint`.execute(connection)
  const state = await sql<{ first: string; last: string; taken: string }>`select c.redo_wal_file as first,
    pg_walfile_name(pg_current_wal_insert_lsn()) as last, c.checkpoint_time::text as taken from pg_control_checkpoint() c`.execute(
    connection,
  )
  const [wal] = state.rows
  if (wal === undefined) throw new Error('The database did not say where its log stands.')
  const isNeeded = (path: string) => {
    const name = path.split('/').at(-1) ?? ''
    if (leftOut.has(name)) return false
    return !/^pg_wal\/[0-9A-F]{24}$/.test(path) || (name >= wal.first && name <= wal.last)
  }
  const partial = `${file}.partial`
  try {
    const digest = createHash('sha256')
    const hashed = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        digest.update(chunk)
        done(null, chunk)
      },
      flush(done) {
        this.push(digest.digest('hex'))
        done()
      },
    })
    const header = `${format}\n${JSON.stringify({ postgres: 18, takenAt: wal.taken })}\n`
    hashed.write(header)
    await pipeline(
      Readable.from(entries(folder, isNeeded)),
      createGzip({ level: 4 }),
      hashed,
      createWriteStream(partial, { mode: 0o600, flush: true }),
    )
    renameSync(partial, file)
    return { bytes: statSync(file).size }
  } catch (error) {
    rmSync(partial, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new AppError('disk-full', { cause: error })
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'EROFS' || code === 'ENOTDIR') {
      throw new AppError('wrong-use', { cause: error, public: `The backup cannot be written to ${file} (${code}).` })
    }
    throw error
  }
}

async function* entries(folder: string, isNeeded: (path: string) => boolean): AsyncGenerator<Buffer> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
    if (entry.isDirectory()) {
      yield Buffer.from(`${JSON.stringify({ path, folder: true })}\n`)
      continue
    }
    if (!entry.isFile() || !isNeeded(path)) continue
    const { size } = await stat(join(folder, path))
    yield Buffer.from(`${JSON.stringify({ path, size })}\n`)
    if (size > 0) yield* createReadStream(join(folder, path), { end: size - 1 }) as AsyncIterable<Buffer>
  }
}

/**
 * Restores a backup into a data folder that is empty but for the key and backups. Throws AppError backup-invalid when the file is not a whole backup,
 * wrong-use when the folder holds anything, file-missing, disk-full; then the folder holds no database.
 */
export async function restoreBackup(
  file: string,
  dataFolder: string,
  holder: EmbeddedOptions['holder'],
): Promise<void> {
  const { payload, end } = await checked(file)
  if (existsSync(dataFolder)) {
    const held = readdirSync(dataFolder).filter((name) => !['key', 'lock', 'backups'].includes(name))
    if (held.length > 0)
      throw new AppError('wrong-use', {
        public: `The folder ${dataFolder} is not empty: a backup is restored into an empty one.`,
      })
  }
  const lock = takeFolder(dataFolder, holder)
  const beside = join(dataFolder, 'pg.new')
  try {
    mkdirSync(beside, { recursive: true, mode: 0o700 })
    await unpack(createReadStream(file, { start: payload, end }).pipe(createGunzip()), beside)
    flushTree(beside)
    renameSync(beside, join(dataFolder, 'pg'))
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new AppError('disk-full', { cause: error })
    throw error
  } finally {
    lock.release()
  }
}

/** Where the compressed entries begin and end, after the whole file was compared with its digest. */
async function checked(file: string): Promise<{ readonly payload: number; readonly end: number }> {
  const invalid = (why: string) =>
    new AppError('backup-invalid', { public: `${file} is not a whole Keywave backup: ${why}.` })
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : null),
    (error: unknown) => {
      throw new AppError('file-missing', { cause: error, public: `There is no file ${file}.` })
    },
  )
  if (size === null) throw invalid('it is a folder')
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerMax), 0, headerMax, 0)
    const head = buffer.subarray(0, bytesRead)
    const first = head.indexOf(10)
    const second = head.indexOf(10, first + 1)
    const named = head.subarray(0, Math.max(first, 0)).toString()
    if (named !== format) {
      throw invalid(
        /^keywave-backup \d+$/.test(named)
          ? 'it was written by another version in a format that this one does not read'
          : 'it does not begin like one',
      )
    }
    if (second < 0 || size < second + 1 + digestLength) throw invalid('it is cut off')
    const digest = createHash('sha256')
    for await (const chunk of createReadStream(file, { end: size - digestLength - 1 }) as AsyncIterable<Buffer>)
      digest.update(chunk)
    const said = await handle.read(Buffer.alloc(digestLength), 0, digestLength, size - digestLength)
    if (said.buffer.toString() !== digest.digest('hex')) throw invalid('it is cut off or was altered')
    return { payload: second + 1, end: size - digestLength - 1 }
  } finally {
    await handle.close()
  }
}

async function unpack(stream: AsyncIterable<Buffer>, folder: string): Promise<void> {
  let rest: Buffer = Buffer.alloc(0)
  let current: { readonly size: number; written: number; readonly out: ReturnType<typeof createWriteStream> } | null =
    null
  for await (const chunk of stream) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length > 0) {
      if (current === null) {
        const lineEnd = rest.indexOf(10)
        if (lineEnd < 0) break
        const entry = JSON.parse(rest.subarray(0, lineEnd).toString()) as { path: string; size?: number; folder?: true }
        rest = rest.subarray(lineEnd + 1)
        const target = resolve(folder, entry.path)
        if (!target.startsWith(resolve(folder) + sep))
          throw new AppError('backup-invalid', { public: 'The backup names a file outside its folder.' })
        if (entry.folder === true) {
          mkdirSync(target, { recursive: true, mode: 0o700 })
          continue
        }
        mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
        current = { size: entry.size ?? 0, written: 0, out: createWriteStream(target, { mode: 0o600 }) }
      }
      const part = rest.subarray(0, current.size - current.written)
      rest = rest.subarray(part.length)
      current.written += part.length
      await written(current.out, part, current.written === current.size)
      if (current.written === current.size) current = null
    }
  }
  if (current !== null || rest.length > 0)
    throw new AppError('backup-invalid', { public: 'The backup ends in the middle of a file.' })
}

function written(out: ReturnType<typeof createWriteStream>, part: Buffer, last: boolean): Promise<void> {
  return new Promise((done, fail) => {
    out.once('error', fail)
    const next = (error?: Error | null) => {
      out.off('error', fail)
      if (error == null) done()
      else fail(error)
    }
    if (last) out.end(part, () => next())
    else out.write(part, next)
  })
}
