// The page of JSON shapes: the schemas that the API answers with, and that the command line prints with --json.

import { z } from '@hono/zod-openapi'
import { accounts } from '../../src/http/contract/accounts.ts'
import { changedPeople, diff } from '../../src/http/contract/diff.ts'
import { exposedPerson, exposure } from '../../src/http/contract/exposure.ts'
import { personRow } from '../../src/http/contract/people.ts'
import { person } from '../../src/http/contract/person.ts'
import { readiness } from '../../src/http/contract/readiness.ts'
import { sync, syncs } from '../../src/http/contract/syncs.ts'

/** What each command prints with --json, by its usage. The scenario tests parse real output with these. */
export const printedJson = {
  'keywave check --json': readiness,
  'keywave exposure --json': exposure.extend({ people: z.array(exposedPerson) }),
  'keywave people --json': z.object({ tenant: z.string(), people: z.array(personRow) }),
  'keywave person UPN --json': person,
  'keywave diff --json': diff.extend({ people: changedPeople.shape.people }),
  'keywave sync --json': z.object({
    tenant: z.string(),
    resumed: z.boolean(),
    judgementsChanged: z.number().int(),
    sync,
    rejected: z.array(z.record(z.string(), z.unknown())),
  }),
  'keywave sync --history --json': syncs,
  'keywave accounts list --json': accounts,
} as const

/** The page's text below its title. */
export function jsonPage(): string {
  const parts = Object.entries(printedJson).map(([usage, schema]) =>
    [`## ${usage}`, '', '```json', JSON.stringify(z.toJSONSchema(schema), null, 1), '```', ''].join('\n'),
  )
  return [
    '# JSON shapes',
    '',
    'What the commands print with `--json`, as JSON Schema. Times are ISO 8601 in UTC. `coverage` is `{have, of}`: how much was read, of how much; `of` is null when nobody can say.',
    '`reasons` and `nextAction` are codes: [reasons.md](reasons.md) has their sentences. Lists of people are printed one to a line, so that a million can be streamed.',
    '',
    ...parts,
  ].join('\n')
}
