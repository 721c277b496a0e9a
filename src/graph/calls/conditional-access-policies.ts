// Fact: the Conditional Access policies. Microsoft Graph v1.0, "List policies"; limited to one request a second for
// all applications.

import { z } from 'zod'
import {
  conditionalAccessPolicies as fact,
  type ConditionalAccessPolicy,
} from '#domain/tenant/conditional-access-policies.ts'
import { defineCall } from '../call.ts'
import { maybeText, maybeTexts, text } from '../field.ts'
import { strengthFrom, strengthSchema } from './authentication-strengths.ts'

const guests = z.looseObject({ guestOrExternalUserTypes: maybeText }).nullish()

const conditions = z.looseObject({
  users: z
    .looseObject({
      includeUsers: maybeTexts,
      excludeUsers: maybeTexts,
      includeGroups: maybeTexts,
      excludeGroups: maybeTexts,
      includeRoles: maybeTexts,
      excludeRoles: maybeTexts,
      includeGuestsOrExternalUsers: guests,
      excludeGuestsOrExternalUsers: guests,
    })
    .nullish(),
  applications: z
    .looseObject({ includeApplications: maybeTexts, excludeApplications: maybeTexts, includeUserActions: maybeTexts })
    .nullish(),
  clientAppTypes: maybeTexts,
  platforms: z.looseObject({ includePlatforms: maybeTexts, excludePlatforms: maybeTexts }).nullish(),
  locations: z.looseObject({ includeLocations: maybeTexts, excludeLocations: maybeTexts }).nullish(),
  userRiskLevels: maybeTexts,
  signInRiskLevels: maybeTexts,
})

export const conditionalAccessPolicySchema = z.looseObject({
  id: text,
  displayName: z.string(),
  state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
  createdDateTime: maybeText,
  modifiedDateTime: maybeText,
  conditions,
  grantControls: z
    .looseObject({
      operator: z.enum(['AND', 'OR']).nullish(),
      builtInControls: maybeTexts,
      authenticationStrength: strengthSchema.nullish(),
    })
    .nullish(),
})

export const conditionalAccessPoliciesCall = defineCall({
  call: fact.requirement.call ?? 'GET /identity/conditionalAccess/policies',
  permission: fact.requirement.permission,
  licence: fact.requirement.licence,
  fact: fact.name,
  path: '/v1.0/identity/conditionalAccess/policies',
  probe: '/v1.0/identity/conditionalAccess/policies?$top=1',
  budget: 'conditional-access',
  units: 1,
  graphType: 'conditionalAccessPolicy',
  version: 'v1.0',
  schema: conditionalAccessPolicySchema,
})

/** The policy as the domain takes it: in OData a null collection is an empty one. What we do not name is kept. */
export function conditionalAccessPolicyFrom(
  policy: z.infer<typeof conditionalAccessPolicySchema>,
): ConditionalAccessPolicy {
  const { users, applications, platforms, locations, clientAppTypes, userRiskLevels, signInRiskLevels } =
    policy.conditions
  return {
    ...policy,
    createdDateTime: policy.createdDateTime ?? null,
    modifiedDateTime: policy.modifiedDateTime ?? null,
    conditions: {
      ...policy.conditions,
      users: users == null ? null : usersFrom(users),
      applications:
        applications == null
          ? null
          : {
              ...applications,
              includeApplications: applications.includeApplications ?? [],
              excludeApplications: applications.excludeApplications ?? [],
              includeUserActions: applications.includeUserActions ?? [],
            },
      platforms:
        platforms == null
          ? null
          : {
              ...platforms,
              includePlatforms: platforms.includePlatforms ?? [],
              excludePlatforms: platforms.excludePlatforms ?? [],
            },
      locations:
        locations == null
          ? null
          : {
              ...locations,
              includeLocations: locations.includeLocations ?? [],
              excludeLocations: locations.excludeLocations ?? [],
            },
      clientAppTypes: clientAppTypes ?? [],
      userRiskLevels: userRiskLevels ?? [],
      signInRiskLevels: signInRiskLevels ?? [],
    },
    grantControls: grantControlsFrom(policy.grantControls),
  }
}

type Users = NonNullable<z.infer<typeof conditions>['users']>

function usersFrom(users: Users) {
  const guestTypes = (side: Users['includeGuestsOrExternalUsers']) =>
    side == null ? null : { ...side, guestOrExternalUserTypes: side.guestOrExternalUserTypes ?? null }
  return {
    ...users,
    includeUsers: users.includeUsers ?? [],
    excludeUsers: users.excludeUsers ?? [],
    includeGroups: users.includeGroups ?? [],
    excludeGroups: users.excludeGroups ?? [],
    includeRoles: users.includeRoles ?? [],
    excludeRoles: users.excludeRoles ?? [],
    includeGuestsOrExternalUsers: guestTypes(users.includeGuestsOrExternalUsers),
    excludeGuestsOrExternalUsers: guestTypes(users.excludeGuestsOrExternalUsers),
  }
}

function grantControlsFrom(grant: z.infer<typeof conditionalAccessPolicySchema>['grantControls']) {
  if (grant == null) return null
  const { authenticationStrength } = grant
  return {
    ...grant,
    operator: grant.operator ?? null,
    builtInControls: grant.builtInControls ?? [],
    authenticationStrength: authenticationStrength == null ? null : strengthFrom(authenticationStrength),
  }
}
