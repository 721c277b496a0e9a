// Fact: the authentication methods policy, whole. Microsoft Graph v1.0, "Get authenticationMethodsPolicy": one
// object, no query options.

import { z } from 'zod'
import { authenticationMethodsPolicy as fact } from '#domain/tenant/authentication-methods-policy.ts'
import { defineCall } from '../call.ts'
import { maybeBoolean, maybeNumber, maybeText, text } from '../field.ts'

const targetType = z.enum(['user', 'group', 'unknownFutureValue'])
const excludeTarget = z.looseObject({ id: text, targetType })

const includeTarget = excludeTarget.extend({
  isRegistrationRequired: z.boolean().optional(),
  allowedPasskeyProfiles: z.array(z.string()).optional(),
  isUsableForSignIn: z.boolean().optional(),
})

const keyRestrictions = z.looseObject({
  isEnforced: z.boolean().nullable(),
  enforcementType: z.enum(['allow', 'block', 'unknownFutureValue']).nullable(),
  aaGuids: z.array(z.string()),
})

const passkeyProfile = z.looseObject({
  id: text,
  name: text,
  passkeyTypes: z.string().nullable(),
  attestationEnforcement: z.enum(['disabled', 'registrationOnly', 'unknownFutureValue']).nullable(),
  keyRestrictions: keyRestrictions.nullable(),
})

/**
 * A method's configuration. The members of passkeys and of Temporary Access Pass are optional here: the others have
 * none of them.
 */
export const methodConfigurationSchema = z.looseObject({
  '@odata.type': z.string().optional(),
  id: text,
  state: z.enum(['enabled', 'disabled']).nullable(),
  includeTargets: z.array(includeTarget).optional(),
  excludeTargets: z.array(excludeTarget).optional(),
  isSelfServiceRegistrationAllowed: maybeBoolean,
  isAttestationEnforced: maybeBoolean,
  keyRestrictions: keyRestrictions.nullish(),
  defaultPasskeyProfile: maybeText,
  passkeyProfiles: z.array(passkeyProfile).optional(),
  defaultLength: maybeNumber,
  defaultLifetimeInMinutes: maybeNumber,
  minimumLifetimeInMinutes: maybeNumber,
  maximumLifetimeInMinutes: maybeNumber,
  isUsableOnce: maybeBoolean,
})

const campaign = z.looseObject({
  state: z.enum(['default', 'enabled', 'disabled', 'unknownFutureValue']),
  snoozeDurationInDays: z.number().optional(),
  enforceRegistrationAfterAllowedSnoozes: maybeBoolean,
  includeTargets: z.array(z.looseObject({ id: text, targetType, targetedAuthenticationMethod: maybeText })),
  excludeTargets: z.array(excludeTarget),
})

/** The policy without its methods, which are decoded one by one so that a strange one does not hide the others. */
const methodsPolicySchema = z.looseObject({
  id: text,
  policyMigrationState: z
    .enum(['preMigration', 'migrationInProgress', 'migrationComplete', 'unknownFutureValue'])
    .nullable(),
  policyVersion: maybeText,
  lastModifiedDateTime: maybeText,
  registrationEnforcement: z.looseObject({ authenticationMethodsRegistrationCampaign: campaign.nullish() }).nullish(),
  authenticationMethodConfigurations: z.array(z.unknown()),
})

export const authenticationMethodsPolicyCall = defineCall({
  call: fact.requirement.call ?? 'GET /policies/authenticationMethodsPolicy',
  permission: fact.requirement.permission,
  licence: fact.requirement.licence,
  fact: fact.name,
  path: '/v1.0/policies/authenticationMethodsPolicy',
  probe: '/v1.0/policies/authenticationMethodsPolicy',
  budget: 'directory',
  units: 1,
  graphType: 'authenticationMethodsPolicy',
  version: 'v1.0',
  schema: methodsPolicySchema,
})
