// Stream: when people last signed in. Microsoft Graph v1.0, "List users" with signInActivity, whose pages hold 120 at
// most.

import { z } from 'zod'
import type { SignInActivity } from '#domain/people/person.ts'
import { defineCall } from '../call.ts'
import { present } from '../decode.ts'
import { maybeInstant, text } from '../field.ts'

export const signInActivitySchema = z.looseObject({
  id: text,
  signInActivity: z
    .looseObject({ lastSignInDateTime: maybeInstant, lastSuccessfulSignInDateTime: maybeInstant })
    .nullish(),
})

export const signInActivityCall = defineCall({
  call: 'GET /users?$select=signInActivity',
  permission: 'AuditLog.Read.All',
  licence: 'Microsoft Entra ID P1',
  fact: 'sign-in-activity',
  path: '/v1.0/users?$select=id,signInActivity&$top=120',
  probe: '/v1.0/users?$select=id,signInActivity&$top=1',
  budget: 'directory',
  units: 2,
  graphType: 'user',
  version: 'v1.0',
  schema: signInActivitySchema,
})

/** One person's activity, by id: Microsoft does not offer it by user principal name. */
export const oneSignInActivityPath = '/v1.0/users/{id}?$select=id,signInActivity'

/** The activity of a person; without the property none is recorded. */
export function signInActivityFrom(user: z.infer<typeof signInActivitySchema>): SignInActivity {
  const personId = user.id.toLowerCase()
  if (user.signInActivity == null) return { personId, lastSignInDateTime: null, lastSuccessfulSignInDateTime: null }
  return { personId, ...present(user.signInActivity, ['lastSignInDateTime', 'lastSuccessfulSignInDateTime']) }
}
