// Job: a daily backup of the embedded database; the newest few are kept. A server is backed up by whoever runs it.

import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../schedule.ts'

/** How many daily backups are kept. */
const backupsKept = 7

const prefix = 'daily-'

/** A job that backs up into the folder given. */
export function backUpDatabase(folder: string): Job {
  return {
    name: 'back-up-database',
    everyMinutes: 24 * 60,
    firstAfterMinutes: 30,
    async run(app) {
      const stamp = app.clock.now().toString().slice(0, 19).replaceAll(':', '-')
      await app.store.backup(join(folder, `${prefix}${stamp}.backup`))
      // Names carry the time, so their order is the order of age. Files of other names are somebody's own and stay.
      const daily = (await readdir(folder)).filter((name) => name.startsWith(prefix)).sort()
      for (const name of daily.slice(0, Math.max(0, daily.length - backupsKept))) await rm(join(folder, name))
    },
  }
}
