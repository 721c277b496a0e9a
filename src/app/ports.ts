// The few interfaces that the use cases need of the world: where facts come from, where they are kept, what time it is.
// The edges implement them; main.ts joins the two.

import type { Evidence } from '#domain/shared/evidence.ts'
import type { GroupId, PersonId, TenantName } from '#domain/shared/ids.ts'
import type { AuditEvent } from '#domain/people/audit-event.ts'
import type { Device } from '#domain/people/device.ts'
import type { PersonJudgement } from '#domain/people/judgement.ts'
import type { PersonCase, PolicyReference } from '#domain/people/person-case.ts'
import type { Person, SignInActivity } from '#domain/people/person.ts'
import type { Registration } from '#domain/people/registration.ts'
import type { CallOutcome } from '#domain/tenant/graph-access.ts'
import type { DeviceFleet } from '#domain/tenant/device-fleet.ts'
import type { Fact, FactBook } from '#domain/tenant/fact.ts'
import type { NamedPeople } from '#domain/tenant/named-people.ts'
import type { PeopleDirectory } from '#domain/tenant/people-directory.ts'
import type { Population } from '#domain/tenant/population.ts'

/** The time of day, given so that tests and rehearsals can move it. */
export type Clock = { now(): Temporal.Instant }

// ── Where facts come from ────────────────────────────────────────────────────────────────────────────────────────

/** An item that could not be read: kept beside the good ones, shown with its remedy, never the end of a sync. */
export type RejectedItem = {
  /** The call or file it came from. */
  readonly origin: string
  /** Line of the file, or position in the answer's page, from 1. */
  readonly position: number | null
  /** Path of the field, for example `value[3].methodsRegistered`, or the column's name. */
  readonly field: string
  readonly problem: string
  readonly remedy: string
}

/** Rows of one page, in the order of the source. */
export type Page<Row> = {
  readonly rows: readonly Row[]
  readonly rejected: readonly RejectedItem[]
  /** Where to go on after this page; null at the end. Opaque to everyone but the source. */
  readonly cursor: string | null
  /** How many rows there are in all, when the source says. */
  readonly total?: number
}

/** How a stream ended without rows: what was refused and what it needs. */
export { StreamUnavailable } from '#domain/shared/stream-unavailable.ts'

/** A member of a group that a policy names, nested groups resolved. */
export type Membership = { readonly groupId: GroupId; readonly personId: PersonId }

/** A change that users/delta told: a row to lay over the person (properties that are undefined stay), or a removal. */
export type PersonChange =
  | { readonly kind: 'changed'; readonly person: Partial<Person> & { readonly id: PersonId } }
  | { readonly kind: 'removed'; readonly id: PersonId }

/** What is registered now according to the person's own methods, fresher than the report. */
export type FreshMethods = {
  readonly personId: PersonId
  readonly methodsRegistered: readonly string[]
  readonly takenAt: Temporal.Instant
}

/** The rows that a source streams, by stream name. */
export type StreamRows = {
  people: Person
  'sign-in-activity': SignInActivity
  registrations: Registration
  'intune-devices': Device
  'entra-devices': Device
  memberships: Membership
  'audit-events': AuditEvent
  'person-changes': PersonChange
}

export type StreamName = keyof StreamRows

/** The settings and short lists of a tenant: each read is known, or unknown with its reason; it never throws for a refusal. */
export type SettingsReading = {
  readonly facts: FactBook
  readonly rejected: readonly RejectedItem[]
  readonly calls: readonly CallOutcome[]
}

/** A tenant as Microsoft Graph shows it. Implemented by src/graph/graph-source.ts. Throws AppError for what ends a sync: credentials, network. */
export interface TenantSource {
  /** Signs in and tries one small call of each permission. */
  probe(signal: AbortSignal): Promise<readonly CallOutcome[]>
  /** Reads policies, strengths, roles, domains, organisation, security defaults, the groups that policies name (existence). */
  settings(signal: AbortSignal): Promise<SettingsReading>
  /**
   * Streams rows page by page from where `cursor` points (null: the beginning), in constant memory. Throws StreamUnavailable when refused.
   * `memberships` needs `groupIds`; `audit-events` takes `since`; `person-changes` needs the delta link as cursor.
   */
  stream<Name extends StreamName>(name: Name, options: StreamOptions): AsyncIterable<Page<StreamRows[Name]>>
  /** A delta link that stands for now, to be asked for before a full read of people begins; null when refused. */
  deltaLink(signal: AbortSignal): Promise<string | null>
  /** The methods of some people, read one by one (batched); people that could not be read are left out. */
  methodsOf(people: readonly PersonId[], signal: AbortSignal): AsyncIterable<FreshMethods>
  /** Details of the accounts that the owner named as emergency accounts, and the legacy per-user MFA state of a sample. */
  emergencyAccounts(userPrincipalNames: readonly string[], signal: AbortSignal): Promise<SettingsReading>
  perUserMfa(
    sample: readonly { readonly id: PersonId; readonly userPrincipalName: string }[],
    inAll: number,
    signal: AbortSignal,
  ): Promise<SettingsReading>
}

