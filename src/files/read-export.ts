// Streams the rows of a recognised export in pages, in constant memory; a row that cannot be used is told with its line, its column and
// the remedy, and costs no other row.

import type { FileStreamName, Page, RejectedItem, StreamRows } from '#app/ports.ts'
import type { Registration } from '#domain/people/registration.ts'
import { orderToldBy, type DayOrder } from './cell-time.ts'
import { csvRecords, type BrokenLine, type CsvRecord } from './csv-records.ts'
import { gatherMethods } from './gather-methods.ts'
import { recogniseFile, type RecognisedExport } from './recognise-export.ts'
import { DayOrderNeeded, Remarks, RowCells, UnusableRow, type OrderFound } from './row-cells.ts'
import { openTextFile, utf8Chunks, type TextFile } from './text-file.ts'

type AnyRow = StreamRows[FileStreamName]

/** A row that was read, or why it was not. */
export type RowReading = { readonly row: AnyRow } | { readonly rejected: RejectedItem }

/** Reads an export from its beginning. Throws AppError file-missing, file-not-csv, file-column-missing. */
export async function* readExport(path: string): AsyncGenerator<Page<AnyRow>> {
  const file = await openTextFile(path)
  yield* readRecognised(file, recogniseFile(file))
}

/** Reads a file that was opened and recognised before. The last page holds the remarks on the file as a whole. */
export async function* readRecognised(file: TextFile, found: RecognisedExport): AsyncGenerator<Page<AnyRow>> {
  const remarks = new Remarks()
  const rows = () => new RowReader(file, found, remarks).read()
  const batches = found.definition.gathersMethods
    ? gatherMethods(rows as () => AsyncIterable<readonly MethodReading[]>, file.sizeBytes)
    : rows()
  for await (const batch of batches) yield pageOf(batch)
  const items = [...encodingRemark(file), ...remarks.items(file.name)]
  if (items.length > 0) yield { rows: [], rejected: items, cursor: null }
}

type MethodReading = { readonly row: Registration } | { readonly rejected: RejectedItem }

function pageOf(batch: readonly RowReading[]): Page<AnyRow> {
  const rows: AnyRow[] = []
  const rejected: RejectedItem[] = []
  for (const reading of batch) {
    if ('row' in reading) rows.push(reading.row)
    else rejected.push(reading.rejected)
  }
  return { rows, rejected, cursor: null }
}

function encodingRemark(file: TextFile): readonly RejectedItem[] {
  if (file.encoding !== 'windows-1252') return []
  return [
    {
      origin: file.name,
      position: null,
      field: '',
      problem: 'The file is not UTF-8, so it was read as Windows-1252; rows were kept.',
      remedy: 'If names look wrong, save it as "CSV UTF-8".',
    },
  ]
}

/** Reads the rows of one pass over the file. */
class RowReader {
  private readonly file: TextFile
  private readonly found: RecognisedExport
  private readonly cells: RowCells
  private order: OrderFound = null

  constructor(file: TextFile, found: RecognisedExport, remarks: Remarks) {
    this.file = file
    this.found = found
    this.cells = new RowCells(found.columns, remarks)
  }

  async *read(): AsyncGenerator<readonly RowReading[]> {
    for await (const batch of dataRecords(this.file, this.found)) {
      const readings: RowReading[] = []
      for (const record of batch) readings.push(await this.reading(record))
      yield readings
    }
  }

  private async reading(record: CsvRecord | BrokenLine): Promise<RowReading> {
    try {
      return this.rowOf(record)
    } catch (error) {
      if (error instanceof UnusableRow) return { rejected: this.rejection(record, error) }
      if (!(error instanceof DayOrderNeeded)) throw error
      this.order = { order: await findDayOrder(this.file, this.found) }
      return await this.reading(record)
    }
  }

  private rowOf(record: CsvRecord | BrokenLine): RowReading {
    if (record.cells === null) {
      throw new UnusableRow('', 'A quotation mark is opened and never closed.', 'Close it, or write it twice ("").')
    }
    const { header } = this.found.columns
    if (record.cells.length < header.length) {
      const missing = header[record.cells.length]?.trim() ?? ''
      throw new UnusableRow(missing, cellCount(record, header.length), 'Fill in the missing cells of this row.')
    }
    if (record.cells.slice(header.length).some((cell) => cell.trim() !== '')) {
      const remedy = 'Put cells that hold the separator in quotation marks.'
      throw new UnusableRow(`column ${header.length + 1}`, cellCount(record, header.length), remedy)
    }
    this.cells.set(record.cells, this.order)
    return { row: this.found.definition.row(this.cells) }
  }

  private rejection(record: CsvRecord | BrokenLine, { field, problem, remedy }: UnusableRow): RejectedItem {
    const lines = record.lastLine > record.line ? ` The row goes on to line ${record.lastLine}.` : ''
    return { origin: this.file.name, position: record.line, field, problem: `${problem}${lines}`, remedy }
  }
}

function cellCount(record: CsvRecord, columns: number): string {
  return `The row has ${record.cells.length} cells, the header ${columns}.`
}

/** Records behind the header. */
async function* dataRecords(
  file: TextFile,
  { separator, recordsBefore }: RecognisedExport,
): AsyncGenerator<readonly (CsvRecord | BrokenLine)[]> {
  let before = recordsBefore
  for await (const batch of csvRecords(utf8Chunks(file), separator)) {
    const rows = before === 0 ? batch : batch.slice(before)
    before = Math.max(0, before - batch.length)
    if (rows.length > 0) yield rows
  }
}

/** Looks through all dates of the file. Null when none tells, and when some tell one order and some the other. */
async function findDayOrder(file: TextFile, found: RecognisedExport): Promise<DayOrder> {
  const places = Object.entries(found.definition.columns).flatMap(([field, { isTime }]) => {
    const place = found.columns.places.get(field)
    return isTime === true && place !== undefined ? [place.at] : []
  })
  let order: DayOrder = null
  for await (const batch of dataRecords(file, found)) {
    for (const { cells } of batch) {
      for (const at of places) {
        const told = orderToldBy(cells?.[at] ?? '')
        if (told === null || told === order) continue
        if (order !== null) return null
        order = told
      }
    }
  }
  return order
}
