// Job: statistics and dead rows. The embedded database has nobody else to do it; on a server it only helps.

import type { Job } from '../schedule.ts'

export const tidyDatabase: Job = {
  name: 'tidy-database',
  everyMinutes: 24 * 60,
  firstAfterMinutes: 6 * 60,
  run: (app) => app.store.tidy(),
}
