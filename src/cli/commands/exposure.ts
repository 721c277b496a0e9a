// keywave exposure: who is stopped on 1 February 2027, and who of them has nowhere to go.

import { presentExposedPerson, presentExposure } from '#app/present/exposure.ts'
import { reasonWords } from '#app/reason-words.ts'
import { exposedPeople, reportExposure, type ExposureReport } from '#app/report-exposure.ts'
import { AppError } from '#domain/shared/errors.ts'
import type { Exposure } from '#domain/people/judgement.ts'
import { defineCommand, exitCodes, formatOptions, tenantOption } from '../command.ts'
import { openTenant, readMoment } from '../open-tenant.ts'
import { printCsv } from '../render/csv.ts'
import { renderExposure } from '../render/exposure.ts'
import { printJsonWithList } from '../render/json-stream.ts'

const exposures: readonly Exposure[] = ['stopped', 'nudged', 'not-affected', 'unknown']

/** How many people the terminal shows before it says how to see the rest. */
const peopleShown = 20

export default defineCommand({
  name: 'exposure',
  summary: 'Say who is stopped on 1 February 2027, on which date, and where each can go.',
  operands: '',
  options: {
    ...tenantOption,
    ...formatOptions,
    only: { type: 'string', value: 'EXPOSURE', help: `Only people of one exposure: ${exposures.join(', ')}.` },
    at: {
      type: 'string',
      value: 'MOMENT',
      help: 'As it was known then: 2026-11-22, an instant, or an age such as 7d.',
    },
  },
  notes: ["Exit code 1 when somebody is stopped, 2 when nobody is but not everybody's exposure is known, 0 otherwise."],
  async run({ options, surroundings }) {
    const only = readExposure(options.only)
    const { app, tenant } = await openTenant(surroundings, options.tenant)
    const now = app.clock.now()
    const request = { tenant, ...(options.at === undefined ? {} : { at: readMoment(options.at, now) }) }
    const report = await reportExposure(app, request)
    const people = (exposure: Exposure | undefined) =>
      exposedPeople(app, { ...request, ...(exposure === undefined ? {} : { exposure }) })
    const { terminal } = surroundings
    if (options.json) await printJsonWithList(terminal, presentExposure(report), 'people', presented(people(only)))
    else if (options.csv)
      await printCsv(surroundings, ['id', 'upn', 'exposure', 'date', 'destination', 'reasons'], rows(people(only)))
    else {
      const words = reasonWords(await app.store.inTenant(tenant, (unit) => unit.facts(request.at ?? null)))
      terminal.print(await renderExposure(terminal, report, people(only ?? 'stopped'), words, peopleShown, now))
    }
    return exitCodeOf(report)
  },
})

function exitCodeOf({ counts, coverage }: ExposureReport) {
  if (counts.stopped > 0) return exitCodes.findings
  // Nobody at all is no good news: it was not read.
  return counts.unknown > 0 || coverage.of === 0 ? exitCodes.couldNotTell : exitCodes.ok
}

function readExposure(text: string | undefined): Exposure | undefined {
  if (text === undefined) return undefined
  const exposure = exposures.find((known) => known === text)
  if (exposure === undefined)
    throw new AppError('wrong-use', { public: `--only must be one of ${exposures.join(', ')}, not "${text}".` })
  return exposure
}

async function* presented(people: ReturnType<typeof exposedPeople>) {
  for await (const person of people) yield presentExposedPerson(person)
}

async function* rows(people: ReturnType<typeof exposedPeople>) {
  for await (const { id, upn, exposure, date, destination, reasons } of people)
    yield [id, upn, exposure, date ?? '', destination, reasons.join(' ')]
}
