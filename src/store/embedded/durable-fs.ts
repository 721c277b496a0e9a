// PGlite's file system on Node, with the one call that PGlite leaves out: fsync. PostgreSQL itself then decides what must be on disk before it
// goes on: its log at each commit, its data files at each checkpoint (PostgreSQL documentation, chapter 28, Reliability and the Write-Ahead Log).

import { fsyncSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** What emscripten's NODEFS offers beyond its published types. `nfd` is Node's descriptor of an open file or folder. */
type NodeFileSystem = { stream_ops: { fsync?: (stream: { readonly nfd?: number }) => number } }
type ErrnoFs = { ErrnoError: new (errno: number) => Error }

/** Errno of emscripten (WASI numbering) for an input or output error. */
const EIO = 29

/**
 * PGlite's own start parameters without `-F`, which turns fsync off, and with the one method of flushing that reaches the file system:
 * emscripten's fdatasync does nothing. Little memory for sorting: the whole program shall stay within 400 MB.
 */
export const durableStartParams: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...[
    'fsync=on',
    'wal_sync_method=fsync',
    'shared_buffers=16MB',
    'work_mem=4MB',
    'maintenance_work_mem=16MB',
    'jit=off',
    'max_wal_size=256MB',
  ].flatMap((setting) => ['-c', setting]),
]

/** A folder of the machine as PGlite's file system, flushed when PostgreSQL asks. */
export class DurableNodeFS extends NodeFS {
  private readonly flush: (descriptor: number) => void

  /** `flush` is Node's fsync; tests give another to see what is flushed, and what happens when it fails. */
  constructor(folder: string, flush: (descriptor: number) => void = fsyncSync) {
    super(folder)
    this.flush = flush
  }

  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const begun = await super.init(pg, options)
    begun.emscriptenOpts.preRun = [...(begun.emscriptenOpts.preRun ?? []), (module) => addFsync(module, this.flush)]
    return begun
  }
}

function addFsync(module: unknown, flush: (descriptor: number) => void): void {
  const { NODEFS, FS } = module as { NODEFS: NodeFileSystem; FS: ErrnoFs }
  NODEFS.stream_ops.fsync = (stream) => {
    if (stream.nfd === undefined) return 0
    try {
      flush(stream.nfd)
      return 0
    } catch (error) {
      // Windows refuses to flush a folder; PostgreSQL there does without it too.
      if (process.platform === 'win32' && (error as NodeJS.ErrnoException).code === 'EPERM') return 0
      throw new FS.ErrnoError(EIO)
    }
  }
}
