// keywave restore: puts a backup back into an empty data folder.

import { AppError } from '#domain/shared/errors.ts'
import { defineCommand, exitCodes } from '../command.ts'

export default defineCommand({
  name: 'restore',
  summary: 'Put a backup back into an empty data folder.',
  operands: 'FILE',
  options: {},
  notes: ['The folder that KEYWAVE_DATA names must be empty or absent: what is there is never written over.'],
  async run({ operands, surroundings }) {
    const [file] = operands
    if (file === undefined || operands.length > 1)
      throw new AppError('wrong-use', { public: 'Name one backup: keywave restore FILE' })
    if (surroundings.config.databaseUrl !== null)
      throw new AppError('wrong-use', {
        public: 'A PostgreSQL server is restored with pg_restore; unset DATABASE_URL for the embedded database.',
      })
    await surroundings.restore(file, surroundings.config.dataFolder)
    surroundings.terminal.print(`Restored into ${surroundings.config.dataFolder}.`)
    return exitCodes.ok
  },
})
