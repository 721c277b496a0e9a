// Restores a backup of the embedded database into an empty data folder.

import type { Clock } from '#app/ports.ts'
import { withDatabaseErrors } from './database-error.ts'
import { restoreBackup as restoreInto } from './embedded/backup.ts'
import { lockHolder } from './open-store.ts'

/**
 * Restores the file into the folder, which may hold nothing but the key and backups. Throws AppError backup-invalid, file-missing, wrong-use when the folder is not
 * empty, data-locked, disk-full; then the folder holds no database.
 */
export async function restoreBackup(file: string, dataFolder: string, clock: Clock): Promise<void> {
  await withDatabaseErrors(() => restoreInto(file, dataFolder, lockHolder(clock, { what: 'keywave restore' })))
}
