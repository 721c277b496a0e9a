// Interactive sign-ins of the last 30 days, newest first, one at a time (Graph v1.0 signIn). The whole population signs in once in each
// round of 80 hours, in an order of its own, so that the log of all, the log of one person and signInActivity tell one story without a
// list of events being kept.

import { mix } from '#domain/shared/random.ts'
import { draw, drawBelow, shuffle } from './chance.ts'
import { type DeviceFact, devicesOf } from './device-facts.ts'
import type { DeviceIds } from './device-resources.ts'
import { guids } from './guid.ts'
import { type Domains, identityOf } from './identity.ts'
import { dayMs, hourMs, isoSecond } from './iso-time.ts'
import { type Enrolment, guestAccepted, logDays } from './method-facts.ts'
import type { People, Person } from './person.ts'
import { purpose } from './purposes.ts'
import type { Resource } from './world.ts'

/** One sign-in: who, when, and the number its details are drawn from. */
export type SignInFact = { readonly rank: number; readonly epochMs: number; readonly key: number }

/** The sign-ins of a tenant. */
export type SignIns = {
  /** Newest first, from `nowMs` back to `sinceMs`. */
  all(nowMs: number, sinceMs: number): Iterable<SignInFact>
  of(rank: number, nowMs: number, sinceMs: number): Iterable<SignInFact>
  /** The newest sign-in of a person, however old; undefined when there was none. */
  lastOf(rank: number, nowMs: number): number | undefined
}

const roundMs = 80 * hourMs
// Emergency accounts: the first was drilled twelve days before the start, the second not since last year.
const drilledDays = [12, 431] as const

/** Builds the sign-ins of a tenant. */
export function createSignIns(people: People, seed: number): SignIns {
  const { roster, startMs } = people
  const count = roster.people
  const order = shuffle(count, mix(seed, 31))
  const spacingMs = roundMs / count
  const shiftOf = (round: number) => drawBelow(mix(seed, 37), round + 100_000, count)
  const keyOf = (rank: number, round: number) => mix(people.keyOf(rank), 5000 + round)
  const momentOf = (round: number, index: number, key: number) =>
    Math.floor(startMs - round * roundMs - (index + draw(key, 1)) * spacingMs)
  const drillOf = (rank: number) => startMs - (drilledDays[rank - roster.firstEmergency] ?? 0) * dayMs
  const isEmergency = (rank: number) => roster.kindOf(rank) === 'emergency'

  const factAt = (round: number, index: number): SignInFact | undefined => {
    const rank = order.at((index + shiftOf(round)) % count)
    const key = keyOf(rank, round)
    const epochMs = momentOf(round, index, key)
    return signsIn(people, rank, epochMs) ? { rank, epochMs, key } : undefined
  }
  const factOf = (rank: number, round: number): SignInFact | undefined => {
    const index = (order.indexOf(rank) - shiftOf(round) + count) % count
    const key = keyOf(rank, round)
    const epochMs = momentOf(round, index, key)
    return signsIn(people, rank, epochMs) ? { rank, epochMs, key } : undefined
  }
  // Round 0 ends at the start of the clock; rounds after it are negative.
  const roundAt = (epochMs: number) => Math.floor((startMs - epochMs) / roundMs)
  const drill = (rank: number): SignInFact => ({ rank, epochMs: drillOf(rank), key: keyOf(rank, 0) })

  function* of(rank: number, nowMs: number, sinceMs: number): Iterable<SignInFact> {
    if (isEmergency(rank)) {
      const fact = drill(rank)
      if (fact.epochMs <= nowMs && fact.epochMs >= sinceMs) yield fact
      return
    }
    if (rank >= count) return
    for (let round = roundAt(nowMs); round <= roundAt(sinceMs); round++) {
      const fact = factOf(rank, round)
      if (fact !== undefined && fact.epochMs <= nowMs && fact.epochMs >= sinceMs) yield fact
    }
  }

  function* all(nowMs: number, sinceMs: number): Iterable<SignInFact> {
    const drills = Array.from({ length: roster.emergencies }, (_, index) =>
      drill(roster.firstEmergency + index),
    ).filter(({ epochMs }) => epochMs <= nowMs && epochMs >= sinceMs)
    for (let round = roundAt(nowMs); round <= roundAt(sinceMs); round++) {
      const first = Math.max(0, Math.floor((startMs - round * roundMs - nowMs) / spacingMs) - 1)
      for (let index = first; index < count; index++) {
        const fact = factAt(round, index)
        if (fact === undefined || fact.epochMs > nowMs) continue
        while ((drills[0]?.epochMs ?? -1) >= fact.epochMs) yield drills.shift() as SignInFact
        if (fact.epochMs < sinceMs) break
        yield fact
      }
    }
    yield* drills
  }

  return {
    all,
    of,
    lastOf: (rank, nowMs) => {
      if (isEmergency(rank)) return drillOf(rank)
      for (const fact of of(rank, nowMs, nowMs - logDays * dayMs)) return fact.epochMs
      return longAgo(people, rank)
    },
  }
}

