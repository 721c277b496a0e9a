// CSV text as records with the line each begins at (RFC 4180, as lenient as Excel), in constant memory. A quote that is never closed
// costs its own line, not the rest of the file.

import { CsvError, Parser, type Options } from 'csv-parse'

export type CsvRecord = {
  readonly cells: readonly string[]
  /** Line of the file on which the record begins and ends, from 1; newlines in quotes count. */
  readonly line: number
  readonly lastLine: number
}

/** A line whose quote is never closed: it could not be cut into cells. */
export type BrokenLine = { readonly cells: null; readonly line: number; readonly lastLine: number }

export type Separator = ',' | ';' | '\t' | '|'

/** Longest record in bytes. A real row is a few kilobytes; beyond this a quote was left open. */
const recordBytesMax = 1_000_000

const newline = 10
const carriageReturn = 13

/** Streams records in batches, one batch a chunk. Blank lines are skipped; short and long records are passed on as they are. */
export async function* csvRecords(
  chunks: AsyncIterable<Buffer>,
  separator: Separator,
): AsyncGenerator<readonly (CsvRecord | BrokenLine)[]> {
  const cutter = new RecordCutter(separator)
  for await (const chunk of chunks) {
    const records = await cutter.push(chunk)
    if (records.length > 0) yield records
  }
  const last = await cutter.end()
  if (last.length > 0) yield last
}

/** Feeds the parser and keeps the bytes of the record under way: to count its lines, and to begin again behind a broken line. */
class RecordCutter {
  private readonly options: Options
  private parser: Parser
  private done: (CsvRecord | BrokenLine)[] = []
  /** Bytes from the end of the last whole record on. */
  private pending: Buffer = Buffer.alloc(0)
  /** How many bytes the parser had taken when `pending` began. */
  private parsedBefore = 0
  private consumed = 0
  private line = 1

  constructor(separator: Separator) {
    this.options = {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: recordBytesMax,
      on_record: (cells: string[], info) => {
        this.take(cells, info.bytes)
        return null
      },
    }
    this.parser = this.begin()
  }

  async push(chunk: Buffer): Promise<readonly (CsvRecord | BrokenLine)[]> {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk])
    await this.feed(chunk)
    return this.flush()
  }

  async end(): Promise<readonly (CsvRecord | BrokenLine)[]> {
    let trouble = await this.finish()
    while (trouble !== null) {
      await this.skipBrokenLine(trouble)
      trouble = await this.finish()
    }
    return this.flush()
  }

  private begin(): Parser {
    const parser = new Parser(this.options)
    // Errors reach us through the callbacks of write and end; without a listener Node would end the process as well.
    parser.on('error', () => undefined)
    parser.resume()
    return parser
  }

  private async feed(bytes: Buffer): Promise<void> {
    const trouble = await new Promise<Error | null>((settle) => {
      this.parser.write(bytes, (error) => settle(error ?? null))
    })
    if (trouble !== null) await this.skipBrokenLine(trouble)
  }

  private async finish(): Promise<Error | null> {
    return await new Promise<Error | null>((settle) => {
      this.parser.once('error', settle)
      this.parser.once('end', () => settle(null))
      this.parser.end()
    })
  }

  private async skipBrokenLine(trouble: Error): Promise<void> {
    if (!(trouble instanceof CsvError)) throw trouble
    this.pending = this.pending.subarray(this.consumed)
    this.skipBlankLines()
    const length = endOfLine(this.pending)
    const broken = this.line
    this.line += 1
    this.done.push({ cells: null, line: broken, lastLine: broken })
    this.pending = this.pending.subarray(length)
    this.consumed = 0
    this.parsedBefore = 0
    this.parser = this.begin()
    await this.feed(this.pending)
  }

  private take(cells: readonly string[], bytes: number): void {
    const end = bytes - this.parsedBefore
    this.skipBlankLines()
    const line = this.line
    const lines = countLines(this.pending, this.consumed, end)
    this.line += lines.ended
    this.consumed = end
    this.done.push({ cells, line, lastLine: line + Math.max(0, lines.ended - (lines.endsWithNewline ? 1 : 0)) })
  }

  private skipBlankLines(): void {
    let at = this.consumed
    for (; at < this.pending.length; at += 1) {
      const byte = this.pending[at]
      if (byte === newline || (byte === carriageReturn && this.pending[at + 1] !== newline)) this.line += 1
      else if (byte !== carriageReturn) break
    }
    this.consumed = at
  }

  private flush(): readonly (CsvRecord | BrokenLine)[] {
    this.parsedBefore += this.consumed
    this.pending = this.pending.subarray(this.consumed)
    this.consumed = 0
    const { done } = this
    this.done = []
    return done
  }
}

function countLines(bytes: Buffer, from: number, to: number): { ended: number; endsWithNewline: boolean } {
  let ended = 0
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]
    if (byte === newline || (byte === carriageReturn && bytes[at + 1] !== newline)) ended += 1
  }
  const last = bytes[to - 1]
  return { ended, endsWithNewline: to > from && (last === newline || last === carriageReturn) }
}

function endOfLine(bytes: Buffer): number {
  const at = bytes.findIndex((byte) => byte === newline || byte === carriageReturn)
  if (at === -1) return bytes.length
  return bytes[at] === carriageReturn && bytes[at + 1] === newline ? at + 2 : at + 1
}
