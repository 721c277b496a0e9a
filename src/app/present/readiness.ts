// A readiness report in JSON, the same from the command line (check --json) and the API.

import type { Concern, GraphRequest, Remedy, Severity } from '#domain/readiness/check.ts'
import type { CheckResult } from '#domain/readiness/run-checks.ts'
import type { ReadinessReport } from '../check-readiness.ts'
import { presentCoverage, presentInstant, type CoverageJson } from './moments.ts'

export type ConcernJson = { kind: Concern['kind']; id: string; name: string; detail?: string }

export type GraphRequestJson = { method: GraphRequest['method']; url: string; body?: unknown }

export type RemedyJson = { portal: string[]; requests: GraphRequestJson[]; note: string | null }

export type CheckResultJson = {
  id: string
  severity: Severity
  title: string
  verdict: CheckResult['verdict']
  says: string
  why: string
  features: string[]
  reference: string
  evidence: { takenAt: string | null; coverage: CoverageJson | null; facts: string[] }
  /** The first of those concerned; `inAll` counts them all. */
  concerns: ConcernJson[]
  inAll: number
  remedy: RemedyJson
  /** For unknown: what to grant, read or tell. */
  missing: string[]
}

export type ReadinessJson = {
  tenant: string
  takenAt: string
  counts: { pass: number; fail: number; unknown: number; 'not-applicable': number }
  checks: CheckResultJson[]
}

/** The report in JSON, worst first as the report has it. */
export function presentReadiness(report: ReadinessReport): ReadinessJson {
  return {
    tenant: report.tenant,
    takenAt: presentInstant(report.takenAt),
    counts: { ...report.counts },
    checks: report.checks.map(presentCheckResult),
  }
}

function presentCheckResult(result: CheckResult): CheckResultJson {
  const { evidence } = result
  return {
    id: result.id,
    severity: result.severity,
    title: result.title,
    verdict: result.verdict,
    says: result.says,
    why: result.why,
    features: [...result.features],
    reference: result.reference,
    evidence: {
      takenAt: presentInstant(evidence.takenAt),
      coverage: presentCoverage(evidence.coverage),
      facts: [...evidence.facts],
    },
    concerns: result.concerns.map(presentConcern),
    inAll: result.inAll,
    remedy: presentRemedy(result.remedy),
    missing: [...result.missing],
  }
}

function presentConcern({ kind, id, name, detail }: Concern): ConcernJson {
  return detail === undefined ? { kind, id, name } : { kind, id, name, detail }
}

function presentRemedy({ portal, requests, note }: Remedy): RemedyJson {
  return { portal: [...portal], requests: (requests ?? []).map((request) => ({ ...request })), note: note ?? null }
}
