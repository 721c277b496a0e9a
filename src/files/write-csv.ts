// Writes rows as CSV (RFC 4180, UTF-8, comma, lines ending in a line feed). A text that a spreadsheet would take for
// a formula (it begins with = + - @ or a tab) gets an apostrophe in front, which keywave import takes off again. Source: OWASP, CSV injection.

import { stringify } from 'csv-stringify/sync'

/** Rows in a piece of text. */
const rowsPerPiece = 500

/** The table as one text, header first. For short tables; see csvLines. */
export function csvText(columns: readonly string[], rows: Iterable<readonly unknown[]>): string {
  return csvRows([columns, ...rows])
}

/** Rows as text without a header, for what is added to a file. */
export function csvRows(rows: readonly (readonly unknown[])[]): string {
  return stringify(rows as unknown[][], {
    escape_formulas: true,
    cast: { boolean: (value) => (value ? 'true' : 'false') },
  })
}

/** The table as pieces of whole lines, header first; the next rows are asked for when the last piece was taken. */
export async function* csvLines(
  columns: readonly string[],
  rows: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>,
): AsyncGenerator<string> {
  let waiting: (readonly unknown[])[] = [columns]
  for await (const row of rows) {
    waiting.push(row)
    if (waiting.length < rowsPerPiece) continue
    yield csvRows(waiting)
    waiting = []
  }
  if (waiting.length > 0) yield csvRows(waiting)
}