export type StreamOptions = {
  readonly cursor: string | null
  readonly signal: AbortSignal
  readonly groupIds?: readonly GroupId[]
  readonly since?: Temporal.Instant
}

/** The streams that exported files can hold. */
export type FileStreamName = 'people' | 'registrations' | 'intune-devices' | 'entra-devices'

/** An exported file whose header was recognised. */
export type OpenedFile = {
  readonly [Name in FileStreamName]: {
    readonly path: string
    /** The kind of export, for example `entra-users`, and its name for people. */
    readonly kind: string
    readonly title: string
    readonly stream: Name
    /** Whether an export of this kind lists everybody or everything there is, so that what is missing has gone. */
    readonly whole: boolean
    /** When the file was last written: what it says is as old as that. */
    readonly writtenAt: Temporal.Instant
    readonly total?: number
    /**
     * The rows in constant memory. In `rejected`, an item with a line (`position`) is a row left out; one without is a remark on the
     * whole file whose rows were kept. Cursors are null: a file is read from its beginning. Throws AppError file-not-csv, file-missing.
     */
    pages(): AsyncIterable<Page<StreamRows[Name]>>
  }
}[FileStreamName]

/** The file beside an export that tells its rejected rows; made when there is a first one, and removed when there is none. */
export interface RejectedFile {
  readonly path: string
  add(items: readonly RejectedItem[]): Promise<void>
  /** Returns whether there is a file now. */
  close(): Promise<boolean>
}

/** Exports of the admin centres as files. Implemented by src/files/file-source.ts. */
export interface FileSource {
  /** Recognises an export by its header. Throws AppError file-missing, file-not-csv, file-column-missing. */
  open(path: string): Promise<OpenedFile>
  rejectedBeside(path: string): RejectedFile
}

// ── Where they are kept ──────────────────────────────────────────────────────────────────────────────────────────

export type SyncKind = 'full' | 'incremental' | 'files'
export type SyncState = 'running' | 'finished' | 'failed'

export type StreamProgress = {
  readonly stream: StreamName
  readonly state: 'waiting' | 'reading' | 'done' | 'unavailable'
  /** Rows stored so far in this sync. */
  readonly rows: number
  readonly total: number | null
  readonly rejected: number
  readonly cursor: string | null
}

export type SyncRun = {
  readonly id: string
  readonly kind: SyncKind
  readonly state: SyncState
  readonly startedAt: Temporal.Instant
  readonly finishedAt: Temporal.Instant | null
  readonly streams: readonly StreamProgress[]
  /** Error code when failed. */
  readonly error: string | null
  /** users/delta link to go on from; null when none. */
  readonly deltaLink: string | null
}

/** How a tenant is reached. `secret` is plain here and encrypted in the store. */
export type Connection =
  | { readonly kind: 'demo'; readonly people: number; readonly seed: number }
  | { readonly kind: 'files' }
  | {
      readonly kind: 'graph'
      readonly tenantId: string
      readonly clientId: string | null
      readonly credential: 'secret' | 'certificate' | 'managed-identity' | 'workload-identity'
      /** Client secret, or the PEM of certificate and key; null for the identities that need none. */
      readonly secret: string | null
      readonly graphUrl: string
      readonly authorityUrl: string
    }

export type TenantRecord = {
  readonly name: TenantName
  readonly connection: Connection
  readonly createdAt: Temporal.Instant
}

export type NamedAccount = { readonly userPrincipalName: string; readonly namedAs: 'emergency' | 'service' | 'shared' }

