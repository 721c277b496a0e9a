// What happened between two moments: who moved, and which policies changed under us.

import { z } from 'zod'
import { exposureValue } from './exposure.ts'
import { moment, pageQuery } from './moment.ts'
import { judgement } from './people.ts'
import { severity } from './readiness.ts'

export const diffQuery = z.object({
  from: moment.optional().meta({ description: 'The end of the sync before the newest when absent.' }),
  to: moment.optional().meta({ description: 'Now when absent.' }),
})

const drift = z
  .object({
    fact: z.string(),
    path: z.string().meta({ description: 'Property path with ids; empty for a fact as a whole.' }),
    subject: z.object({
      kind: z.enum(['method', 'profile', 'campaign', 'policy', 'strength', 'setting', 'domain']),
      id: z.string(),
      name: z.string(),
    }),
    before: z.unknown(),
    after: z.unknown(),
    severity,
    says: z.string(),
    breaks: z.string().nullable().meta({ description: 'What it breaks for a rollout; null when nothing.' }),
    by: z.string().nullable().meta({ description: 'Who, from the audit log; null where it does not tell.' }),
    at: z.string().nullable(),
  })
  .meta({ id: 'Drift' })

export const diff = z
  .object({
    tenant: z.string(),
    from: moment,
    to: moment,
    movements: z.array(
      z.object({ before: exposureValue.nullable(), after: exposureValue.nullable(), people: z.number().int() }),
    ),
    drift: z.array(drift),
  })
  .meta({ id: 'Diff' })

export const changedPeopleQuery = z.object({ from: moment, to: moment, ...pageQuery.shape })

export const changedPeople = z
  .object({
    tenant: z.string(),
    from: moment,
    to: moment,
    people: z.array(
      z
        .object({ id: z.string(), upn: z.string(), before: judgement.nullable(), after: judgement.nullable() })
        .meta({ id: 'JudgementChange' }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'ChangedPeople' })
