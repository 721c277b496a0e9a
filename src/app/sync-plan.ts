// Decides what a sync reads: everything, or what has changed since the last one. Pure, so that the rules can be tested without a tenant.

import type { StreamName, SyncKind, SyncRun } from './ports.ts'

/** A full read of people is repeated after this many days, in case a delta was missed. */
export const fullSyncEveryDays = 7

/** The registration report is read again after this many hours; Microsoft refreshes it within "a few hours" and by night. */
export const registrationsEveryHours = 6

/** Devices change slowly; they are read again after this many hours. */
export const devicesEveryHours = 24

/** A sync that was cut off longer ago than this is begun again: Microsoft's paging tokens do not live longer. */
export const resumeWithinHours = 24

/**
 * The streams of a full sync, the slowest first: the report for its limit, sign-in activity for its small pages. Memberships wait for the
 * policies, which say which groups.
 */
export const fullStreams: readonly StreamName[] = [
  'registrations',
  'people',
  'sign-in-activity',
  'audit-events',
  'intune-devices',
  'entra-devices',
  'memberships',
]

export type SyncPlan = { readonly kind: Exclude<SyncKind, 'files'>; readonly streams: readonly StreamName[] }

/** Plans the next sync from the past ones, newest first. `wanted` full reads everything whatever was read before. */
export function planSync(past: readonly SyncRun[], wanted: 'auto' | 'full', now: Temporal.Instant): SyncPlan {
  const finished = past.filter((run) => run.state === 'finished' && run.kind !== 'files')
  const last = finished[0]
  const lastFull = finished.find((run) => run.kind === 'full')
  const fullIsDue = lastFull === undefined || hoursSince(lastFull.startedAt, now) > fullSyncEveryDays * 24
  if (wanted === 'full' || fullIsDue || last?.deltaLink == null) return { kind: 'full', streams: fullStreams }
  const streams: StreamName[] = ['person-changes', 'audit-events', 'memberships']
  if (isDue('registrations', finished, registrationsEveryHours, now)) streams.push('registrations', 'sign-in-activity')
  if (isDue('intune-devices', finished, devicesEveryHours, now)) streams.push('intune-devices')
  if (isDue('entra-devices', finished, devicesEveryHours, now)) streams.push('entra-devices')
  return { kind: 'incremental', streams }
}

/** Whether a sync that was cut off can go on where it stopped. */
export function canResume(run: SyncRun, wanted: 'auto' | 'full', now: Temporal.Instant): boolean {
  if (run.kind === 'files' || hoursSince(run.startedAt, now) > resumeWithinHours) return false
  return wanted === 'auto' || run.kind === 'full'
}

function isDue(stream: StreamName, finished: readonly SyncRun[], everyHours: number, now: Temporal.Instant): boolean {
  const last = finished.find((run) =>
    run.streams.some((progress) => progress.stream === stream && progress.state === 'done'),
  )
  return last === undefined || hoursSince(last.startedAt, now) >= everyHours
}

function hoursSince(then: Temporal.Instant, now: Temporal.Instant): number {
  return now.since(then).total('hours')
}
