// keywave backup: writes the whole embedded database to one file.

import { join } from 'node:path'
import { defineCommand, exitCodes } from '../command.ts'

export default defineCommand({
  name: 'backup',
  summary: 'Write the whole embedded database to one file.',
  operands: '[FILE]',
  options: {},
  notes: [
    'Without a file it goes to the folder backups of the data folder. A PostgreSQL server is backed up with pg_dump.',
  ],
  async run({ operands, surroundings }) {
    const app = await surroundings.openApp()
    const stamp = app.clock.now().toString().slice(0, 19).replaceAll(':', '-')
    const file = operands[0] ?? join(surroundings.config.dataFolder, 'backups', `keywave-${stamp}.backup`)
    const { bytes } = await app.store.backup(file)
    surroundings.terminal.print(`${file}  ${(bytes / 1048576).toFixed(1)} MB`)
    return exitCodes.ok
  },
})
