// Stream: what changed of people since a delta link. Microsoft Graph v1.0, "user: delta"; managers and methods are
// not told by it.

import { z } from 'zod'
import type { PersonChange } from '#app/ports.ts'
import { peopleDirectory } from '#domain/tenant/people-directory.ts'
import { defineCall } from '../call.ts'
import { maybeText, text } from '../field.ts'
import { personProperties, userSchema, userSelect } from './people.ts'

/** A row of a delta walk: with `return=minimal` it holds the id and what changed. */
export const userChangeSchema = userSchema.extend({
  userPrincipalName: text.optional(),
  '@removed': z.looseObject({ reason: maybeText }).optional(),
})

export const personChangesCall = defineCall({
  call: 'GET /users/delta',
  permission: peopleDirectory.requirement.permission,
  licence: null,
  fact: 'person-changes',
  path: `/v1.0/users/delta?$select=${userSelect}`,
  probe: null,
  budget: 'directory',
  units: 2,
  headers: { prefer: 'return=minimal' },
  graphType: 'user',
  version: 'v1.0',
  schema: userChangeSchema,
})

/** A delta link that stands for now. */
export const deltaFromNowPath = `/v1.0/users/delta?$deltatoken=latest&$select=${userSelect}`

/** A change, or a removal: soft-deleted (`changed`) and gone for good (`deleted`) alike. */
export function personChangeFrom(row: z.infer<typeof userChangeSchema>): PersonChange {
  if (row['@removed'] !== undefined) return { kind: 'removed', id: row.id.toLowerCase() }
  return { kind: 'changed', person: personProperties(row) }
}
