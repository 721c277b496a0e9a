// Reads the settings and short lists of a tenant at once: what is refused or fails is unknown with its reason, and
// the rest is kept.

import { known, unknown, type Evidence } from '#domain/shared/evidence.ts'
import { authenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import { domains } from '#domain/tenant/domains.ts'
import { organization, type Organization } from '#domain/tenant/organization.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { roleAssignments } from '#domain/tenant/role-assignments.ts'
import { securityDefaults, type SecurityDefaults } from '#domain/tenant/security-defaults.ts'
import type { SettingsReading } from '#app/ports.ts'
import { authenticationStrengthsCall, strengthFrom } from './calls/authentication-strengths.ts'
import { conditionalAccessPoliciesCall, conditionalAccessPolicyFrom } from './calls/conditional-access-policies.ts'
import { domainFrom, domainsCall } from './calls/domains.ts'
import { organizationCall, organizationFrom } from './calls/organization.ts'
import { securityDefaultsCall } from './calls/security-defaults.ts'
import { decode, rejectedItem } from './decode.ts'
import { readMethodsPolicy } from './read-methods-policy.ts'
import { readPolicyGroups } from './read-policy-groups.ts'
import { readRoles } from './read-roles.ts'
import { attempt, listEvidence, noFindings, type Findings, type GraphContext } from './reading.ts'

/** All settings. Throws AppError for credentials, network and endless throttling only. */
export async function readSettings(context: GraphContext, signal: AbortSignal): Promise<SettingsReading> {
  const findings = noFindings()
  const [methods, conditionalAccess, strengths, defaults, tenant, domainList, roles] = await Promise.all([
    readMethodsPolicy(context, findings, signal),
    listEvidence(context, conditionalAccessPoliciesCall, conditionalAccessPolicyFrom, findings, signal),
    listEvidence(context, authenticationStrengthsCall, strengthFrom, findings, signal),
    readSecurityDefaults(context, findings, signal),
    readOrganization(context, findings, signal),
    listEvidence(context, domainsCall, domainFrom, findings, signal),
    readRoles(context, findings, signal),
  ])
  const groups = await readPolicyGroups(context, { conditionalAccess, methods }, findings, signal)
  const facts = {
    [authenticationMethodsPolicy.name]: methods,
    [conditionalAccessPolicies.name]: conditionalAccess,
    [authenticationStrengths.name]: strengths,
    [securityDefaults.name]: defaults,
    [organization.name]: tenant,
    [domains.name]: domainList,
    [roleAssignments.name]: roles,
    [policyGroups.name]: groups,
  }
  return { facts, rejected: findings.rejected, calls: findings.calls }
}

async function readSecurityDefaults(
  { client, clock }: GraphContext,
  findings: Findings,
  signal: AbortSignal,
): Promise<Evidence<SecurityDefaults>> {
  const call = securityDefaultsCall
  const takenAt = clock.now()
  const read = await attempt(call, findings, () =>
    client.send({ path: call.path, budget: call.budget, units: call.units, signal }),
  )
  if (!read.ok) return unknown(read.reason, takenAt)
  const decoded = decode(call.schema, read.value)
  if (decoded.ok) return known({ isEnabled: decoded.value.isEnabled }, takenAt)
  findings.rejected.push(rejectedItem(call.call, decoded.misfit))
  return unknown(
    { kind: 'failed', call: call.call, detail: `${decoded.misfit.field}: ${decoded.misfit.problem}` },
    takenAt,
  )
}

async function readOrganization(
  context: GraphContext,
  findings: Findings,
  signal: AbortSignal,
): Promise<Evidence<Organization>> {
  const list = await listEvidence(context, organizationCall, organizationFrom, findings, signal)
  if (list.state === 'unknown') return list
  const [only] = list.value
  if (only !== undefined) return known(only, list.takenAt)
  return unknown(
    { kind: 'failed', call: organizationCall.call, detail: 'The answer held no organisation that could be read.' },
    list.takenAt,
  )
}
