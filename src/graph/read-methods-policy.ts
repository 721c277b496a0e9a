// Reads the authentication methods policy; one method of unexpected shape is set aside and does not hide the others.

import { known, unknown, type Evidence } from '#domain/shared/evidence.ts'
import type { AuthenticationMethodsPolicy, MethodConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import {
  authenticationMethodsPolicyCall as call,
  methodConfigurationSchema,
} from './calls/authentication-methods-policy.ts'
import { decode, decodeItems, rejectedItem } from './decode.ts'
import { attempt, coverageOf, type Findings, type GraphContext } from './reading.ts'

/** The policy as evidence; its coverage counts the methods. */
export async function readMethodsPolicy(
  { client, clock }: GraphContext,
  findings: Findings,
  signal: AbortSignal,
): Promise<Evidence<AuthenticationMethodsPolicy>> {
  const takenAt = clock.now()
  const read = await attempt(call, findings, () =>
    client.send({ path: call.path, budget: call.budget, units: call.units, signal }),
  )
  if (!read.ok) return unknown(read.reason, takenAt)
  const policy = decode(call.schema, read.value)
  if (!policy.ok) {
    findings.rejected.push(rejectedItem(call.call, policy.misfit))
    return unknown(
      { kind: 'failed', call: call.call, detail: `${policy.misfit.field}: ${policy.misfit.problem}` },
      takenAt,
    )
  }
  const methods = policy.value.authenticationMethodConfigurations
  const { values, rejected } = decodeItems(
    methodConfigurationSchema,
    methods,
    call.call,
    'authenticationMethodConfigurations',
  )
  findings.rejected.push(...rejected)
  // The schemas have just checked every member that the domain names; only the index signature of loose objects hides
  // it.
  const value = {
    ...policy.value,
    authenticationMethodConfigurations: values as readonly MethodConfiguration[],
  } as AuthenticationMethodsPolicy
  return known(value, takenAt, coverageOf(values.length, rejected.length))
}
