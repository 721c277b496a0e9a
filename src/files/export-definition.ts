// What an export is: its columns, how its header is recognised, and how a row of it becomes a row of a stream. One file per export in exports/.

import type { FileStreamName, StreamRows } from '#app/ports.ts'
import type { ColumnDeclarations } from './export-columns.ts'
import type { RowCells } from './row-cells.ts'

export type ExportDefinition<Name extends FileStreamName = FileStreamName> = {
  readonly kind: string
  /** Its name for people. */
  readonly title: string
  /** Where it is downloaded. */
  readonly from: string
  readonly stream: Name
  /** Whether the export lists everybody or everything there is. */
  readonly whole: boolean
  readonly columns: ColumnDeclarations
  /** The header is this export's when it has all fields of one of these sets. */
  readonly recognisedBy: readonly (readonly string[])[]
  /** One row per person and method: the rows of a person are brought together, wherever in the file they are. */
  readonly gathersMethods?: true
  /** Reads a row. Throws UnusableRow when it cannot be used. */
  row(cells: RowCells): StreamRows[Name]
}

/** Declares an export; the fields that `row` may read are the declared columns. */
export function defineExport<Name extends FileStreamName, const Columns extends ColumnDeclarations>(
  definition: Omit<ExportDefinition<Name>, 'columns' | 'recognisedBy' | 'row'> & {
    readonly columns: Columns
    readonly recognisedBy: readonly (readonly (keyof Columns & string)[])[]
    row(cells: RowCells<keyof Columns & string>): StreamRows[Name]
  },
): ExportDefinition<Name> {
  return definition
}

/** The object without the fields that are undefined: "this source does not tell" is an absent field. */
export function told<Row extends object>(row: { readonly [Field in keyof Row]: Row[Field] | undefined }): Row {
  const kept: { [field: string]: unknown } = {}
  // A loop and not Object.fromEntries: this runs once a row, for millions of rows.
  for (const field in row) if (row[field] !== undefined) kept[field] = row[field]
  return kept as Row
}
