// The simulated tenant as the HTTP layer sees it: lists of Microsoft Graph resources that are made on demand from a seed, so that a
// million people need no memory, plus what has been changed since. Property names and values are Microsoft's (Graph v1.0).

/** A Graph resource as plain JSON, whole: the HTTP layer cuts it down by $select. */
export type Resource = { readonly [property: string]: unknown }

/** A list of resources in a fixed order, read by position. Nothing is kept: `at` makes the resource, with the changes made to it. */
export type ResourceList<Item extends Resource = Resource> = {
  /** One past the last position: a walk goes up to it. After a removal it is more than there are, because positions do not move. */
  size(): number
  /** How many there are now, without the removed ones: what $count answers. Absent: `size`. */
  count?(): number
  /** The item at a position from 0; positions do not move when others are added. Undefined beyond the end or when it was removed. */
  at(position: number): Item | undefined
  byId(id: string): Item | undefined
}

export type WorldSettings = {
  /** How many people the tenant has: members, guests, disabled ones, service and emergency accounts all counted. */
  readonly people: number
  readonly seed: number
  /** Share by ISO 3166 country code; the shares are weighed against each other. */
  readonly countries: Readonly<Record<string, number>>
  /** The instant at which the tenant's clock starts. */
  readonly startsAt: Temporal.Instant
  /** The organisation's name, for example Contoso; its domains follow from it. */
  readonly organization: string
}

/** The tenant's own clock. It runs with the real one unless it is moved or stopped. */
export type WorldClock = {
  now(): Temporal.Instant
  /** Moves the clock forward; it never goes back. */
  advance(by: Temporal.Duration): void
}

/** One change of a user, for users/delta. `at` counts up from 1. */
export type UserChange = {
  readonly at: number
  readonly id: string
  readonly kind: 'changed' | 'removed'
  /** Which properties changed, for `Prefer: return=minimal`; absent: taken as all. */
  readonly properties?: readonly string[]
}

export type World = {
  readonly settings: WorldSettings
  readonly clock: WorldClock
  readonly tenantId: string
  /** Users that are not soft-deleted, whole, without manager and signInActivity. */
  readonly users: ResourceList
  readonly deletedUsers: ResourceList
  /** The id of the user with that user principal name (any case), without a walk over all. Absent: the HTTP layer walks. */
  userIdOf?(userPrincipalName: string): string | undefined
  /** By person: the manager's id, undefined at the top. */
  managerIdOf(userId: string): string | undefined
  /** By person: the signInActivity resource, undefined when the person never signed in. */
  signInActivityOf(userId: string): Resource | undefined
  /** userRegistrationDetails rows: a person without registration data has none. Hours behind the truth, as the real report is. */
  readonly registrationDetails: ResourceList
  /** authenticationMethod resources of a person with their @odata.type, true at this moment. */
  authenticationMethodsOf(userId: string): readonly Resource[]
  /** The per-user MFA resource (`perUserMfaState`). */
  authenticationRequirementsOf(userId: string): Resource
  /** Entra devices; `registeredOwners` ids by `ownerIdsOf`. */
  readonly devices: ResourceList
  ownerIdsOf(deviceId: string): readonly string[]
  /** Ids of the Entra devices a person owns, without a walk over all. Absent: the HTTP layer walks. */
  deviceIdsOf?(userId: string): readonly string[]
  /** Intune managedDevice rows. */
  readonly managedDevices: ResourceList
  readonly groups: ResourceList
  /** Direct members, users and groups, in a fixed order, streamed. */
  membersOf(groupId: string): Iterable<{ readonly id: string; readonly kind: 'user' | 'group' }>
  readonly roleAssignments: readonly Resource[]
  readonly roleEligibilities: readonly Resource[]
  /** Newest first. */
  auditEvents(): Iterable<Resource>
  /** Newest first; interactive sign-ins of the last 30 days, with the beta properties that say how: v1.0 leaves them out. */
  signIns(filter: { readonly userId?: string; readonly since?: Temporal.Instant }): Iterable<Resource>
  readonly organization: Resource
  readonly domains: readonly Resource[]
  /** Singletons and small lists are kept whole and can be written. */
  authenticationMethodsPolicy: Resource
  conditionalAccessPolicies: readonly Resource[]
  authenticationStrengths: readonly Resource[]
  securityDefaults: Resource
  /** Beta: `optOutSettings` of the authentication methods policy. */
  optOutSettings: Resource | null
  /** Owner's knowledge, which Graph does not hold: for the demo to name them as an owner would. */
  readonly emergencyAccountUserPrincipalNames: readonly string[]

  /** Changes of users so far, oldest first, from the change after `since`. */
  userChanges(since: number): Iterable<UserChange>
  lastUserChange(): number
  /** Changes properties of a user and records it for delta. False when there is no such user. */
  changeUser(id: string, properties: Resource): boolean
  /** Adds a user (a joiner), and gives the whole resource. */
  addUser(properties: Resource): Resource
  /** Soft-deletes a user. */
  removeUser(id: string): boolean
  addMember(groupId: string, userId: string): 'added' | 'already' | 'unknown'
  removeMember(groupId: string, userId: string): boolean
  addGroup(properties: Resource): Resource
  /** Registers a method for a person now, with its audit events; the report shows it hours later. */
  registerMethod(userId: string, method: Resource): void
  removeMethod(userId: string, methodId: string): boolean
  /** Owner's knowledge, which Graph does not hold: when a person is away, whole days, both included; undefined when not on leave. */
  leaveOf(userId: string): { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate } | undefined
  /** Records an audit event of the tenant, for example a policy change, with Microsoft's names. */
  recordAuditEvent(event: Resource): void
}
