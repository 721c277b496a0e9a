import { expect, test } from 'vitest'
import type { StreamName, StreamProgress, SyncRun } from './ports.ts'
import { canResume, fullStreams, planSync } from './sync-plan.ts'

const now = Temporal.Instant.from('2026-11-23T09:00:00Z')

function run(hoursAgo: number, change: Partial<SyncRun> = {}, streams: readonly StreamName[] = fullStreams): SyncRun {
  const startedAt = now.subtract({ minutes: hoursAgo * 60 })
  const done = (stream: StreamName): StreamProgress => ({
    stream,
    state: 'done',
    rows: 1,
    total: 1,
    rejected: 0,
    cursor: null,
  })
  return {
    id: `run-${hoursAgo}`,
    kind: 'full',
    state: 'finished',
    startedAt,
    finishedAt: startedAt.add({ minutes: 3 }),
    streams: streams.map(done),
    error: null,
    deltaLink: 'link',
    ...change,
  }
}

test('the first sync reads everything', () => {
  expect(planSync([], 'auto', now)).toEqual({ kind: 'full', streams: fullStreams })
})

test('an hour after a full sync only changes, the audit log and memberships are read', () => {
  expect(planSync([run(1)], 'auto', now)).toEqual({
    kind: 'incremental',
    streams: ['person-changes', 'audit-events', 'memberships'],
  })
})

test("the registration report is read again when it is older than Microsoft's own refresh", () => {
  expect(planSync([run(7)], 'auto', now).streams).toContain('registrations')
  expect(planSync([run(5)], 'auto', now).streams).not.toContain('registrations')
})

test('an incremental sync that read no devices does not make them young', () => {
  const past = [run(1, { kind: 'incremental' }, ['person-changes', 'audit-events', 'memberships']), run(25)]
  expect(planSync(past, 'auto', now).streams).toEqual(
    expect.arrayContaining(['intune-devices', 'entra-devices', 'registrations']),
  )
})

test('a stream that was refused is tried again the next time', () => {
  const refused = run(1)
  const streams = refused.streams.map((progress) =>
    progress.stream === 'intune-devices' ? { ...progress, state: 'unavailable' as const } : progress,
  )
  expect(planSync([{ ...refused, streams }], 'auto', now).streams).toContain('intune-devices')
})

test('without a delta link everything is read', () => {
  expect(planSync([run(1, { deltaLink: null })], 'auto', now).kind).toBe('full')
})

test('after a week everything is read again, though incremental syncs ran each hour', () => {
  const hourly = Array.from({ length: 24 }, (_, hour) =>
    run(hour + 1, { kind: 'incremental' }, ['person-changes', 'audit-events', 'memberships', 'registrations']),
  )
  expect(planSync([...hourly, run(24 * 7 + 1)], 'auto', now).kind).toBe('full')
  expect(planSync([...hourly, run(24 * 6)], 'auto', now).kind).toBe('incremental')
})

test('whoever wants everything gets it', () => {
  expect(planSync([run(1)], 'full', now).kind).toBe('full')
})

test('imports from files and syncs that failed are nothing to go on from', () => {
  expect(planSync([run(1, { kind: 'files' })], 'auto', now).kind).toBe('full')
  expect(planSync([run(1, { state: 'failed' })], 'auto', now).kind).toBe('full')
})

test('a sync cut off lately is resumed, one of yesterday is begun again', () => {
  expect(canResume(run(1, { state: 'running' }), 'auto', now)).toBe(true)
  expect(canResume(run(25, { state: 'running' }), 'auto', now)).toBe(false)
})

test('whoever wants everything is not given an incremental sync that was cut off', () => {
  expect(canResume(run(1, { state: 'running', kind: 'incremental' }), 'full', now)).toBe(false)
  expect(canResume(run(1, { state: 'running', kind: 'full' }), 'full', now)).toBe(true)
})

test('an import that was cut off is not resumed as a sync', () => {
  expect(canResume(run(1, { state: 'running', kind: 'files' }), 'auto', now)).toBe(false)
})
