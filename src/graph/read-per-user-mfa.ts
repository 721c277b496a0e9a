// Reads the legacy per-user MFA setting of a sample, twenty at a time; the evidence says how many of all were asked.

import { known, unknown, type UnknownReason } from '#domain/shared/evidence.ts'
import type { PersonId } from '#domain/shared/ids.ts'
import { namesMax, type NamedPeople, type NamedPerson } from '#domain/tenant/named-people.ts'
import { perUserMfa, type PerUserMfa } from '#domain/tenant/per-user-mfa.ts'
import type { SettingsReading } from '#app/ports.ts'
import { batch } from './batch.ts'
import { pathOf } from './call.ts'
import { perUserMfaCall as call } from './calls/per-user-mfa.ts'
import { decode, rejectedItem } from './decode.ts'
import { outcomeOf, reasonOf, type GraphFailure } from './graph-failure.ts'
import { noFindings, type GraphContext } from './reading.ts'

/** The states of the sample as a fact. `inAll` is how many people there are to ask. */
export async function readPerUserMfa(
  context: GraphContext,
  sample: readonly { readonly id: PersonId; readonly userPrincipalName: string }[],
  inAll: number,
  signal: AbortSignal,
): Promise<SettingsReading> {
  const takenAt = context.clock.now()
  const findings = noFindings()
  if (sample.length === 0) {
    const nobody: PerUserMfa = { disabled: 0, enabled: named([]), enforced: named([]) }
    return { ...findings, facts: { [perUserMfa.name]: known(nobody, takenAt, { have: 0, of: inAll }) } }
  }
  const names = new Map(sample.map((person) => [person.id, person.userPrincipalName]))
  const parts = [...names.keys()].map((id) => ({ key: id, path: pathOf(call, { id }) }))
  const found: Record<'enabled' | 'enforced', NamedPerson[]> = { enabled: [], enforced: [] }
  let disabled = 0
  let failure: GraphFailure | null = null
  let reason: UnknownReason | null = null
  for await (const result of batch(parts, { ...context, signal, version: 'beta', units: call.units })) {
    if (!result.ok) {
      // Somebody who has left since is no refusal.
      if (result.failure.kind === 'not-found') continue
      failure = result.failure
      reason = reasonOf(failure, call)
      continue
    }
    const decoded = decode(call.schema, result.body)
    if (!decoded.ok) findings.rejected.push(rejectedItem(call.call, decoded.misfit))
    else if (decoded.value.perUserMfaState === 'disabled') disabled += 1
    else found[decoded.value.perUserMfaState].push({ id: result.key, userPrincipalName: names.get(result.key) ?? '' })
  }
  findings.calls.push(outcomeOf(call, failure))
  const asked = disabled + found.enabled.length + found.enforced.length
  const value: PerUserMfa = { disabled, enabled: named(found.enabled), enforced: named(found.enforced) }
  const evidence =
    asked === 0 && reason !== null ? unknown(reason, takenAt) : known(value, takenAt, { have: asked, of: inAll })
  return { ...findings, facts: { [perUserMfa.name]: evidence } }
}

function named(people: readonly NamedPerson[]): NamedPeople {
  const inOrder = [...people].sort((one, other) => (one.userPrincipalName < other.userPrincipalName ? -1 : 1))
  return { count: people.length, people: inOrder.slice(0, namesMax) }
}
