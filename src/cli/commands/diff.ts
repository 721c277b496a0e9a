// keywave diff: who moved between two moments, and which policies changed under us.

import { changedPeople, compareMoments, type Comparison } from '#app/compare-moments.ts'
import { presentComparison, presentJudgementChange } from '#app/present/diff.ts'
import { defineCommand, exitCodes, formatOptions, tenantOption } from '../command.ts'
import { openTenant, readMoment } from '../open-tenant.ts'
import { printCsv } from '../render/csv.ts'
import { printJsonWithList } from '../render/json-stream.ts'
import { table } from '../render/table.ts'
import { styled, type Terminal, wrap } from '../terminal.ts'

/** How many people the terminal shows. */
const peopleShown = 20

export default defineCommand({
  name: 'diff',
  summary: 'Compare two moments: who moved, who is new, who got worse, which policies changed.',
  operands: '',
  options: {
    ...tenantOption,
    ...formatOptions,
    from: {
      type: 'string',
      value: 'MOMENT',
      help: 'The earlier moment: 2026-11-15, an instant, or an age such as 7d; default: the sync before the newest.',
    },
    to: { type: 'string', value: 'MOMENT', help: 'The later moment; default: now.' },
  },
  notes: ['Exit code 1 when a policy changed, 0 otherwise.'],
  async run({ options, surroundings }) {
    const { app, tenant } = await openTenant(surroundings, options.tenant)
    const now = app.clock.now()
    const comparison = await compareMoments(app, {
      tenant,
      ...(options.from === undefined ? {} : { from: readMoment(options.from, now) }),
      ...(options.to === undefined ? {} : { to: readMoment(options.to, now) }),
    })
    const people = () => changedPeople(app, tenant, comparison)
    const { terminal } = surroundings
    if (options.json) await printJsonWithList(terminal, presentComparison(comparison), 'people', presented(people()))
    else if (options.csv)
      await printCsv(
        surroundings,
        ['id', 'upn', 'exposureBefore', 'exposureAfter', 'tierBefore', 'tierAfter'],
        rows(people()),
      )
    else terminal.print(await render(terminal, comparison, people()))
    return comparison.drift.length > 0 ? exitCodes.findings : exitCodes.ok
  },
})

async function* presented(people: ReturnType<typeof changedPeople>) {
  for await (const change of people) yield presentJudgementChange(change)
}

async function* rows(people: ReturnType<typeof changedPeople>): AsyncGenerator<readonly string[]> {
  for await (const { id, userPrincipalName, before, after } of people) {
    yield [id, userPrincipalName, before?.exposure ?? '', after?.exposure ?? '', before?.tier ?? '', after?.tier ?? '']
  }
}

async function render(
  terminal: Terminal,
  comparison: Comparison,
  people: ReturnType<typeof changedPeople>,
): Promise<string> {
  const minute = (at: Temporal.Instant) => at.toString().slice(0, 16).replace('T', ' ')
  const lines = [
    `${styled(terminal, 'bold', comparison.tenant)}  ${minute(comparison.from)} to ${minute(comparison.to)} UTC`,
    '',
  ]
  const moves = comparison.movements.filter(({ before, after }) => before !== after)
  if (moves.length === 0) lines.push('Nobody moved.')
  else {
    const cells = moves.map(({ before, after, people }) => [
      before ?? 'not there',
      after ?? 'gone',
      people.toLocaleString('en'),
    ])
    lines.push(table(terminal, [{ title: 'Before' }, { title: 'After' }, { title: 'People', align: 'right' }], cells))
  }
  const shown: string[][] = []
  for await (const [, upn, exposureBefore, exposureAfter, tierBefore, tierAfter] of rows(people)) {
    if (shown.length === peopleShown) break
    shown.push([upn ?? '', `${exposureBefore} → ${exposureAfter}`, `${tierBefore} → ${tierAfter}`])
  }
  if (shown.length > 0)
    lines.push('', table(terminal, [{ title: 'Person' }, { title: 'Exposure' }, { title: 'Tier' }], shown))
  lines.push(
    '',
    comparison.drift.length === 0 ? 'No policy changed.' : styled(terminal, 'bold', 'Policies that changed'),
  )
  for (const drift of comparison.drift) {
    lines.push(
      `${styled(terminal, 'yellow', drift.severity)}  ${wrap(drift.says, Math.min(terminal.columns, 110) - 10, '  ')}`,
    )
    if (drift.by !== null || drift.at !== null)
      lines.push(
        styled(terminal, 'dim', `  by ${drift.by ?? 'somebody unknown'}${drift.at === null ? '' : ` at ${drift.at}`}`),
      )
  }
  return lines.join('\n')
}