/** A person with what is said of them, for lists and the person view. */
export type PersonRow = {
  readonly person: Person
  readonly judgement: PersonJudgement | null
  readonly methods: readonly string[] | null
  readonly methodsTakenAt: Temporal.Instant | null
  readonly isAdministrator: boolean | null
  readonly lastSignInAt: Temporal.Instant | null
}

export type PeopleFilter = {
  readonly exposure?: PersonJudgement['exposure']
  readonly tier?: PersonJudgement['tier']
  readonly destination?: PersonJudgement['destination']
  /** Substring of UPN, name or department, without case. */
  readonly search?: string
  /** Disabled, named and external accounts are in unless false. */
  readonly excludedToo?: boolean
  /** As of this moment; now when absent. */
  readonly at?: Temporal.Instant
}

/** A version of something that is kept with its history. `until` is null while it holds. */
export type Version<Value> = {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant | null
  readonly value: Value
}

export type Moments = { readonly from: Temporal.Instant; readonly to: Temporal.Instant }

/** A person whose judgement differs between two moments. Null: was not there. */
export type JudgementChange = {
  readonly id: PersonId
  readonly userPrincipalName: string
  readonly before: PersonJudgement | null
  readonly after: PersonJudgement | null
}

/** One distinct case of a tenant's people: `key` joins its verdict back to them. */
export type DistinctCase = { readonly key: string; readonly case: PersonCase; readonly people: number }

/** Everything of one tenant, inside one transaction that the database confines to that tenant's rows. */
export interface TenantUnit {
  readonly tenant: TenantName

  // syncs
  startSync(kind: SyncKind, streams: readonly StreamName[], at: Temporal.Instant): Promise<SyncRun>
  /** The sync that was cut off, to be resumed; null when the last one ended. */
  unfinishedSync(): Promise<SyncRun | null>
  lastFinishedSync(): Promise<SyncRun | null>
  syncs(limit: number): Promise<readonly SyncRun[]>
  saveDeltaLink(syncId: string, link: string | null): Promise<void>
  /** Moves a stream on, in the same transaction as its rows. */
  saveProgress(syncId: string, progress: StreamProgress): Promise<void>
  endSync(syncId: string, state: 'finished' | 'failed', at: Temporal.Instant, error: string | null): Promise<void>
  saveRejected(syncId: string, items: readonly RejectedItem[]): Promise<void>
  rejected(syncId: string, limit: number): Promise<readonly RejectedItem[]>

  // rows; each writes only what changed, keeps the version before, and returns how many rows changed
  putPeople(syncId: string, rows: readonly Person[], at: Temporal.Instant): Promise<number>
  putSignInActivity(syncId: string, rows: readonly SignInActivity[], at: Temporal.Instant): Promise<number>
  putRegistrations(syncId: string, rows: readonly Registration[], at: Temporal.Instant): Promise<number>
  putFreshMethods(rows: readonly FreshMethods[]): Promise<number>
  putDevices(syncId: string, rows: readonly Device[], at: Temporal.Instant): Promise<number>
  putMemberships(syncId: string, rows: readonly Membership[], at: Temporal.Instant): Promise<number>
  putAuditEvents(rows: readonly AuditEvent[]): Promise<number>
  applyPersonChanges(syncId: string, rows: readonly PersonChange[], at: Temporal.Instant): Promise<number>
  /** Ends what a whole stream of this sync did not show any more. Only after the stream was read to its end. */
  retireUnseen(syncId: string, stream: StreamName, at: Temporal.Instant): Promise<number>

  // facts
  putFacts(facts: FactBook, syncId: string | null, at: Temporal.Instant): Promise<void>
  /** All facts as known at a moment; now when null. */
  facts(at: Temporal.Instant | null): Promise<FactBook>
  factHistory(fact: Fact): Promise<readonly Version<Evidence<unknown>>[]>
  /** Counts the population in set-based statements; names are cut at namesMax. */
  countPopulation(): Promise<Population>
  /** People, and how many have a known manager and sign-in activity. */
  countDirectory(): Promise<PeopleDirectory>
  /** People in each group whose members are stored, nested groups resolved. */
  countMembers(): Promise<Readonly<Record<GroupId, number>>>
  countDevices(): Promise<DeviceFleet>
  auditEvents(filter: {
    readonly since?: Temporal.Instant
    readonly service?: string
    readonly personId?: PersonId
    /** Changes of policies only: see isPolicyChange. */
    readonly policyOnly?: boolean
    readonly limit: number
  }): Promise<readonly AuditEvent[]>
  newestAuditEventAt(): Promise<Temporal.Instant | null>

