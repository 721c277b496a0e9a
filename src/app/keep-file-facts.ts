// Keeps what an import says of the whole tenant: the counts of its people, registrations and devices, as old as the files. Every other fact
// is not in files, which is said, unless Microsoft Graph told it before.

import { known, unknown, type Evidence, type Known } from '#domain/shared/evidence.ts'
import { authenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import { deviceFleet, type DeviceFleet } from '#domain/tenant/device-fleet.ts'
import { domains } from '#domain/tenant/domains.ts'
import { emergencyAccounts, nameEmergencyAccounts } from '#domain/tenant/emergency-accounts.ts'
import type { Fact, FactBook, ValueOf } from '#domain/tenant/fact.ts'
import { graphAccess } from '#domain/tenant/graph-access.ts'
import { organization } from '#domain/tenant/organization.ts'
import { peopleDirectory } from '#domain/tenant/people-directory.ts'
import { perUserMfa } from '#domain/tenant/per-user-mfa.ts'
import { policyChanges } from '#domain/tenant/policy-changes.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { population } from '#domain/tenant/population.ts'
import { roleAssignments } from '#domain/tenant/role-assignments.ts'
import { securityDefaults } from '#domain/tenant/security-defaults.ts'
import type { FileStreamName, SyncRun, TenantUnit } from './ports.ts'
import type { StreamTally } from './retire-missing.ts'

/** What was known before an import, in rows. */
export type PeopleKnown = { readonly people: number; readonly registrations: number }

/** The facts that no export holds. */
const notInFiles: readonly Fact[] = [
  authenticationMethodsPolicy,
  authenticationStrengths,
  conditionalAccessPolicies,
  domains,
  graphAccess,
  organization,
  perUserMfa,
  policyChanges,
  policyGroups,
  roleAssignments,
  securityDefaults,
]

/** People known now. */
export async function peopleKnown(unit: TenantUnit): Promise<number> {
  return (await unit.countDirectory()).people
}

/** Enabled members with a registration known now: a lower bound of all registrations. */
export async function registrationsKnown(unit: TenantUnit): Promise<number> {
  return (await unit.countPopulation()).withRegistration
}

/** Counts and keeps the facts after the rows of an import were stored. */
export async function keepFileFacts(unit: TenantUnit, run: SyncRun, tallies: readonly StreamTally[]): Promise<void> {
  const before = await unit.facts(null)
  const now = run.startedAt
  const facts: { [name: string]: Evidence<unknown> } = {}
  const absent = unknown({ kind: 'not-in-source', source: 'files' }, now)
  for (const fact of notInFiles) if (isUntold(before, fact)) facts[fact.name] = absent
  if (isUntold(before, emergencyAccounts)) {
    const named = await unit.namedAccounts()
    facts[emergencyAccounts.name] = named.some(({ namedAs }) => namedAs === 'emergency')
      ? absent
      : unknown({ kind: 'not-told', ask: nameEmergencyAccounts }, now)
  }
  const tally = (stream: FileStreamName) => tallies.find((one) => one.stream === stream)
  const directory = await directoryOf(unit, before, tally('people'))
  facts[peopleDirectory.name] = directory ?? absent
  facts[population.name] = (await populationOf(unit, before, directory, tally('registrations'))) ?? absent
  facts[deviceFleet.name] = (await fleetOf(unit, before, tally('intune-devices'), tally('entra-devices'))) ?? absent
  await unit.putFacts(facts, run.id, now)
}

/** Never read, or known not to be in files: what Graph told, refusals among it, stays. */
function isUntold(before: FactBook, { name }: Fact): boolean {
  const evidence = before[name]
  if (evidence === undefined) return true
  return evidence.state === 'unknown' && ['never-read', 'not-in-source', 'not-told'].includes(evidence.reason.kind)
}

async function directoryOf(unit: TenantUnit, before: FactBook, tally: StreamTally | undefined) {
  const earlier = knownBefore(before, peopleDirectory)
  if (tally === undefined) return earlier
  const counts = await unit.countDirectory()
  return known(counts, tally.takenAt, { have: counts.people, of: counts.people + tally.rejected })
}

/** Both lists are needed: without the people, nobody can tell whose registration is missing. As old as the older of the two. */
async function populationOf(
  unit: TenantUnit,
  before: FactBook,
  directory: Known<unknown> | null,
  tally: StreamTally | undefined,
) {
  const registeredAt = tally?.takenAt ?? knownBefore(before, population)?.takenAt
  if (directory === null || registeredAt === undefined) return null
  const counts = await unit.countPopulation()
  const takenAt = older(registeredAt, directory.takenAt)
  return known(counts, takenAt, { have: counts.withRegistration, of: counts.enabledMembers })
}

async function fleetOf(
  unit: TenantUnit,
  before: FactBook,
  intune: StreamTally | undefined,
  entra: StreamTally | undefined,
) {
  const earlier = knownBefore(before, deviceFleet)
  if (intune === undefined && entra === undefined) return earlier
  const counts = await unit.countDevices()
  const ages = [intune?.takenAt, entra?.takenAt].filter((age) => age !== undefined)
  const value: DeviceFleet = {
    ...counts,
    intuneDevices: wasRead(intune, counts.intuneDevices, earlier?.value.intuneDevices) ? counts.intuneDevices : null,
    entraDevices: wasRead(entra, counts.entraDevices, earlier?.value.entraDevices) ? counts.entraDevices : null,
  }
  return known(value, ages.reduce(older))
}

/** A source that was never imported has an unknown number of devices, not none. */
function wasRead(tally: StreamTally | undefined, counted: number | null, earlier: number | null | undefined): boolean {
  return tally !== undefined || (earlier !== null && earlier !== undefined) || (counted ?? 0) > 0
}

function knownBefore<F extends Fact>(before: FactBook, { name }: F): Known<ValueOf<F>> | null {
  const evidence = before[name]
  return evidence?.state === 'known' ? (evidence as Known<ValueOf<F>>) : null
}

function older(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) <= 0 ? one : other
}
