// The rejected rows of an import as a CSV file beside the export: line, column, problem, remedy. Streamed, because a file of five million
// rows may be wrong in all of them.

import { open, rm, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#domain/shared/errors.ts'
import type { RejectedFile, RejectedItem } from '#app/ports.ts'
import { csvRows } from './write-csv.ts'

/** Excel takes a file for UTF-8 only with this mark. */
const byteOrderMark = '\uFEFF'

const columns = ['file', 'line', 'column', 'problem', 'remedy']

/** Items that are written at a time when they come one by one. */
const itemsPerWrite = 500

/** The file of an export's rejected rows: `<file>.rejected.csv`. One of an earlier import is replaced, or removed when nothing is rejected. */
export function rejectedBeside(exportPath: string): RejectedFile {
  const path = `${exportPath}.rejected.csv`
  let handle: FileHandle | null = null
  const write = async (text: string) => {
    try {
      handle ??= await open(path, 'w')
      await handle.write(text)
    } catch (error) {
      throw cannotWrite(path, error)
    }
  }
  return {
    path,
    async add(items) {
      if (items.length === 0) return
      if (handle === null) await write(byteOrderMark + csvRows([columns]))
      await write(csvRows(items.map(rowOf)))
    },
    async close() {
      if (handle === null) await rm(path, { force: true })
      else await handle.close()
      return handle !== null
    },
  }
}

/** Writes items to the file beside an export, streaming; none removes an older one. Throws AppError file-missing, disk-full. */
export async function writeRejected(
  exportPath: string,
  items: AsyncIterable<RejectedItem> | Iterable<RejectedItem>,
): Promise<void> {
  const file = rejectedBeside(exportPath)
  let waiting: RejectedItem[] = []
  for await (const item of items) {
    waiting.push(item)
    if (waiting.length < itemsPerWrite) continue
    await file.add(waiting)
    waiting = []
  }
  await file.add(waiting)
  await file.close()
}

function rowOf({ origin, position, field, problem, remedy }: RejectedItem): readonly unknown[] {
  return [origin, position ?? '', field, problem, remedy]
}

function cannotWrite(path: string, error: unknown): AppError {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC') return new AppError('disk-full', { cause: error })
  return new AppError('file-missing', {
    public: `"${basename(path)}", which lists the rejected rows, cannot be written: make its folder writable.`,
    cause: error,
  })
}
