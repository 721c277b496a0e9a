// keywave export: a table of the tenant as CSV, which keywave import reads back.

import { exportTenant, type ExportKind } from '#app/export-tenant.ts'
import { AppError } from '#domain/shared/errors.ts'
import { defineCommand, exitCodes, tenantOption } from '../command.ts'
import { openTenant } from '../open-tenant.ts'
import { printCsv } from '../render/csv.ts'

const kinds: readonly ExportKind[] = ['people', 'registrations', 'devices', 'judgements']

export default defineCommand({
  name: 'export',
  summary: 'Print a table of the tenant as CSV; people, registrations and devices can be imported again.',
  operands: kinds.join('|'),
  options: { ...tenantOption, json: { type: 'boolean', help: 'Print one JSON object per line instead.' } },
  notes: ['Example: npx keywave export people --tenant contoso > people.csv'],
  async run({ options, operands, surroundings }) {
    const kind = kinds.find((known) => known === operands[0])
    if (kind === undefined || operands.length > 1)
      throw new AppError('wrong-use', { public: `Say which table: keywave export ${kinds.join('|')}.` })
    const { app, tenant } = await openTenant(surroundings, options.tenant)
    const { columns, rows } = await exportTenant(app, tenant, kind)
    const { terminal } = surroundings
    if (!options.json) await printCsv(surroundings, columns, rows)
    else {
      for await (const row of rows) {
        terminal.print(JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, row[index]]))))
        await terminal.drained()
      }
    }
    return exitCodes.ok
  },
})
