// All calls of Microsoft Graph that Keywave reads with, in the order of the permission reference, which is generated
// from it.

import type { Call } from './call.ts'
import { auditEventsCall } from './calls/audit-events.ts'
import { authenticationMethodsPolicyCall } from './calls/authentication-methods-policy.ts'
import { authenticationMethodsCall } from './calls/authentication-methods.ts'
import { authenticationStrengthsCall } from './calls/authentication-strengths.ts'
import { conditionalAccessPoliciesCall } from './calls/conditional-access-policies.ts'
import { domainsCall } from './calls/domains.ts'
import { entraDevicesCall } from './calls/entra-devices.ts'
import { intuneDevicesCall } from './calls/intune-devices.ts'
import { membershipsCall } from './calls/memberships.ts'
import { organizationCall } from './calls/organization.ts'
import { passkeysCall } from './calls/passkeys.ts'
import { peopleCall } from './calls/people.ts'
import { perUserMfaCall } from './calls/per-user-mfa.ts'
import { personChangesCall } from './calls/person-changes.ts'
import { policyGroupsCall } from './calls/policy-groups.ts'
import { registrationsCall } from './calls/registrations.ts'
import { roleAssignmentSchedulesCall } from './calls/role-assignment-schedules.ts'
import { roleAssignmentsCall } from './calls/role-assignments.ts'
import { roleEligibilitySchedulesCall } from './calls/role-eligibility-schedules.ts'
import { securityDefaultsCall } from './calls/security-defaults.ts'
import { signInActivityCall } from './calls/sign-in-activity.ts'
import { signInsCall } from './calls/sign-ins.ts'

/** Every reading call, each once. */
export const graphCalls: readonly Call[] = [
  organizationCall,
  domainsCall,
  authenticationMethodsPolicyCall,
  authenticationStrengthsCall,
  conditionalAccessPoliciesCall,
  securityDefaultsCall,
  roleAssignmentsCall,
  roleAssignmentSchedulesCall,
  roleEligibilitySchedulesCall,
  peopleCall,
  personChangesCall,
  signInActivityCall,
  registrationsCall,
  authenticationMethodsCall,
  passkeysCall,
  perUserMfaCall,
  policyGroupsCall,
  membershipsCall,
  intuneDevicesCall,
  entraDevicesCall,
  auditEventsCall,
  signInsCall,
]
