// Stream: what people have registered. Microsoft Graph v1.0, "List userRegistrationDetails"; a page holds up to 1,000
// rows.

import { z } from 'zod'
import type { Registration } from '#domain/people/registration.ts'
import { population } from '#domain/tenant/population.ts'
import { defineCall } from '../call.ts'
import { present } from '../decode.ts'
import { maybeBoolean, maybeInstant, maybeText, text } from '../field.ts'

export const registrationSchema = z.looseObject({
  id: text,
  userPrincipalName: text,
  methodsRegistered: z.array(z.string()),
  isAdmin: maybeBoolean,
  isMfaCapable: maybeBoolean,
  isMfaRegistered: maybeBoolean,
  isPasswordlessCapable: maybeBoolean,
  isSsprRegistered: maybeBoolean,
  userType: maybeText,
  lastUpdatedDateTime: maybeInstant,
})

export const registrationsCall = defineCall({
  call: 'GET /reports/authenticationMethods/userRegistrationDetails',
  permission: population.requirement.permission,
  licence: population.requirement.licence,
  fact: 'registrations',
  path: '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=1000',
  probe: '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=1',
  budget: 'reports',
  units: 1,
  graphType: 'userRegistrationDetails',
  version: 'v1.0',
  schema: registrationSchema,
})

/**
 * The documentation lists $filter and $orderby only: where $top is answered with 400, Microsoft's own page size is
 * taken.
 */
export const registrationsWithoutTopPath = '/v1.0/reports/authenticationMethods/userRegistrationDetails'

/** One person's row; 404 where the report has none. */
export const oneRegistrationPath = '/v1.0/reports/authenticationMethods/userRegistrationDetails/{id}'

/** A row of the report. */
export function registrationFrom(row: z.infer<typeof registrationSchema>): Registration {
  return {
    id: row.id.toLowerCase(),
    userPrincipalName: row.userPrincipalName,
    methodsRegistered: row.methodsRegistered,
    ...present(row, [
      'isAdmin',
      'isMfaCapable',
      'isMfaRegistered',
      'isPasswordlessCapable',
      'isSsprRegistered',
      'userType',
      'lastUpdatedDateTime',
    ]),
  }
}
