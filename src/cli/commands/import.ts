// keywave import: the admin centres' CSV exports instead of a connection.

import { importFiles, type ImportedFile, type ImportSummary } from '#app/import-files.ts'
import { judgePeople } from '#app/judge-people.ts'
import { presentInstant } from '#app/present/moments.ts'
import { AppError } from '#domain/shared/errors.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { readTenantName } from '../open-tenant.ts'
import { table } from '../render/table.ts'
import type { Terminal } from '../terminal.ts'

export default defineCommand({
  name: 'import',
  summary: 'Read CSV exports of the admin centres: no permission in the tenant is needed.',
  operands: 'FILE...',
  options: {
    tenant: { type: 'string', value: 'NAME', help: 'The tenant; it is made when there is none of that name.' },
    json: { type: 'boolean', help: 'Print JSON.' },
  },
  notes: [
    'Each export is known by its columns, in any order; docs/files.md says where to get them.',
    'Rows that cannot be read are written to FILE.rejected.csv with line, column and remedy. Exit code 2 when there are any.',
  ],
  async run({ options, operands, surroundings }) {
    if (options.tenant === undefined)
      throw new AppError('wrong-use', { public: 'Name the tenant: keywave import FILE... --tenant NAME' })
    const tenant = readTenantName(options.tenant)
    if (operands.length === 0)
      throw new AppError('wrong-use', { public: 'Name at least one CSV file: keywave import users.csv --tenant NAME' })
    const { terminal, files, signal } = surroundings
    const app = await surroundings.openApp()
    const onProgress = ({ path, rows }: ImportedFile) =>
      terminal.progress(`Reading ${path}: ${rows.toLocaleString('en')} rows`)
    const summary = await importFiles({ ...app, files }, { tenant, paths: operands, signal, onProgress })
    terminal.progress('Judging everybody …')
    const judgementsChanged = await judgePeople(app, tenant)
    terminal.progress('')
    if (options.json)
      terminal.print(
        JSON.stringify({ tenant, ...summary, takenAt: presentInstant(summary.takenAt), judgementsChanged }, null, 2),
      )
    else {
      terminal.print(render(terminal, summary))
      terminal.tell(`Next: npx keywave exposure --tenant ${tenant}`)
    }
    return summary.files.some(({ rejected }) => rejected > 0) ? exitCodes.couldNotTell : exitCodes.ok
  },
})

function render(terminal: Terminal, { files, retirements }: ImportSummary): string {
  const rows = files.map((file) => [
    file.path,
    file.title,
    file.rows.toLocaleString('en'),
    file.changed.toLocaleString('en'),
    leftOut(file),
  ])
  const columns = [
    { title: 'File' },
    { title: 'Holds' },
    { title: 'Rows', align: 'right' },
    { title: 'Changed', align: 'right' },
    { title: '' },
  ] as const
  const kept = retirements.flatMap(({ stream, because }) =>
    because === null ? [] : [`Nobody was ended in ${stream}. ${because}`],
  )
  return [table(terminal, columns, rows), ...kept].join('\n')
}

function leftOut({ rejected, rejectedFile, rejectedFileProblem }: ImportedFile): string {
  if (rejected === 0) return ''
  const where = rejectedFile === null ? (rejectedFileProblem ?? 'no file could be written') : `see ${rejectedFile}`
  return `${rejected.toLocaleString('en')} left out, ${where}`
}
