// Fact: the authentication strengths. Microsoft Graph v1.0, "List authenticationStrengthPolicies".

import { z } from 'zod'
import {
  authenticationStrengths as fact,
  type AuthenticationStrength,
} from '#domain/tenant/authentication-strengths.ts'
import { defineCall } from '../call.ts'
import { maybeText, text } from '../field.ts'

export const strengthSchema = z.looseObject({
  id: text,
  displayName: maybeText,
  policyType: z.enum(['builtIn', 'custom', 'unknownFutureValue']).nullish(),
  allowedCombinations: z.array(z.string()),
  combinationConfigurations: z
    .array(
      z.looseObject({
        id: text,
        appliesToCombinations: z.array(z.string()).optional(),
        allowedAAGUIDs: z.array(z.string()).optional(),
      }),
    )
    .optional(),
})

export const authenticationStrengthsCall = defineCall({
  call: fact.requirement.call ?? 'GET /policies/authenticationStrengthPolicies',
  permission: fact.requirement.permission,
  licence: fact.requirement.licence,
  fact: fact.name,
  path: '/v1.0/policies/authenticationStrengthPolicies',
  probe: null,
  budget: 'conditional-access',
  units: 1,
  graphType: 'authenticationStrengthPolicy',
  version: 'v1.0',
  schema: strengthSchema,
})

/** The strength as the domain takes it. */
export function strengthFrom(strength: z.infer<typeof strengthSchema>): AuthenticationStrength {
  const { combinationConfigurations, ...rest } = strength
  if (combinationConfigurations === undefined) return rest as AuthenticationStrength
  // The schema has just said so; only the index signature of a loose object hides it from the compiler.
  return { ...rest, combinationConfigurations } as AuthenticationStrength
}
