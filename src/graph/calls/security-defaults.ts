// Fact: whether security defaults are on. Microsoft Graph v1.0, "Get identitySecurityDefaultsEnforcementPolicy".

import { z } from 'zod'
import { securityDefaults as fact } from '#domain/tenant/security-defaults.ts'
import { defineCall } from '../call.ts'

const securityDefaultsSchema = z.looseObject({ isEnabled: z.boolean() })

export const securityDefaultsCall = defineCall({
  call: fact.requirement.call ?? 'GET /policies/identitySecurityDefaultsEnforcementPolicy',
  permission: fact.requirement.permission,
  licence: fact.requirement.licence,
  fact: fact.name,
  path: '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
  probe: '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
  budget: 'directory',
  units: 1,
  graphType: 'identitySecurityDefaultsEnforcementPolicy',
  version: 'v1.0',
  schema: securityDefaultsSchema,
})
