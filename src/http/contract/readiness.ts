// The readiness report: each check with its verdict, what it rests on, whom it concerns and how to mend it.

import { z } from 'zod'
import { coverage, moment } from './moment.ts'

/** Severities from worst to mildest. */
export const severity = z.enum(['critical', 'high', 'medium', 'low'])

export const verdict = z.enum(['pass', 'fail', 'unknown', 'not-applicable'])

const concern = z
  .object({
    kind: z.enum(['person', 'policy', 'group', 'profile', 'method', 'domain', 'setting', 'call']),
    id: z.string(),
    name: z.string(),
    detail: z.string().optional(),
  })
  .meta({ id: 'Concern' })

const remedy = z
  .object({
    portal: z.array(z.string()).meta({ description: "The path to click, from the admin centre's name on." }),
    requests: z.array(
      z.object({ method: z.enum(['PATCH', 'POST', 'PUT', 'DELETE']), url: z.string(), body: z.unknown().optional() }),
    ),
    note: z.string().nullable(),
  })
  .meta({ id: 'Remedy' })

const checkResult = z
  .object({
    id: z.string(),
    severity,
    title: z.string().meta({ description: 'The statement that holds when the check passes.' }),
    verdict,
    says: z.string(),
    why: z.string(),
    features: z.array(z.string()),
    reference: z.string(),
    evidence: z
      .object({ takenAt: moment.nullable(), coverage: coverage.nullable(), facts: z.array(z.string()) })
      .meta({ description: 'The oldest and weakest of the facts it rests on; null when nothing was known.' }),
    concerns: z.array(concern),
    inAll: z.number().int().meta({ description: 'How many are concerned; concerns names the first of them.' }),
    remedy,
    missing: z.array(z.string()).meta({ description: 'For unknown: what to grant, read or tell.' }),
  })
  .meta({ id: 'CheckResult' })

export const readiness = z
  .object({
    tenant: z.string(),
    takenAt: moment,
    counts: z.object({ pass: z.number(), fail: z.number(), unknown: z.number(), 'not-applicable': z.number() }),
    checks: z.array(checkResult).meta({ description: 'Worst first.' }),
  })
  .meta({ id: 'Readiness' })
