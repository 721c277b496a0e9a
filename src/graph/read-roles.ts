// Reads who holds or may activate a directory role. Groups that hold roles are resolved to their people; a group that
// cannot be read makes the reading partial, never shorter without a word.

import { known, unknown, type Evidence } from '#domain/shared/evidence.ts'
import type { RoleAssignment, RoleAssignments } from '#domain/tenant/role-assignments.ts'
import type { Call } from './call.ts'
import { pathOf } from './call.ts'
import { membershipsCall, memberSchema, personIdOf } from './calls/memberships.ts'
import { roleAssignmentsCall, type RoleHolding, type roleHoldingSchema } from './calls/role-assignments.ts'
import { roleAssignmentSchedulesCall } from './calls/role-assignment-schedules.ts'
import { roleEligibilitySchedulesCall } from './calls/role-eligibility-schedules.ts'
import { decodeItems } from './decode.ts'
import { readList } from './paging.ts'
import { attempt, listEvidence, type Findings, type GraphContext } from './reading.ts'

type Kind = RoleAssignment['kind']

/** Roles as evidence; coverage counts the holdings whose people are known. */
export async function readRoles(
  context: GraphContext,
  findings: Findings,
  signal: AbortSignal,
): Promise<Evidence<RoleAssignments>> {
  const takenAt = context.clock.now()
  const read = (call: Call<typeof roleHoldingSchema>) =>
    listEvidence(context, call, (holding) => holding, findings, signal)
  const [active, activated, eligible] = await Promise.all([
    read(roleAssignmentsCall),
    read(roleAssignmentSchedulesCall),
    read(roleEligibilitySchedulesCall),
  ])
  if (active.state === 'unknown') return unknown(active.reason, takenAt)
  const lists = [
    { kind: 'active' as Kind, list: active },
    { kind: 'active' as Kind, list: activated },
    { kind: 'eligible' as Kind, list: eligible },
  ]
  const holders = new Holders(context, findings, signal)
  let have = 0
  let of = 0
  for (const { kind, list } of lists) {
    if (list.state === 'unknown') continue
    of += list.coverage.of ?? list.value.length
    for (const holding of list.value) if (await holders.add(holding, kind)) have += 1
  }
  return known({ assignments: holders.assignments(), eligibleRead: eligible.state === 'known' }, takenAt, { have, of })
}

/** Collects assignments, each once, and the members of the groups on the way. */
class Holders {
  private readonly context: GraphContext
  private readonly findings: Findings
  private readonly signal: AbortSignal
  private readonly found = new Map<string, RoleAssignment>()
  private readonly members = new Map<string, readonly string[] | null>()

  constructor(context: GraphContext, findings: Findings, signal: AbortSignal) {
    this.context = context
    this.findings = findings
    this.signal = signal
  }

  assignments(): readonly RoleAssignment[] {
    return [...this.found.values()]
  }

  /** False when the holding's people are not known. */
  async add(holding: RoleHolding, kind: Kind): Promise<boolean> {
    const type = holding.principal?.['@odata.type']
    const principalId = holding.principalId.toLowerCase()
    if (type === '#microsoft.graph.servicePrincipal') return true
    const people = type === '#microsoft.graph.group' ? await this.membersOf(principalId) : [principalId]
    for (const personId of people ?? []) this.put(personId, holding.roleDefinitionId.toLowerCase(), kind)
    return people !== null
  }

  private put(principalId: string, roleTemplateId: string, kind: Kind): void {
    this.found.set(`${principalId} ${roleTemplateId} ${kind}`, { principalId, roleTemplateId, kind })
  }

  private async membersOf(groupId: string): Promise<readonly string[] | null> {
    const before = this.members.get(groupId)
    if (before !== undefined) return before
    const call = { ...membershipsCall, fact: roleAssignmentsCall.fact }
    const path = pathOf(call, { id: groupId })
    const read = await attempt(call, this.findings, () =>
      readList(this.context.client, path, { ...call, signal: this.signal }),
    )
    const people = read.ok ? this.peopleOf(read.value) : null
    this.members.set(groupId, people)
    return people
  }

  /** Null when a member could not be read: who it is decides. */
  private peopleOf(items: readonly unknown[]): readonly string[] | null {
    const { values, rejected } = decodeItems(memberSchema, items, membershipsCall.call)
    this.findings.rejected.push(...rejected)
    return rejected.length > 0 ? null : values.map(personIdOf).filter((id) => id !== null)
  }
}
