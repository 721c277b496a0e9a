// Ends the people and registrations that a whole export does not show any more, unless the export may not be whole: then nobody goes.

import type { PeopleKnown } from './keep-file-facts.ts'
import type { FileStreamName, SyncRun, TenantUnit } from './ports.ts'

/** What the files of one stream held together. */
export type StreamTally = {
  readonly stream: FileStreamName
  readonly rows: number
  readonly rejected: number
  /** Whether exports of these kinds list everybody. */
  readonly isWhole: boolean
  /** When the oldest of the files was written. */
  readonly takenAt: Temporal.Instant
}

/** How many rows of a stream ended; null when none could be told to have gone, with the reason. */
export type Retirement = {
  readonly stream: FileStreamName
  readonly retired: number | null
  readonly because: string | null
}

/** An export with less than this share of what was known is taken for a filtered one, not for a tenant that shrank so much. */
const shareMin = 0.5

/** Ends what the files do not show any more. Devices stay: their exports are often filtered, and an old device harms no verdict. */
export async function retireMissing(
  unit: TenantUnit,
  run: SyncRun,
  tallies: readonly StreamTally[],
  known: PeopleKnown,
): Promise<readonly Retirement[]> {
  const retirements: Retirement[] = []
  for (const tally of tallies) {
    const { stream } = tally
    if (stream !== 'people' && stream !== 'registrations') continue
    const because = reasonToKeep(tally, known[stream])
    const retired = because === null ? await unit.retireUnseen(run.id, stream, run.startedAt) : null
    retirements.push({ stream, retired, because })
  }
  return retirements
}

/** Why what is missing may be there still; null when it has gone. */
function reasonToKeep({ rows, rejected, isWhole }: StreamTally, before: number): string | null {
  if (!isWhole) return 'This kind of export does not list everybody.'
  if (rows === 0) return 'The export holds no rows.'
  if (rejected > 0) return 'Some rows were rejected: whoever is missing may be among them.'
  if (rows < before * shareMin) {
    return `The export holds ${rows} rows where ${before} were known: it looks filtered. Export everybody.`
  }
  return null
}
