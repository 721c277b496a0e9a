// Exported files as a source of a tenant's people, registrations and devices: what src/app/ports.ts asks of one.

import type { FileSource, OpenedFile, Page } from '#app/ports.ts'
import { readRecognised } from './read-export.ts'
import { recogniseFile } from './recognise-export.ts'
import { rejectedBeside } from './write-rejected.ts'
import { openTextFile } from './text-file.ts'

/** The source of exported files on this machine's disk. */
export const fileSource: FileSource = { open: openExport, rejectedBeside }

/** Opens and recognises an export. Throws AppError file-missing, file-not-csv, file-column-missing. */
export async function openExport(path: string): Promise<OpenedFile> {
  const file = await openTextFile(path)
  const found = recogniseFile(file)
  const { kind, title, stream, whole } = found.definition
  const pages = (): AsyncIterable<Page<never>> => readRecognised(file, found) as AsyncIterable<Page<never>>
  // The definition pairs its stream with its rows; the union of all definitions cannot say so.
  return { path, kind, title, stream, whole, writtenAt: file.writtenAt, pages }
}
