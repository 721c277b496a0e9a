// The readiness of a tenant for the terminal: the figures first, then what fails with its remedy, then what cannot be told, then the rest.

import type { ReadinessReport } from '#app/check-readiness.ts'
import type { CheckResult } from '#domain/readiness/run-checks.ts'
import { styled, type Style, type Terminal, wrap } from '../terminal.ts'
import { age, covered } from './time.ts'

/** How many of the names concerned are printed. */
const namesShown = 5

const marks: { readonly [Verdict in CheckResult['verdict']]: { readonly mark: string; readonly style: Style } } = {
  fail: { mark: '✗', style: 'red' },
  unknown: { mark: '?', style: 'yellow' },
  pass: { mark: '✓', style: 'green' },
  'not-applicable': { mark: '–', style: 'dim' },
}

/** The whole report; `everything` prints passed checks in full too, and the requests that mend the failed ones. */
export function renderReadiness(
  terminal: Terminal,
  report: ReadinessReport,
  now: Temporal.Instant,
  everything: boolean,
): string {
  const { counts } = report
  const head = [
    `${styled(terminal, 'bold', report.tenant)}  read ${age(report.takenAt, now)}`,
    `${counts.fail} failed, ${counts.unknown} cannot be told, ${counts.pass} passed, ${counts['not-applicable']} not applicable`,
  ].join('\n')
  const blocks = report.checks.map((check) =>
    check.verdict === 'fail' || everything
      ? renderInFull(terminal, check, now, everything)
      : renderLine(terminal, check),
  )
  return [head, '', ...blocks].join('\n')
}

function renderLine(terminal: Terminal, check: CheckResult): string {
  const { mark, style } = marks[check.verdict]
  const lines = [`${styled(terminal, style, mark)} ${check.title}  ${styled(terminal, 'dim', check.id)}`]
  if (check.verdict === 'unknown')
    for (const missing of check.missing)
      lines.push(styled(terminal, 'dim', `    ${wrap(missing, terminal.columns - 4, '    ')}`))
  return lines.join('\n')
}

function renderInFull(terminal: Terminal, check: CheckResult, now: Temporal.Instant, withRequests: boolean): string {
  const { mark, style } = marks[check.verdict]
  const width = Math.min(terminal.columns, 110)
  const body = (text: string) => `    ${wrap(text, width, '    ')}`
  const lines = [
    `${styled(terminal, style, `${mark} ${check.severity.toUpperCase()}`)}  ${styled(terminal, 'bold', check.title)}  ${styled(terminal, 'dim', check.id)}`,
    body(check.says),
    ...check.concerns
      .slice(0, namesShown)
      .map((concern) => body(`· ${concern.name}${concern.detail === undefined ? '' : `: ${concern.detail}`}`)),
  ]
  if (check.inAll > namesShown) lines.push(body(`· and ${(check.inAll - namesShown).toLocaleString('en')} more`))
  lines.push(styled(terminal, 'dim', body(check.why)))
  if (check.verdict === 'fail')
    lines.push(body(`${styled(terminal, 'blue', 'Fix:')} ${check.remedy.portal.join(' > ')}`))
  if (check.verdict === 'fail' && check.remedy.note !== undefined) lines.push(body(check.remedy.note))
  if (withRequests)
    for (const { method, url, body: sent } of check.remedy.requests ?? []) {
      lines.push(`    ${method} ${url}`)
      if (sent !== undefined) lines.push(JSON.stringify(sent, null, 2).replaceAll(/^/gm, '    '))
    }
  for (const missing of check.missing) lines.push(body(missing))
  if (check.evidence.takenAt !== null && check.evidence.coverage !== null) {
    lines.push(
      styled(
        terminal,
        'dim',
        body(`Evidence: ${age(check.evidence.takenAt, now)}, ${covered(check.evidence.coverage)}. ${check.reference}`),
      ),
    )
  }
  return `${lines.join('\n')}\n`
}
