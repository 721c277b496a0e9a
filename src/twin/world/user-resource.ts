// A person as Microsoft Graph's user resource (v1.0), whole but for manager and signInActivity, which are asked for apart.

import { draw, drawBelow } from './chance.ts'
import { type Domains, identityOf } from './identity.ts'
import { dayMs, hourMs, isoDay, isoSecond } from './iso-time.ts'
import { type Licence, licences } from './licences.ts'
import { guestAccepted } from './method-facts.ts'
import { isSynchronised, type People, type Person } from './person.ts'
import { purpose } from './purposes.ts'
import type { Resource } from './world.ts'

/** The first day of the tenant, in days since 1970-01-01: 12 March 2018. No account is older. */
export const tenantMadeDay = 17_602

const nothing: readonly never[] = Object.freeze([])
const noAttributes: Resource = Object.freeze(
  Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`extensionAttribute${index + 1}`, null])),
)
// PasswordPolicies of service and emergency accounts; people follow the domain. Source: user resource, passwordPolicies.
const neverExpires = 'DisablePasswordExpiration'

/** A phone number that belongs to nobody: the dialling code, 555, six digits. */
export function phoneNumberOf(person: Person): string {
  const digits = drawBelow(person.key, purpose.phoneNumber, 1_000_000)
  return `+${person.place.diallingCode} 555${String(digits).padStart(6, '0')}`
}

/** The number on the desk. */
export function officePhoneOf(person: Person): string {
  return `+${person.place.diallingCode} 5550${String(drawBelow(person.key, purpose.officePhone, 100_000)).padStart(5, '0')}`
}

/** When the password was last changed: within the 90 days of the domain's policy for most, years for accounts exempt from it. */
export function passwordChangedMs(people: People, person: Person): number {
  const exempt = person.kind === 'service' || person.kind === 'emergency' || person.kind === 'shared'
  const days = Math.floor(draw(person.key, purpose.passwordAge) * (exempt ? 1400 : 92))
  return Math.max(
    createdMsOf(person),
    people.startMs - days * dayMs - drawBelow(person.key, purpose.secondOfDay, 40_000) * 1000,
  )
}

function createdMsOf(person: Person): number {
  const day = person.joined ? person.hiredDay - 3 : Math.max(tenantMadeDay, person.hiredDay - 7)
  return day * dayMs + drawBelow(person.key, purpose.secondOfDay, 60_000) * 1000
}

function licenceOf(person: Person): Licence {
  if (person.kind === 'internalGuest') return licences.f3
  if (person.kind !== 'employee' || !person.enabled) return licences.none
  if (person.seat?.department.frontline === true && !person.seat.leads) return licences.f3
  return draw(person.key, purpose.licence) < 0.25 ? licences.e5 : licences.e3
}

/** The job title: by the place in the tree for those who lead, by the department's list for the others. */
export function titleOf(person: Person): string | null {
  const { seat } = person
  if (seat === undefined) return null
  if (person.rank === 0) return 'Chief Executive Officer'
  if (seat.local === 0) return `Director ${seat.department.name}`
  if (seat.leads) return seat.depth === 1 ? `Head of ${seat.department.name}` : 'Team Lead'
  const { titles } = seat.department
  return titles[drawBelow(person.key, purpose.title, titles.length)] ?? null
}

function employeeTypeOf(person: Person): string | null {
  if (person.kind === 'internalGuest') return 'Contractor'
  if (person.kind !== 'employee') return null
  const kind = draw(person.key, purpose.employeeType)
  return kind < 0.86 ? 'Employee' : kind < 0.94 ? 'Contractor' : kind < 0.98 ? 'Apprentice' : 'Intern'
}

