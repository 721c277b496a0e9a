// keywave sync: reads the tenant, all of it or what has changed, and judges everybody.

import { presentSync } from '#app/present/syncs.ts'
import { requireTenant } from '#app/context.ts'
import { syncTenant } from '#app/sync-tenant.ts'
import type { SyncRun } from '#app/ports.ts'
import { defineCommand, exitCodes, tenantOption } from '../command.ts'
import { openTenant } from '../open-tenant.ts'
import { showSyncProgress } from '../render/sync-progress.ts'
import { table } from '../render/table.ts'
import { styled, type Terminal } from '../terminal.ts'

/** How many past syncs --history shows. */
const historyShown = 50

/** How many rejected items are shown. */
const rejectedShown = 10

export default defineCommand({
  name: 'sync',
  summary: 'Read the tenant: everything the first time, then what has changed.',
  operands: '',
  options: {
    ...tenantOption,
    json: { type: 'boolean', help: 'Print JSON.' },
    full: { type: 'boolean', help: 'Read everything again.' },
    history: { type: 'boolean', help: 'Only list the past syncs.' },
  },
  notes: [
    'A sync may be stopped at any instant; the next one goes on where it stopped. Exit code 2 when something could not be read.',
  ],
  async run({ options, surroundings }) {
    const { app, tenant } = await openTenant(surroundings, options.tenant)
    const { terminal } = surroundings
    await requireTenant(app, tenant)
    if (options.history) {
      const runs = await app.store.inTenant(tenant, (unit) => unit.syncs(historyShown))
      terminal.print(
        options.json
          ? JSON.stringify({ tenant, syncs: runs.map(presentSync) }, null, 2)
          : renderHistory(terminal, runs),
      )
      return exitCodes.ok
    }
    const summary = await syncTenant(app, {
      tenant,
      wanted: options.full ? 'full' : 'auto',
      signal: surroundings.signal,
      onProgress: (progress) => showSyncProgress(terminal, progress, app.clock.now()),
    })
    const rejected = await app.store.inTenant(tenant, (unit) => unit.rejected(summary.run.id, rejectedShown))
    if (options.json) {
      const { run, resumed, judgementsChanged } = summary
      terminal.print(JSON.stringify({ tenant, resumed, judgementsChanged, sync: presentSync(run), rejected }, null, 2))
    } else {
      terminal.print(renderRun(terminal, summary.run, summary.resumed))
      for (const { origin, field, problem, remedy } of rejected)
        terminal.tell(`Skipped in ${origin}, ${field}: ${problem} ${remedy}`)
    }
    return summary.run.streams.some(({ state, rejected }) => state === 'unavailable' || rejected > 0)
      ? exitCodes.couldNotTell
      : exitCodes.ok
  },
})

function renderRun(terminal: Terminal, run: SyncRun, resumed: boolean): string {
  const seconds = run.finishedAt === null ? 0 : run.finishedAt.since(run.startedAt).total('seconds')
  const rows = run.streams.map(({ stream, state, rows, rejected }) => [
    stream,
    state === 'unavailable' ? 'not available' : rows.toLocaleString('en'),
    rejected === 0 ? '' : `${rejected} skipped`,
  ])
  return [
    `${run.kind} sync${resumed ? ', resumed,' : ''} took ${seconds.toFixed(1)} s`,
    table(terminal, [{ title: 'Read' }, { title: 'Rows', align: 'right' }, { title: '' }], rows),
    run.streams.some(({ state }) => state === 'unavailable')
      ? styled(terminal, 'dim', 'What was not available, and what it needs: keywave check graph-permissions-granted')
      : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function renderHistory(terminal: Terminal, runs: readonly SyncRun[]): string {
  if (runs.length === 0) return 'Not synced yet.'
  const rows = runs.map((run) => [
    run.startedAt.toString().slice(0, 19).replace('T', ' '),
    run.kind,
    run.state,
    run.streams.reduce((sum, { rows }) => sum + rows, 0).toLocaleString('en'),
    run.error ?? '',
  ])
  return table(
    terminal,
    [
      { title: 'Started (UTC)' },
      { title: 'Kind' },
      { title: 'State' },
      { title: 'Rows', align: 'right' },
      { title: 'Error' },
    ],
    rows,
  )
}
