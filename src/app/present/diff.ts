// What happened between two moments, in JSON, the same from the command line (diff --json) and the API.

import type { Drift } from '#domain/drift/drift.ts'
import type { Exposure } from '#domain/people/judgement.ts'
import type { Comparison } from '../compare-moments.ts'
import type { JudgementChange } from '../ports.ts'
import { presentInstant } from './moments.ts'
import { presentJudgement, type JudgementJson } from './people.ts'

export type ComparisonJson = {
  tenant: string
  from: string
  to: string
  /** People by exposure before and after; null: was not there. Those that stayed are among them. */
  movements: { before: Exposure | null; after: Exposure | null; people: number }[]
  drift: Drift[]
}

export type JudgementChangeJson = { id: string; upn: string; before: JudgementJson | null; after: JudgementJson | null }

/** The comparison in JSON; the people are written one by one, with presentJudgementChange, under `people`. */
export function presentComparison(comparison: Comparison): ComparisonJson {
  return {
    tenant: comparison.tenant,
    from: presentInstant(comparison.from),
    to: presentInstant(comparison.to),
    movements: comparison.movements.map(({ before, after, people }) => ({ before, after, people })),
    drift: [...comparison.drift],
  }
}

/** One person whose judgement differs between the two moments. */
export function presentJudgementChange(change: JudgementChange): JudgementChangeJson {
  const { id, userPrincipalName, before, after } = change
  return {
    id,
    upn: userPrincipalName,
    before: before === null ? null : presentJudgement(before),
    after: after === null ? null : presentJudgement(after),
  }
}
