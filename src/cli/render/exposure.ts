// The exposure of a tenant for the terminal: the figures as a bar, then the first people by name.

import type { ExposedPerson, ExposureReport } from '#app/report-exposure.ts'
import type { ReasonWords } from '#app/reason-words.ts'
import { population } from '#domain/tenant/population.ts'
import { styled, type Style, type Terminal } from '../terminal.ts'
import { table } from './table.ts'
import { age, covered } from './time.ts'

const barWidth = 40

const kinds: readonly {
  readonly exposure: keyof ExposureReport['counts']
  readonly label: string
  readonly style: Style
}[] = [
  { exposure: 'stopped', label: 'stopped at sign-in', style: 'red' },
  { exposure: 'nudged', label: 'nudged to register', style: 'yellow' },
  { exposure: 'not-affected', label: 'not affected', style: 'green' },
  { exposure: 'unknown', label: 'unknown', style: 'dim' },
]

/** The report with at most `shown` people; how to see the rest is said. */
export async function renderExposure(
  terminal: Terminal,
  report: ExposureReport,
  people: AsyncIterable<ExposedPerson>,
  words: ReasonWords,
  shown: number,
  now: Temporal.Instant,
): Promise<string> {
  const inAll = report.coverage.of ?? 0
  const ageHours = now.since(report.takenAt).total('hours')
  const lines = [
    `${styled(terminal, 'bold', report.tenant)}  read ${age(report.takenAt, now)}, exposure known for ${covered(report.coverage)}`,
    ...(ageHours > population.maxAgeHours
      ? [
          styled(
            terminal,
            'yellow',
            `Older than ${population.maxAgeHours} hours: read the tenant again before you act on it.`,
          ),
        ]
      : []),
    '',
    ...kinds.map(({ exposure, label, style }) => {
      const count = report.counts[exposure]
      const bar = '█'.repeat(inAll === 0 ? 0 : Math.ceil((count / inAll) * barWidth)).padEnd(barWidth)
      return `${count.toLocaleString('en').padStart(9)}  ${styled(terminal, style, bar)}  ${label}`
    }),
    '',
    `Of those who are stopped: ${report.destinationsOfStopped.reachable.toLocaleString('en')} can register with a device they hold, ` +
      `${report.destinationsOfStopped['key-only'].toLocaleString('en')} only with a security key, ` +
      `${report.destinationsOfStopped.none.toLocaleString('en')} nowhere, ${report.destinationsOfStopped.unknown.toLocaleString('en')} unknown.`,
    '',
  ]
  const rows: string[][] = []
  let more = false
  for await (const person of people) {
    if (rows.length === shown) {
      more = true
      break
    }
    rows.push([person.upn, person.exposure, person.date ?? '', person.destination, words(person.reasons[0] ?? '')])
  }
  if (rows.length > 0)
    lines.push(
      table(
        terminal,
        [{ title: 'Person' }, { title: 'Exposure' }, { title: 'Date' }, { title: 'Destination' }, { title: 'Why' }],
        rows,
      ),
    )
  if (more)
    lines.push('', styled(terminal, 'dim', 'The first are shown. All of them: keywave exposure --csv, or --json.'))
  return lines.join('\n')
}