// Who signs in at all: active people who are not away; one in thirty has an account and does not use it.
function signsIn(people: People, rank: number, epochMs: number): boolean {
  const key = people.keyOf(rank)
  switch (people.roster.kindOf(rank)) {
    case 'employee': {
      if (draw(key, purpose.signsIn) < 0.033) return false
      const leave = people.leaveOf(rank)
      const day = Math.floor(epochMs / dayMs)
      if (leave !== undefined && day >= leave.from && day <= leave.to) return false
      const person = people.personAt(rank)
      return person.enabled && day >= person.hiredDay
    }
    case 'guest':
    case 'internalGuest':
      return guestAccepted(key) && draw(key, purpose.signsIn) < 0.6
    case 'service':
      return draw(key, purpose.signsIn) < 0.7
    default:
      return false
  }
}

// The last sign-in of somebody who has none in the log; a quarter of them never had one.
function longAgo(people: People, rank: number): number | undefined {
  const key = people.keyOf(rank)
  const kind = people.roster.kindOf(rank)
  const person = people.personAt(rank)
  if (kind === 'shared' || kind === 'deleted' || person.joined) return undefined
  if (kind === 'guest' && !guestAccepted(key)) return undefined
  if (draw(key, purpose.signInDetail) < 0.25) return undefined
  const days = logDays + 2 + drawBelow(key, purpose.signsIn, 400)
  return Math.max(people.startMs - days * dayMs, person.hiredDay * dayMs + 9 * hourMs)
}

/** Makes the signInActivity of a last sign-in. */
export function signInActivityResource(people: People, rank: number, epochMs: number): Resource {
  const ids = guids(people.keyOf(rank), 12)
  const time = isoSecond(epochMs)
  const quietMs = epochMs + drawBelow(people.keyOf(rank), purpose.signInDetail, 3) * 20 * 60_000
  return {
    lastSignInDateTime: time,
    lastSignInRequestId: ids.at(0),
    lastNonInteractiveSignInDateTime: isoSecond(Math.min(quietMs, epochMs + hourMs)),
    lastNonInteractiveSignInRequestId: ids.at(1),
    lastSuccessfulSignInDateTime: time,
    lastSuccessfulSignInRequestId: ids.at(0),
  }
}

/** What the signIn resource needs to know of the tenant. */
export type SignInTenant = {
  readonly people: People
  readonly domains: Domains
  readonly enrolment: Enrolment
  readonly deviceIds: DeviceIds
  readonly tenantId: string
  readonly policies: readonly Resource[]
}

const apps = [
  [
    'One Outlook Web',
    '9199bf20-a13f-4107-85dc-02114787ef48',
    'Office 365 Exchange Online',
    '00000002-0000-0ff1-ce00-000000000000',
  ],
  [
    'Microsoft Teams',
    '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
    'Microsoft Teams Services',
    'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
  ],
  [
    'Office 365 SharePoint Online',
    '00000003-0000-0ff1-ce00-000000000000',
    'Office 365 SharePoint Online',
    '00000003-0000-0ff1-ce00-000000000000',
  ],
] as const