  // people
  nameAccounts(accounts: readonly NamedAccount[]): Promise<void>
  unnameAccount(userPrincipalName: string): Promise<boolean>
  namedAccounts(): Promise<readonly NamedAccount[]>
  /** The role holders of the role-assignments fact, laid out as rows so that cases can be joined. */
  putPolicyReach(
    references: readonly {
      readonly reference: PolicyReference
      readonly personIds: readonly PersonId[] | 'members-of-group'
    }[],
    groupsUnread: readonly GroupId[],
  ): Promise<void>
  /** The distinct cases of all people, as the rows stand now. */
  distinctCases(): Promise<readonly DistinctCase[]>
  /** Joins verdicts to people by case key, versioned; returns how many people's verdicts changed. */
  putJudgements(
    verdicts: readonly { readonly key: string; readonly judgement: PersonJudgement }[],
    at: Temporal.Instant,
  ): Promise<number>
  /** A sample of enabled members, the same for the same seed: administrators first. */
  samplePeople(
    size: number,
    seed: number,
  ): Promise<readonly { readonly id: PersonId; readonly userPrincipalName: string }[]>
  countPeople(filter: PeopleFilter): Promise<number>
  countBy(
    dimension: 'exposure' | 'tier' | 'destination',
    at: Temporal.Instant | null,
  ): Promise<Readonly<Record<string, number>>>
  /** In order of UPN, after `afterUpn`, at most `limit`: for pages and for streaming a million. */
  people(
    filter: PeopleFilter,
    page: { readonly afterUpn: string | null; readonly limit: number },
  ): Promise<readonly PersonRow[]>
  personByUpnOrId(text: string): Promise<PersonRow | null>
  /** The groups of each person, of those whose members are stored, nested groups resolved; people in none are absent. */
  groupsOf(personIds: readonly PersonId[]): Promise<Readonly<Record<PersonId, readonly GroupId[]>>>
  /** All devices in order of source and id, after the one given, at most `limit`. */
  devices(page: {
    readonly after: Pick<Device, 'source' | 'id'> | null
    readonly limit: number
  }): Promise<readonly Device[]>
  devicesOf(personId: PersonId): Promise<readonly Device[]>
  personHistory(personId: PersonId): Promise<{
    readonly person: readonly Version<Person>[]
    readonly methods: readonly Version<readonly string[]>[]
    readonly judgements: readonly Version<PersonJudgement>[]
  }>
  /** People whose judgement differs between two moments, in order of UPN, after `afterUpn`. */
  judgementChanges(
    moments: Moments,
    page: { readonly afterUpn: string | null; readonly limit: number },
  ): Promise<readonly JudgementChange[]>
  countJudgementChanges(moments: Moments): Promise<
    readonly {
      readonly before: PersonJudgement['exposure'] | null
      readonly after: PersonJudgement['exposure'] | null
      readonly people: number
    }[]
  >
  /** Names for a count: see NamedPeople. */
  named(filter: PeopleFilter): Promise<NamedPeople>
}

/** The database, embedded or a server. Implemented by src/store/open-store.ts. */
export interface Store {
  /** All tenants in order of name. A list opens no secret: the one of a `graph` connection is null in it. */
  tenants(): Promise<readonly TenantRecord[]>
  /** The tenant with its secret. Throws AppError data-key-wrong when the secret can not be opened. */
  tenant(name: TenantName): Promise<TenantRecord | null>
  /** Adds a tenant or changes its connection. */
  saveTenant(record: TenantRecord): Promise<void>
  removeTenant(name: TenantName): Promise<boolean>
  /** One transaction for one tenant. Throws AppError tenant-unknown when there is none. Everything or nothing is kept. */
  inTenant<Result>(name: TenantName, work: (unit: TenantUnit) => Promise<Result>): Promise<Result>
  /** Holds the tenant's sync lock while `work` runs; throws AppError sync-running when another process holds it. A dead holder's lock lapses. */
  withSyncLock<Result>(name: TenantName, work: () => Promise<Result>): Promise<Result>
  /** Statistics and dead rows after a large change. */
  tidy(): Promise<void>
  /** Writes a whole backup to a file; restores need an empty folder or an empty database. */
  backup(file: string): Promise<{ readonly bytes: number }>
  close(): Promise<void>
}
