// The progress of a sync on one line: what has been read, of how many, and how long the rest will take at the pace so far.

import type { SyncProgress } from '#app/sync-tenant.ts'
import type { Terminal } from '../terminal.ts'

/** Shows the line. The rest is estimated from the slowest stream whose total is known. */
export function showSyncProgress(terminal: Terminal, progress: SyncProgress, now: Temporal.Instant): void {
  if (progress.step === 'judging') return terminal.progress('Judging everybody …')
  if (progress.step === 'done') return terminal.progress('')
  const parts = progress.streams
    .filter(({ state }) => state === 'reading' || state === 'done')
    .map(
      ({ stream, rows, total }) =>
        `${stream} ${rows.toLocaleString('en')}${total === null ? '' : `/${total.toLocaleString('en')}`}`,
    )
  if (parts.length === 0) return
  const rest = remainingSeconds(progress, now)
  terminal.progress(`Reading: ${parts.join(', ')}${rest === null ? '' : `; about ${inWords(rest)} to go`}`)
}

/** Seconds to go at the pace so far; null while no total is known. */
export function remainingSeconds(progress: SyncProgress, now: Temporal.Instant): number | null {
  const elapsed = now.since(progress.run.startedAt).total('seconds')
  let longest: number | null = null
  for (const { state, rows, total } of progress.streams) {
    if (state !== 'reading' || total === null || rows === 0 || total <= rows) continue
    const rest = (elapsed / rows) * (total - rows)
    longest = longest === null ? rest : Math.max(longest, rest)
  }
  return longest
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
