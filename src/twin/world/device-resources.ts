// A device as the Entra device resource and as the Intune managedDevice resource (Microsoft Graph v1.0).

import { draw, drawBelow } from './chance.ts'
import type { DeviceFact } from './device-facts.ts'
import type { Guids } from './guid.ts'
import type { Identity } from './identity.ts'
import { dayMs, hourMs, isoSecond } from './iso-time.ts'
import type { People, Person } from './person.ts'
import { purpose } from './purposes.ts'
import type { Resource } from './world.ts'

/** Ids of devices: the directory object, the device's own id, and Intune's. */
export type DeviceIds = { readonly object: Guids; readonly device: Guids; readonly managed: Guids }

// The application id of Intune as a device manager. Source: Microsoft Learn, Windows MDM enrolment.
const intuneAppId = '0000000a-0000-0000-c000-000000000000'
const never = '0001-01-01T00:00:00Z'
const gibibyte = 1_073_741_824

function enrolledMs(people: People, person: Person, fact: DeviceFact): number {
  const days = Math.floor(draw(person.key, purpose.lastSeen + 100 * (fact.slot + 1)) * 1000)
  return Math.max(person.hiredDay * dayMs + 9 * hourMs, people.startMs - (3 + days) * dayMs)
}

// One device in twenty lies in a drawer: last seen months ago.
function lastSeenMs(people: People, person: Person, fact: DeviceFact): number {
  const seen = draw(person.key, purpose.lastSeen + 10 * fact.slot)
  const days = seen < 0.05 || !person.enabled ? 60 + seen * 4000 : seen * 6
  return Math.max(enrolledMs(people, person, fact), Math.floor(people.startMs - days * dayMs))
}

function deviceNameOf(person: Person, fact: DeviceFact, identity: Identity): string {
  if (fact.slot === 0) {
    const code = (person.key >>> 8).toString(36).toUpperCase().padStart(6, '0')
    return fact.system === 'macOS' ? `${identity.given ?? 'Mac'}s MacBook` : `CON-${code.slice(0, 6)}`
  }
  if (fact.system === 'iOS') return fact.slot === 2 ? 'iPad' : `${identity.given ?? 'Personal'}’s ${fact.name}`
  const day = isoSecond(fact.index * 1000 + 1_700_000_000_000)
  return `${identity.localPart}_Android_${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}_${day.slice(11, 16)}`
}

// What the Entra object says: a Mac under management is `MacMDM` (seen in real audit events); Android under management is often
// `AndroidForWork` (known from portals, not re-read).
function directorySystem(person: Person, fact: DeviceFact): string {
  if (fact.system === 'macOS') return fact.managed ? 'MacMDM' : 'MacOs'
  if (fact.system === 'Android' && fact.managed && draw(person.key, purpose.phoneManaged) < 0.3) return 'AndroidForWork'
  return fact.system
}

/** Makes the Entra device object. */
export function deviceResource(
  people: People,
  person: Person,
  fact: DeviceFact,
  identity: Identity,
  ids: DeviceIds,
): Resource {
  const hybrid = fact.trustType === 'ServerAd'
  return {
    id: ids.object.at(fact.index),
    deletedDateTime: null,
    accountEnabled: true,
    alternativeSecurityIds: [],
    approximateLastSignInDateTime: isoSecond(lastSeenMs(people, person, fact)),
    complianceExpirationDateTime: null,
    deviceCategory: null,
    deviceId: ids.device.at(fact.index),
    deviceMetadata: null,
    deviceOwnership: fact.managed ? 'Company' : null,
    deviceVersion: 2,
    displayName: deviceNameOf(person, fact, identity),
    enrollmentProfileName: null,
    enrollmentType: null,
    isCompliant: fact.managed ? fact.compliant : null,
    isManaged: fact.managed ? true : null,
    isManagementRestricted: null,
    isRooted: null,
    managementType: fact.managed ? 'MDM' : null,
    manufacturer: fact.manufacturer,
    mdmAppId: fact.managed ? intuneAppId : null,
    model: fact.model,
    onPremisesLastSyncDateTime: hybrid ? isoSecond(people.startMs - 26 * 60_000) : null,
    onPremisesSecurityIdentifier: null,
    onPremisesSyncEnabled: hybrid ? true : null,
    operatingSystem: directorySystem(person, fact),
    operatingSystemVersion: fact.version,
    physicalIds: [],
    profileType: fact.trustType === 'Workplace' ? null : 'RegisteredDevice',
    registrationDateTime: isoSecond(enrolledMs(people, person, fact)),
    systemLabels: [],
    trustType: fact.trustType,
  }
}

