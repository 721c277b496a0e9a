// keywave check: how ready the tenant is, worst first, with what to do.

import { checkReadiness, severities } from '#app/check-readiness.ts'
import { presentReadiness } from '#app/present/readiness.ts'
import { AppError } from '#domain/shared/errors.ts'
import type { Severity } from '#domain/readiness/check.ts'
import { defineCommand, type ExitCode, exitCodes, formatOptions, tenantOption } from '../command.ts'
import { openTenant, readMoment } from '../open-tenant.ts'
import { printCsv } from '../render/csv.ts'
import { renderReadiness } from '../render/readiness.ts'
import type { ReadinessReport } from '#app/check-readiness.ts'

export default defineCommand({
  name: 'check',
  summary: 'Judge how ready the tenant is, with evidence and the remedy for each finding.',
  operands: '[CHECK...]',
  options: {
    ...tenantOption,
    ...formatOptions,
    severity: {
      type: 'string',
      value: 'LEVEL',
      default: 'low',
      help: 'Exit with 1 for failed checks of this severity or worse: critical, high, medium, low.',
    },
    at: {
      type: 'string',
      value: 'MOMENT',
      help: 'Judge by what was known then: 2026-11-22, an instant, or an age such as 7d.',
    },
    all: { type: 'boolean', help: 'Show every check in full, passed ones too.' },
  },
  notes: ['Name checks to see only those, in full.'],
  async run({ options, operands, surroundings }) {
    const severity = readSeverity(options.severity)
    const { app, tenant } = await openTenant(surroundings, options.tenant)
    const now = app.clock.now()
    const unknownNames = operands.filter((id) => !surroundings.checks.some((check) => check.id === id))
    if (unknownNames.length > 0)
      throw new AppError('wrong-use', { public: `There is no check named ${unknownNames.join(', ')}.` })
    const checks =
      operands.length === 0 ? surroundings.checks : surroundings.checks.filter(({ id }) => operands.includes(id))
    const at = options.at === undefined ? {} : { at: readMoment(options.at, now) }
    const report = await checkReadiness(app, checks, { tenant, ...at })
    const { terminal } = surroundings
    if (options.json) terminal.print(JSON.stringify(presentReadiness(report), null, 2))
    else if (options.csv) {
      const rows = report.checks.map((check) => [
        check.id,
        check.severity,
        check.verdict,
        check.says,
        check.inAll,
        check.evidence.takenAt?.toString() ?? '',
        check.remedy.portal.join(' > '),
      ])
      await printCsv(surroundings, ['id', 'severity', 'verdict', 'says', 'concerned', 'takenAt', 'portal'], rows)
    } else terminal.print(renderReadiness(terminal, report, now, options.all || operands.length > 0))
    return exitCodeOf(report, severity)
  },
})

/** 1 when a check of the severity or worse failed; else 2 when one of them could not be told; else 0. */
export function exitCodeOf(report: Pick<ReadinessReport, 'checks'>, severity: Severity): ExitCode {
  const counted = report.checks.filter((check) => severities.indexOf(check.severity) <= severities.indexOf(severity))
  if (counted.some(({ verdict }) => verdict === 'fail')) return exitCodes.findings
  if (counted.some(({ verdict }) => verdict === 'unknown')) return exitCodes.couldNotTell
  return exitCodes.ok
}

function readSeverity(text: string): Severity {
  const severity = severities.find((known) => known === text)
  if (severity === undefined)
    throw new AppError('wrong-use', { public: `--severity must be one of ${severities.join(', ')}, not "${text}".` })
  return severity
}
