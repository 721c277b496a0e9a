// Recognises an export by its header: the list of exports we read, and which of them a file is.

import { parse } from 'csv-parse/sync'
import { AppError } from '#domain/shared/errors.ts'
import type { Separator } from './csv-records.ts'
import { keyOf, placeColumns, requireColumns, type ColumnPlaces } from './export-columns.ts'
import type { ExportDefinition } from './export-definition.ts'
import entraDevices from './exports/entra-devices.ts'
import entraUsers from './exports/entra-users.ts'
import intuneDevices from './exports/intune-devices.ts'
import keywaveDevices from './exports/keywave-devices.ts'
import registrationDetails from './exports/registration-details.ts'
import signInMethods from './exports/sign-in-methods.ts'
import type { TextFile } from './text-file.ts'

/** The exports we read, the more particular headers first: the first that fits is it. */
export const exportDefinitions: readonly ExportDefinition[] = [
  keywaveDevices,
  registrationDetails,
  intuneDevices,
  entraDevices,
  signInMethods,
  entraUsers,
]

/** `entra-users`, `registration-details`, `sign-in-methods`, `entra-devices`, `intune-devices`, `keywave-devices`. */
export type ExportKind = string

/** A file whose export is known: how to cut it and where its columns are. */
export type RecognisedExport = {
  readonly definition: ExportDefinition
  readonly separator: Separator
  readonly columns: ColumnPlaces
  /** Records before the first row: `sep=;`, PowerShell's `#TYPE`, the header. */
  readonly recordsBefore: number
}

const separators: readonly Separator[] = [',', ';', '\t', '|']

/** Columns of lists that hold our own judgements, often of a part of the people only: importing one would lose the others. */
const ownJudgements = ['exposure', 'tier', 'destination', 'nextAction'].map(keyOf)

/** Columns that are named in the message when a file is no export that we know. */
const columnsShown = 8

/** The export that a header row belongs to; null when it is none that we know. */
export function recogniseExport(headerRow: readonly string[]): ExportKind | null {
  return definitionOf(headerRow)?.kind ?? null
}

/** Finds the separator and the export of a file. Throws AppError file-not-csv and file-column-missing with the particulars. */
export function recogniseFile(file: TextFile): RecognisedExport {
  const { text, skipped, told } = withoutPreamble(file.head)
  const readings = (told === null ? separators : [told]).map((separator) => ({
    separator,
    header: headerOf(text, separator),
  }))
  const fitting = readings.find(({ header }) => definitionOf(header) !== null)
  const { separator, header } = fitting ?? widest(readings)
  const definition = definitionOf(header) ?? nearlyFitting(header)
  if (ownJudgements.filter((column) => header.map(keyOf).includes(column)).length >= 2) {
    throw new AppError('file-not-csv', {
      public: `"${file.name}" is a list of Keywave's judgements: import what "keywave export people" writes.`,
    })
  }
  if (definition === null) throw unknownColumns(file.name, header)
  const columns = placeColumns(header, definition.columns)
  requireColumns(file.name, definition.title, columns, definition.columns)
  return { definition, separator, columns, recordsBefore: skipped + 1 }
}

function definitionOf(header: readonly string[]): ExportDefinition | null {
  const fits = ({ columns, recognisedBy }: ExportDefinition) => {
    const { places } = placeColumns(header, columns)
    return recognisedBy.some((fields) => fields.every((field) => places.has(field)))
  }
  return exportDefinitions.find(fits) ?? null
}

/** The export with most columns in the header, when they are at least three: its missing column can be named. */
function nearlyFitting(header: readonly string[]): ExportDefinition | null {
  const found = exportDefinitions
    .map((definition) => ({ definition, columns: placeColumns(header, definition.columns).places.size }))
    .sort((one, other) => other.columns - one.columns)[0]
  return found !== undefined && found.columns >= 3 ? found.definition : null
}

/** Excel's `sep=;` and PowerShell's `#TYPE …` come before the header. */
function withoutPreamble(head: string): { text: string; skipped: number; told: Separator | null } {
  let text = head.replace(/^(?:[ \t]*\r?\n)+/, '')
  let skipped = 0
  let told: Separator | null = null
  for (;;) {
    const match = /^(?:"?sep=(.)"?|#TYPE [^\r\n]*)[ \t]*(?:\r\n|\n|\r)+/i.exec(text)
    if (match === null) return { text, skipped, told }
    if (match[1] !== undefined) told = separators.find((separator) => separator === match[1]) ?? told
    text = text.slice(match[0].length)
    skipped += 1
  }
}

function headerOf(text: string, separator: Separator): readonly string[] {
  const rows: string[][] = parse(text, {
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    to: 1,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  })
  return rows[0] ?? []
}

function widest<Reading extends { readonly header: readonly string[] }>(readings: readonly Reading[]): Reading {
  return readings.reduce((one, other) => (other.header.length > one.header.length ? other : one))
}

function unknownColumns(fileName: string, header: readonly string[]): AppError {
  const names = header.filter((name) => name.trim() !== '').map((name) => `"${name.trim().slice(0, 40)}"`)
  const more = names.length > columnsShown ? ` and ${names.length - columnsShown} more` : ''
  return new AppError('file-not-csv', {
    public:
      names.length < 2
        ? `"${fileName}" has no header of an export that we know.`
        : `"${fileName}" has the columns ${names.slice(0, columnsShown).join(', ')}${more}: no export that we know.`,
  })
}