function enrollmentTypeOf(fact: DeviceFact): string {
  if (fact.system === 'Windows') return fact.trustType === 'ServerAd' ? 'windowsCoManagement' : 'windowsAzureADJoin'
  return fact.system === 'iOS' && fact.slot === 2 ? 'appleBulkWithUser' : 'userEnrollment'
}

/** Makes the Intune row. Apple's phones carry the name people know, all others the model code; an iPad is `iOS`. */
export function managedDeviceResource(
  people: People,
  person: Person,
  fact: DeviceFact,
  identity: Identity,
  ids: DeviceIds,
): Resource {
  const name = deviceNameOf(person, fact, identity)
  const total = (64 << drawBelow(person.key, 160 + fact.slot, 4)) * gibibyte
  const seenMs = lastSeenMs(people, person, fact)
  const enrolled = enrolledMs(people, person, fact)
  return {
    id: ids.managed.at(fact.index),
    activationLockBypassCode: null,
    androidSecurityPatchLevel: fact.system === 'Android' ? isoSecond(seenMs - 40 * dayMs).slice(0, 10) : '',
    azureADDeviceId: ids.device.at(fact.index),
    azureADRegistered: true,
    complianceGracePeriodExpirationDateTime: '9999-12-31T23:59:59Z',
    complianceState: fact.compliant ? 'compliant' : 'noncompliant',
    configurationManagerClientEnabledFeatures: null,
    deviceActionResults: [],
    deviceCategoryDisplayName: 'Unknown',
    deviceEnrollmentType: enrollmentTypeOf(fact),
    deviceHealthAttestationState: null,
    deviceName: name,
    deviceRegistrationState: 'registered',
    easActivated: false,
    easActivationDateTime: never,
    easDeviceId: '',
    emailAddress: identity.mail ?? '',
    enrolledDateTime: isoSecond(enrolled),
    enrollmentProfileName: '',
    ethernetMacAddress: null,
    exchangeAccessState: 'none',
    exchangeAccessStateReason: 'none',
    exchangeLastSuccessfulSyncDateTime: never,
    freeStorageSpaceInBytes: Math.floor(total * draw(person.key, 164 + fact.slot)),
    iccid: null,
    imei: '',
    isEncrypted: true,
    isSupervised: fact.slot === 2,
    jailBroken: fact.slot === 0 ? 'Unknown' : 'False',
    lastSyncDateTime: isoSecond(seenMs),
    managedDeviceName: `${identity.localPart}_${fact.system}_${fact.index}`,
    managedDeviceOwnerType: fact.slot === 1 && draw(person.key, purpose.phoneManaged) > 0.45 ? 'personal' : 'company',
    managementAgent: fact.trustType === 'ServerAd' ? 'configurationManagerClientMdm' : 'mdm',
    managementCertificateExpirationDate: isoSecond(enrolled + 365 * dayMs),
    managementState: 'managed',
    manufacturer: fact.manufacturer,
    meid: '',
    model: fact.system === 'iOS' ? fact.name : fact.model,
    notes: null,
    operatingSystem: fact.system,
    osVersion: fact.version,
    partnerReportedThreatState: 'unknown',
    phoneNumber: '',
    physicalMemoryInBytes: 0,
    remoteAssistanceSessionErrorDetails: null,
    remoteAssistanceSessionUrl: null,
    requireUserEnrollmentApproval: null,
    serialNumber: (person.key ^ (fact.slot * 7919)).toString(36).toUpperCase().replace('-', 'X').padStart(10, '0'),
    subscriberCarrier: '',
    totalStorageSpaceInBytes: total,
    udid: null,
    userDisplayName: identity.display,
    userId: people.roster.idOf(person.rank),
    userPrincipalName: identity.userPrincipalName,
    wiFiMacAddress: null,
  }
}