/** Makes the user resource. `deletedMs` is set for a soft-deleted one. */
export function userResource(people: People, domains: Domains, person: Person, deletedMs: number | null): Resource {
  const { kind, place, city, key, seat } = person
  const id = people.roster.idOf(person.rank)
  const identity = identityOf(people, domains, person)
  const human = kind === 'employee' || kind === 'internalGuest' || kind === 'deleted'
  const synchronised = isSynchronised(person)
  const createdMs = createdMsOf(person)
  const licence = licenceOf(person)
  const guest = kind === 'guest'
  const accepted = guest && guestAccepted(key)
  return {
    id,
    deletedDateTime: deletedMs === null ? null : isoSecond(deletedMs),
    accountEnabled: person.enabled,
    ageGroup: null,
    assignedLicenses: licence.assignedLicenses,
    assignedPlans: licence.assignedPlans,
    businessPhones: human && draw(key, purpose.officePhone) < 0.6 ? [officePhoneOf(person)] : nothing,
    city: human || kind === 'shared' ? city.name : null,
    companyName: guest ? 'Fabrikam' : null,
    consentProvidedForMinor: null,
    country: human ? place.name : null,
    createdDateTime: isoSecond(createdMs),
    creationType: guest ? 'Invitation' : null,
    department: seat?.department.name ?? null,
    displayName: identity.display,
    employeeHireDate: kind === 'employee' ? `${isoDay(person.hiredDay)}T00:00:00Z` : null,
    employeeId: kind === 'employee' ? String(100_000 + person.rank) : null,
    employeeLeaveDateTime: kind === 'employee' && !person.enabled ? leftAt(people, person) : null,
    employeeOrgData: null,
    employeeType: employeeTypeOf(person),
    externalUserState: guest ? (accepted ? 'Accepted' : 'PendingAcceptance') : null,
    externalUserStateChangeDateTime: guest ? isoSecond(createdMs + (accepted ? 26 * hourMs : 0)) : null,
    faxNumber: null,
    givenName: identity.given,
    identities: [
      guest
        ? { issuer: 'ExternalAzureAD', issuerAssignedId: null, signInType: 'federated' }
        : { issuer: domains.initial, issuerAssignedId: identity.userPrincipalName, signInType: 'userPrincipalName' },
    ],
    imAddresses: nothing,
    isManagementRestricted: null,
    isResourceAccount: null,
    jobTitle: titleOf(person),
    lastPasswordChangeDateTime: isoSecond(passwordChangedMs(people, person)),
    legalAgeGroupClassification: null,
    mail: identity.mail,
    mailNickname: identity.localPart,
    mobilePhone: human && draw(key, purpose.phone) < 0.75 ? phoneNumberOf(person) : null,
    officeLocation:
      kind === 'employee'
        ? `${city.name} ${1 + drawBelow(key, purpose.city, 4)}.${drawBelow(key, purpose.titleRoom, 60)}`
        : null,
    onPremisesDistinguishedName: synchronised
      ? `CN=${identity.localPart},OU=${place.code},DC=${domains.slug},DC=com`
      : null,
    onPremisesDomainName: synchronised ? domains.primary : null,
    onPremisesExtensionAttributes: noAttributes,
    onPremisesImmutableId: synchronised ? `${id.replaceAll('-', '').slice(0, 22)}==` : null,
    onPremisesLastSyncDateTime: synchronised ? isoSecond(people.startMs - 25 * 60_000) : null,
    onPremisesProvisioningErrors: nothing,
    onPremisesSamAccountName: synchronised ? identity.localPart.slice(0, 20) : null,
    onPremisesSecurityIdentifier: synchronised
      ? `S-1-5-21-1004336348-1177238915-682003330-${1104 + person.rank}`
      : null,
    onPremisesSyncEnabled: synchronised ? true : null,
    onPremisesUserPrincipalName: synchronised ? identity.userPrincipalName : null,
    otherMails: guest && identity.mail !== null ? [identity.mail] : nothing,
    passwordPolicies: kind === 'service' || kind === 'emergency' ? neverExpires : null,
    passwordProfile: null,
    postalCode: null,
    preferredDataLocation: null,
    preferredLanguage: kind === 'employee' && draw(key, purpose.script) < 0.9 ? place.language : null,
    proxyAddresses: identity.mail === null || guest ? nothing : [`SMTP:${identity.mail}`],
    securityIdentifier: `S-1-12-1-${key}-${person.rank}`,
    serviceProvisioningErrors: nothing,
    showInAddressList: null,
    signInSessionsValidFromDateTime: isoSecond(createdMs),
    state: human ? city.state : null,
    streetAddress: null,
    surname: identity.surname,
    usageLocation: human && licence !== licences.none ? place.code : guest ? null : place.code,
    userPrincipalName: identity.userPrincipalName,
    userType: guest || kind === 'internalGuest' ? 'Guest' : 'Member',
  }
}

function leftAt(people: People, person: Person): string {
  return isoSecond(people.startMs - (1 + drawBelow(person.key, purpose.leaveDays, 80)) * dayMs)
}
