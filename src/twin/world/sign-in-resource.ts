// Sign-ins as resources: signIn and signInActivity (Graph v1.0). A success has failureReason "Other." and an unregistered device an empty
// deviceId, as real bodies have.

import { draw, drawBelow } from './chance.ts'
import { type DeviceFact, devicesOf } from './device-facts.ts'
import type { DeviceIds } from './device-resources.ts'
import { appliedPolicies, authenticationDetails, secondFactorOf } from './sign-in-factor.ts'
import { guids } from './guid.ts'
import { type Domains, identityOf } from './identity.ts'
import { hourMs, isoSecond } from './iso-time.ts'
import type { Enrolment } from './method-facts.ts'
import type { People, Person } from './person.ts'
import { purpose } from './purposes.ts'
import type { SignInFact } from './sign-ins.ts'
import type { Resource } from './world.ts'

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

/**
 * Makes the signIn resource of a fact, with the beta properties that say how the person signed in (authenticationDetails,
 * authenticationMethodsUsed, authenticationRequirement, signInEventTypes, userType, and authenticationStrength of a policy): v1.0 leaves them out.
 */
export function signInResource(tenant: SignInTenant, fact: SignInFact): Resource {
  const { people } = tenant
  const person = people.personAt(fact.rank)
  const identity = identityOf(people, tenant.domains, person)
  const [appDisplayName, appId, resourceDisplayName, resourceId] = apps[
    drawBelow(fact.key, 2, apps.length)
  ] as (typeof apps)[number]
  const failed = person.kind !== 'emergency' && draw(fact.key, 3) < 0.03
  const device = deviceOf(people, person, fact)
  const factor = secondFactorOf(tenant.enrolment.methodsOf(person), fact)
  const id = guids(fact.key, 13)
  return {
    id: id.at(fact.rank),
    createdDateTime: isoSecond(fact.epochMs),
    appDisplayName,
    appId,
    appliedConditionalAccessPolicies: failed ? [] : appliedPolicies(tenant.policies, factor),
    authenticationDetails: authenticationDetails(factor, fact.epochMs, failed),
    authenticationMethodsUsed:
      factor.name === null ? ['Password'] : factor.strong ? [factor.name] : ['Password', factor.name],
    authenticationRequirement: factor.name === null ? 'singleFactorAuthentication' : 'multiFactorAuthentication',
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
    signInEventTypes: ['interactiveUser'],
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
    userType: person.kind === 'guest' || person.kind === 'internalGuest' ? 'guest' : 'member',
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
