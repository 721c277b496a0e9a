// Keeps what a sync read as facts: the settings as they came, and the counts that the store makes of its rows, each with its age and coverage.

import {
  known,
  unknown,
  type Coverage,
  type Evidence,
  type Known,
  type UnknownReason,
} from '#domain/shared/evidence.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { deviceFleet } from '#domain/tenant/device-fleet.ts'
import type { Fact, FactBook } from '#domain/tenant/fact.ts'
import { graphAccess, type CallOutcome } from '#domain/tenant/graph-access.ts'
import { emergencyAccounts, nameEmergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import { policyReferences } from '#domain/people/tenant-rules.ts'
import { peopleDirectory } from '#domain/tenant/people-directory.ts'
import { isPolicyChange, policyChanges } from '#domain/tenant/policy-changes.ts'
import { policyGroups, type PolicyGroup } from '#domain/tenant/policy-groups.ts'
import { population, type Population } from '#domain/tenant/population.ts'
import type { AppContext } from './context.ts'
import type { StreamEnd } from './read-stream.ts'
import type { SettingsReading, StreamName, SyncRun, TenantUnit } from './ports.ts'

/** How many policy changes are kept in view. */
const policyChangesMax = 500

/** Stores settings as they were read; returns them as one book. Accounts that nobody named are unknown, never "none". */
export async function keepSettings(
  app: AppContext,
  tenant: TenantName,
  run: SyncRun,
  readings: readonly SettingsReading[],
): Promise<FactBook> {
  const now = app.clock.now()
  const facts: Record<string, Evidence<unknown> | undefined> = {}
  for (const reading of readings) Object.assign(facts, reading.facts)
  await app.store.inTenant(tenant, async (unit) => {
    const named = await unit.namedAccounts()
    if (!named.some(({ namedAs }) => namedAs === 'emergency')) {
      facts[emergencyAccounts.name] = unknown({ kind: 'not-told', ask: nameEmergencyAccounts }, now)
    }
    facts[graphAccess.name] = known(
      readings.flatMap((reading) => reading.calls),
      now,
    )
    await unit.putFacts(facts, run.id, now)
  })
  return facts
}

/** Counts the rows that the sync left in the store. A stream that was refused makes its counts unknown; one not read now keeps its age. */
export async function countFacts(
  app: AppContext,
  tenant: TenantName,
  run: SyncRun,
  ends: ReadonlyMap<StreamName, StreamEnd>,
): Promise<void> {
  const now = app.clock.now()
  await app.store.inTenant(tenant, async (unit) => {
    const before = await unit.facts(null)
    const facts: Record<string, Evidence<unknown>> = {}
    const put = (fact: Fact, evidence: Evidence<unknown>) => {
      facts[fact.name] = evidence
    }
    put(population, await countPeople(unit, before, run, ends))
    put(deviceFleet, await countFleet(unit, before, run, ends))
    put(peopleDirectory, await countDirectory(unit, before, run, ends))
    put(policyGroups, await countGroups(unit, before, ends))
    const emergency = before[emergencyAccounts.name]
    if (emergency?.state === 'known') put(emergencyAccounts, await withGroups(unit, emergency, ends))
    const audit = ends.get('audit-events')
    if (audit?.state === 'unavailable') put(policyChanges, audit.evidence)
    else put(policyChanges, known(await policyChangesIn(unit), now))
    put(graphAccess, accessWithStreams(before[graphAccess.name], ends, now))
    await unit.putFacts(facts, run.id, now)
  })
}

/** The calls of the settings with those of the streams: a stream that was refused is a call refused. */
function accessWithStreams(
  settings: Evidence<unknown> | undefined,
  ends: ReadonlyMap<StreamName, StreamEnd>,
  now: Temporal.Instant,
): Evidence<unknown> {
  const calls = settings?.state === 'known' ? (settings.value as readonly CallOutcome[]) : []
  const refused = [...ends].flatMap(([fact, end]) =>
    end.state === 'unavailable' ? outcomeOf(fact, end.evidence.reason) : [],
  )
  return known([...calls.filter(({ fact }) => !ends.has(fact as StreamName)), ...refused], now)
}

function outcomeOf(fact: StreamName, reason: UnknownReason): readonly CallOutcome[] {
  const none = { fact, permission: null, licence: null, errorCode: null }
  switch (reason.kind) {
    case 'refused':
      return [{ ...none, call: reason.call, outcome: 'refused', permission: reason.permission }]
    case 'no-licence':
      return [{ ...none, call: reason.call, outcome: 'no-licence', licence: reason.licence }]
    case 'failed':
      return [{ ...none, call: reason.call, outcome: 'failed' }]
    case 'never-read':
    case 'not-in-source':
    case 'not-told':
      return []
  }
}

async function countPeople(
  unit: TenantUnit,
  before: FactBook,
  run: SyncRun,
  ends: ReadonlyMap<StreamName, StreamEnd>,
): Promise<Evidence<unknown>> {
  const end = ends.get('registrations')
  if (end?.state === 'unavailable') return end.evidence
  const earlier = before[population.name]
  if (end === undefined && earlier?.state === 'unknown') return earlier
  const counted = await unit.countPopulation()
  const unread = rejectedOf(end) + rejectedOf(ends.get('people') ?? ends.get('person-changes'))
  const unreadEarlier = end === undefined && earlier?.state === 'known' ? leftOut(earlier as Known<Population>) : 0
  return known(counted, ageOf(population, before, end, run), {
    have: counted.withRegistration,
    of: counted.enabledMembers + unread + unreadEarlier,
  })
}

function rejectedOf(end: StreamEnd | undefined): number {
  return end?.progress.rejected ?? 0
}

/** The rows that the reading which a population rests on rejected: it stays as partial as it was until the next one. */
function leftOut({ value, coverage }: Known<Population>): number {
  return Math.max(0, (coverage.of ?? 0) - value.enabledMembers)
}

async function countFleet(
  unit: TenantUnit,
  before: FactBook,
  run: SyncRun,
  ends: ReadonlyMap<StreamName, StreamEnd>,
): Promise<Evidence<unknown>> {
  const [intune, entra] = [ends.get('intune-devices'), ends.get('entra-devices')]
  if (intune?.state === 'unavailable' && entra?.state === 'unavailable') return intune.evidence
  const earlier = before[deviceFleet.name]
  if (intune === undefined && entra === undefined && earlier?.state === 'unknown') return earlier
  const counted = await unit.countDevices()
  const value = {
    ...counted,
    intuneDevices: intune?.state === 'unavailable' ? null : counted.intuneDevices,
    entraDevices: entra?.state === 'unavailable' ? null : counted.entraDevices,
  }
  return known(value, ageOf(deviceFleet, before, intune ?? entra, run))
}

async function countDirectory(
  unit: TenantUnit,
  before: FactBook,
  run: SyncRun,
  ends: ReadonlyMap<StreamName, StreamEnd>,
): Promise<Evidence<unknown>> {
  const end = ends.get('people') ?? ends.get('person-changes')
  if (end?.state === 'unavailable') return end.evidence
  const earlier = before[peopleDirectory.name]
  if (end === undefined && earlier?.state === 'unknown') return earlier
  const counts = await unit.countDirectory()
  const rejected = rejectedOf(end)
  const coverage: Coverage = { have: counts.people, of: counts.people + rejected }
  return known(counts, ageOf(peopleDirectory, before, end, run), coverage)
}

/** The emergency accounts with the groups that they are in, of those that policies name; unknown where not all members were read. */
async function withGroups(
  unit: TenantUnit,
  emergency: Known<unknown>,
  ends: ReadonlyMap<StreamName, StreamEnd>,
): Promise<Evidence<unknown>> {
  const accounts = emergency.value as readonly EmergencyAccount[]
  const members = ends.get('memberships')
  const isRead = members?.state === 'done' && members.progress.rejected === 0
  const groups = isRead ? await unit.groupsOf(accounts.flatMap(({ id }) => id ?? [])) : {}
  const groupIds = ({ id }: EmergencyAccount) => (isRead && id !== null ? (groups[id] ?? []) : null)
  return { ...emergency, value: accounts.map((account) => ({ ...account, groupIds: groupIds(account) })) }
}

/** The groups as the settings named them, with the people that the memberships showed; without all memberships the number stays unknown. */
async function countGroups(
  unit: TenantUnit,
  before: FactBook,
  ends: ReadonlyMap<StreamName, StreamEnd>,
): Promise<Evidence<unknown>> {
  const groups = before[policyGroups.name]
  const end = ends.get('memberships')
  if (end?.state === 'unavailable') return end.evidence
  if (groups?.state !== 'known') return groups ?? unknown({ kind: 'never-read' })
  const asked = new Set(policyReferences(before).groups)
  // A rejected row does not say whose it was: any of the groups may hold one person more.
  const isWhole = rejectedOf(end) === 0
  const members = await unit.countMembers()
  const counted = (groups.value as readonly PolicyGroup[]).map((group) => ({
    ...group,
    people:
      isWhole && group.exists && asked.has(group.id.toLowerCase()) ? (members[group.id.toLowerCase()] ?? 0) : null,
  }))
  return { ...groups, value: counted }
}

/** Rows read in this sync are as old as its start; rows kept from an earlier one are as old as they were. */
function ageOf(fact: Fact, before: FactBook, end: StreamEnd | undefined, run: SyncRun): Temporal.Instant {
  const earlier = before[fact.name]
  return end === undefined && earlier?.state === 'known' ? earlier.takenAt : run.startedAt
}

async function policyChangesIn(unit: TenantUnit) {
  const events = await unit.auditEvents({ limit: policyChangesMax, policyOnly: true })
  return events
    .filter(isPolicyChange)
    .map(({ id, at, activity, targetName, targetId, by }) => ({ id, at, activity, target: targetName, targetId, by }))
}
