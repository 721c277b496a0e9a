// A text file as the admin centres, PowerShell and Excel write it: finds its encoding, refuses what is no text with the particular, and
// streams it as UTF-8 in constant memory.

import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#domain/shared/errors.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export type TextFile = {
  readonly path: string
  /** The name without folders, for messages. */
  readonly name: string
  readonly encoding: Encoding
  /** Length of the byte-order mark in bytes. */
  readonly markBytes: number
  readonly sizeBytes: number
  readonly writtenAt: Temporal.Instant
  /** The beginning of the text, without the mark: at most headBytes of the file. */
  readonly head: string
}

/** How much of the file is looked at to find out what it is. In bytes; a header line is far shorter. */
const headBytes = 65_536

/** How much is read at a time. In bytes. */
const chunkBytes = 131_072

/** Opens a file. Throws AppError file-missing when it cannot be read, file-not-csv when it is empty or no text. */
export async function openTextFile(path: string): Promise<TextFile> {
  const name = basename(path)
  const { head, ...facts } = await readHead(path, name)
  refuseKnownFormats(head, name)
  const { encoding, markBytes } = await encodingOf(path, head, name)
  const text = new TextDecoder(encoding).decode(head.subarray(markBytes))
  refuseOtherTexts(text, name)
  return { path, name, encoding, markBytes, ...facts, head: text }
}

/** The text as UTF-8, chunk by chunk, without the byte-order mark. Throws AppError file-missing when reading fails. */
export async function* utf8Chunks(file: TextFile): AsyncGenerator<Buffer> {
  const decoder = file.encoding === 'utf-8' ? null : new TextDecoder(file.encoding)
  try {
    const bytes: AsyncIterable<Buffer> = createReadStream(file.path, {
      start: file.markBytes,
      highWaterMark: chunkBytes,
    })
    for await (const chunk of bytes)
      yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }))
    if (decoder !== null) yield Buffer.from(decoder.decode())
  } catch (error) {
    throw cannotRead(file.name, error)
  }
}

async function readHead(
  path: string,
  name: string,
): Promise<{ head: Buffer; sizeBytes: number; writtenAt: Temporal.Instant }> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) {
      throw new AppError('file-missing', { public: `"${name}" is a folder: name the CSV files in it.` })
    }
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
      const writtenAt = Temporal.Instant.fromEpochMilliseconds(Math.floor(found.mtimeMs))
      return { head: buffer.subarray(0, bytesRead), sizeBytes: found.size, writtenAt }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw cannotRead(name, error)
  }
}

function cannotRead(name: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = (error as NodeJS.ErrnoException).code
  const why: { readonly [code: string]: string } = {
    ENOENT: `There is no file "${name}".`,
    EACCES: `"${name}" may not be read by this user.`,
    EPERM: `"${name}" may not be read by this user.`,
  }
  return new AppError('file-missing', {
    public: why[code ?? ''] ?? `"${name}" could not be read (${code ?? 'unknown reason'}).`,
    cause: error,
  })
}

/** First bytes of formats that people take for CSV. */
const formats: readonly { readonly bytes: string; readonly is: string }[] = [
  { bytes: '255044462d', is: 'is a PDF document: export it as CSV' },
  { bytes: 'd0cf11e0', is: 'is an Excel workbook of the old format: save it as CSV (comma delimited)' },
  { bytes: '1f8b', is: 'is a gzip archive: unpack it first' },
]

function refuseKnownFormats(head: Buffer, name: string): void {
  const start = head.subarray(0, 8).toString('hex')
  const format = formats.find(({ bytes }) => start.startsWith(bytes))
  if (format !== undefined) throw notCsv(name, format.is)
  if (!start.startsWith('504b0304')) return
  const isWorkbook = head.includes('xl/') || head.includes('[Content_Types].xml')
  throw notCsv(
    name,
    isWorkbook
      ? 'is an Excel workbook: save it as CSV'
      : 'is a zip archive: unpack it and import the CSV file in it (Intune delivers its exports so)',
  )
}

async function encodingOf(path: string, head: Buffer, name: string): Promise<Pick<TextFile, 'encoding' | 'markBytes'>> {
  if (head.length === 0) throw notCsv(name, 'is empty')
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return { encoding: (await isUtf8(path)) ? 'utf-8' : 'windows-1252', markBytes: 3 }
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  const zeros = { even: 0, odd: 0 }
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2 === 0 ? 'even' : 'odd'] += 1
  if (zeros.even + zeros.odd > 0) {
    // Without a mark: headers are Latin letters, so half of the bytes are zeros, all on one side.
    if (zeros.even === 0 && zeros.odd > head.length / 4) return { encoding: 'utf-16le', markBytes: 0 }
    if (zeros.odd === 0 && zeros.even > head.length / 4) return { encoding: 'utf-16be', markBytes: 0 }
    throw notCsv(name, 'is a binary file')
  }
  return { encoding: (await isUtf8(path)) ? 'utf-8' : 'windows-1252', markBytes: 0 }
}

/** One wrong byte a gigabyte in makes it Windows-1252, so the whole file is looked at: about a second a gigabyte. */
async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const bytes: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: chunkBytes })
  for await (const chunk of bytes) if (!decodes(decoder, chunk)) return false
  return decodes(decoder)
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

function refuseOtherTexts(text: string, name: string): void {
  const start = text.trimStart().slice(0, 200).toLowerCase()
  if (start === '') throw notCsv(name, 'is empty')
  if (/^<(?:!doctype html|html|head|body|script)/.test(start)) {
    throw notCsv(name, 'is a web page, probably of a sign-in or an error: download the export again')
  }
  if (start.startsWith('<')) throw notCsv(name, 'is an XML document: export it as CSV')
  if (start.startsWith('{') || start.startsWith('[')) throw notCsv(name, 'is JSON: export it as CSV')
}

function notCsv(name: string, is: string): AppError {
  return new AppError('file-not-csv', { public: `"${name}" ${is}.` })
}