/** Makes the signIn resource of a fact. */
export function signInResource(tenant: SignInTenant, fact: SignInFact): Resource {
  const { people } = tenant
  const person = people.personAt(fact.rank)
  const identity = identityOf(people, tenant.domains, person)
  const [appDisplayName, appId, resourceDisplayName, resourceId] = apps[
    drawBelow(fact.key, 2, apps.length)
  ] as (typeof apps)[number]
  const failed = person.kind !== 'emergency' && draw(fact.key, 3) < 0.03
  const device = deviceOf(people, person, fact)
  const id = guids(fact.key, 13)
  return {
    id: id.at(fact.rank),
    createdDateTime: isoSecond(fact.epochMs),
    appDisplayName,
    appId,
    appliedConditionalAccessPolicies: failed ? [] : appliedPolicies(tenant, person),
    clientAppUsed: 'Browser',
    conditionalAccessStatus: failed ? 'notApplied' : 'success',
    correlationId: id.at(1),
    deviceDetail: deviceDetail(tenant, device),
    homeTenantId: tenant.tenantId,
    ipAddress: `203.0.113.${1 + drawBelow(fact.key, 4, 250)}`,
    isInteractive: true,
    location: {
      city: person.city.name,
      countryOrRegion: person.place.code,
      state: person.city.state,
      geoCoordinates: { altitude: null, latitude: person.city.latitude, longitude: person.city.longitude },
    },
    resourceDisplayName,
    resourceId,
    resourceTenantId: tenant.tenantId,
    riskDetail: 'none',
    riskEventTypes: [],
    riskEventTypes_v2: [],
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    servicePrincipalId: '',
    servicePrincipalName: null,
    status: failed
      ? {
          errorCode: 50126,
          failureReason: 'Error validating credentials due to invalid username or password.',
          additionalDetails: null,
        }
      : { errorCode: 0, failureReason: 'Other.', additionalDetails: 'MFA requirement satisfied by claim in the token' },
    userAgent: userAgentOf(device),
    userDisplayName: identity.display,
    userId: people.roster.idOf(fact.rank),
    userPrincipalName: identity.userPrincipalName,
  }
}

function deviceOf(people: People, person: Person, fact: SignInFact): DeviceFact | undefined {
  const devices = devicesOf(people, person)
  return devices[drawBelow(fact.key, 5, devices.length)]
}

function deviceDetail(tenant: SignInTenant, device: DeviceFact | undefined): Resource {
  if (device === undefined) {
    return {
      browser: 'Chrome 151.0.0',
      deviceId: '',
      displayName: '',
      isCompliant: false,
      isManaged: false,
      operatingSystem: 'Windows10',
      trustType: null,
    }
  }
  const trust = { AzureAd: 'Azure AD joined', ServerAd: 'Hybrid Azure AD joined', Workplace: 'Azure AD registered' }
  const system = {
    Windows: 'Windows10',
    macOS: 'MacOs',
    Linux: 'Linux',
    iOS: `Ios ${device.version}`,
    Android: `Android ${device.version}`,
  }
  return {
    browser: device.system === 'iOS' ? 'Mobile Safari 26.1' : 'Edge 151.0.0',
    deviceId: tenant.deviceIds.device.at(device.index),
    displayName: device.name,
    isCompliant: device.compliant,
    isManaged: device.managed,
    operatingSystem: system[device.system],
    trustType: trust[device.trustType],
  }
}

function userAgentOf(device: DeviceFact | undefined): string {
  if (device?.system === 'iOS') {
    return 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1'
  }
  const system =
    device?.system === 'Android'
      ? 'Linux; Android 10; K'
      : device?.system === 'macOS'
        ? 'Macintosh; Intel Mac OS X 10_15_7'
        : 'Windows NT 10.0; Win64; x64'
  return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/151.0.0.0 Safari/537.36 Edg/151.0.0.0`
}

// What each policy did: enforced ones for everyone succeed, narrow ones do not apply, and the report-only strength would have interrupted
// whoever has nothing that satisfies it.
function appliedPolicies(tenant: SignInTenant, person: Person): readonly Resource[] {
  const names = new Set(tenant.enrolment.methodsOf(person).map(({ kind }) => kind))
  const strong = names.has('passkey') || names.has('windowsHello') || names.has('secureEnclave')
  return tenant.policies.map((policy) => {
    const grant = policy.grantControls as Resource | null
    const conditions = policy.conditions as {
      users: { includeUsers: readonly string[] }
      applications: Resource
      clientAppTypes: readonly string[]
    }
    const everyone = conditions.users.includeUsers.includes('All')
    const actions = conditions.applications.includeUserActions as readonly string[]
    const applies = everyone && actions.length === 0 && conditions.clientAppTypes.includes('all')
    return {
      id: policy.id,
      displayName: policy.displayName,
      enforcedGrantControls:
        applies && Array.isArray(grant?.builtInControls) && grant.builtInControls.includes('mfa') ? ['Mfa'] : [],
      enforcedSessionControls: applies && policy.sessionControls !== null ? ['SignInFrequency'] : [],
      result: resultOf(String(policy.state), applies, strong),
    }
  })
}

function resultOf(state: string, applies: boolean, strong: boolean): string {
  if (state === 'disabled') return 'notEnabled'
  if (state === 'enabled') return applies ? 'success' : 'notApplied'
  if (!applies) return 'reportOnlyNotApplied'
  return strong ? 'reportOnlySuccess' : 'reportOnlyInterrupted'
}
