// The legacy per-user MFA setting of one person. Microsoft Graph beta, "Get authentication requirements": v1.0's
// metadata does not hold it.

import { z } from 'zod'
import { perUserMfa } from '#domain/tenant/per-user-mfa.ts'
import { defineCall } from '../call.ts'

const requirementsSchema = z.looseObject({ perUserMfaState: z.enum(['disabled', 'enforced', 'enabled']) })

export const perUserMfaCall = defineCall({
  call: perUserMfa.requirement.call ?? 'GET /users/{id}/authentication/requirements',
  permission: perUserMfa.requirement.permission,
  licence: null,
  fact: perUserMfa.name,
  path: '/beta/users/{id}/authentication/requirements',
  probe: '/beta/users/{id}/authentication/requirements',
  budget: 'directory',
  units: 1,
  graphType: 'strongAuthenticationRequirements',
  version: 'beta',
  schema: requirementsSchema,
})
