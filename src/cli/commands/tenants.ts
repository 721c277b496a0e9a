// keywave tenants: the tenants that this installation knows.

import { defineCommand, exitCodes } from '../command.ts'
import { table } from '../render/table.ts'

const kinds = { demo: 'simulated', files: 'from files', graph: 'Microsoft Entra' } as const

export default defineCommand({
  name: 'tenants',
  summary: 'List the tenants that this installation knows.',
  operands: '',
  options: { json: { type: 'boolean', help: 'Print JSON.' } },
  async run({ options, surroundings }) {
    const app = await surroundings.openApp()
    const tenants = await app.store.tenants()
    // The connection's secret never leaves the store through a list.
    const shown = tenants.map(({ name, connection, createdAt }) => ({ name, kind: connection.kind, createdAt }))
    const { terminal } = surroundings
    if (options.json) terminal.print(JSON.stringify({ tenants: shown }, null, 2))
    else if (shown.length === 0) terminal.print('No tenant yet. Try: npx keywave check --tenant demo')
    else
      terminal.print(
        table(
          terminal,
          [{ title: 'Tenant' }, { title: 'Source' }, { title: 'Since' }],
          shown.map((row) => [row.name, kinds[row.kind], row.createdAt.toString().slice(0, 10)]),
        ),
      )
    return exitCodes.ok
  },
})
