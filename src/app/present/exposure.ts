// Who is stopped on 1 February 2027, in JSON, the same from the command line (exposure --json) and the API.

import type { Destination, Exposure, PersonJudgement } from '#domain/people/judgement.ts'
import type { ExposedPerson, ExposureReport } from '../report-exposure.ts'
import { presentCoverage, presentInstant, type CoverageJson } from './moments.ts'

export type ExposureJson = {
  tenant: string
  takenAt: string
  coverage: CoverageJson
  counts: { [Key in Exposure]: number }
  destinationsOfStopped: { [Key in Destination]: number }
}

export type ExposedPersonJson = {
  id: string
  upn: string
  exposure: Exposure
  date: PersonJudgement['date']
  destination: Destination
  reasons: string[]
}

/** The counts in JSON; the people are written one by one, with presentExposedPerson, under `people`. */
export function presentExposure(report: ExposureReport): ExposureJson {
  return {
    tenant: report.tenant,
    takenAt: presentInstant(report.takenAt),
    coverage: presentCoverage(report.coverage),
    counts: { ...report.counts },
    destinationsOfStopped: { ...report.destinationsOfStopped },
  }
}

/** One person of the exposure report. */
export function presentExposedPerson(person: ExposedPerson): ExposedPersonJson {
  const { id, upn, exposure, date, destination, reasons } = person
  return { id, upn, exposure, date, destination, reasons: [...reasons] }
}
