// Registered methods as Microsoft Graph's authenticationMethod resources (v1.0), and the way back: which entries of the registration
// report a resource makes.

import { mix } from '#domain/shared/random.ts'
import { draw } from './chance.ts'
import { temporaryPassShare } from './figures.ts'
import { bytesOf, type Guids } from './guid.ts'
import { purpose } from './purposes.ts'
import { isoSecond } from './iso-time.ts'
import { type MethodFact, reportNames } from './method-facts.ts'
import { passkeyReportNames } from './passkey-facts.ts'
import type { Person } from './person.ts'
import { officePhoneOf, phoneNumberOf } from './user-resource.ts'
import { textOf } from './text-of.ts'
import type { Resource } from './world.ts'

/** Ids that are the same for every user. Source: Microsoft Graph documentation of each method. */
export const fixedMethodIds = {
  password: '28c10230-6103-485e-b985-444c60001490',
  mobilePhone: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobilePhone: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  officePhone: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
  email: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
} as const

/** The password, which every member has; Graph never shows it. */
export function passwordResource(changedMs: number): Resource {
  return {
    '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
    id: fixedMethodIds.password,
    createdDateTime: isoSecond(changedMs),
    password: null,
  }
}

/** A person's passkey id as Graph writes it: sixteen bytes in base64url, then the count of the padding that was cut. */
export function passkeyIdOf(person: Pick<Person, 'key'>, index: number): string {
  return `${Buffer.from(bytesOf(person.key, 700 + index)).toString('base64url')}2`
}

/** The audit log's form of a passkey id in Graph's form; any other id stays as it is. Source: Microsoft, on joining the two. */
export function auditIdOfPasskey(id: string): string {
  const [, cut, padding] = /^([\w-]{20,})([0-2])$/.exec(id) ?? []
  if (cut === undefined) return id
  return cut.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat(Number(padding))
}

/** A method of a person as a resource; `index` is its place among the person's methods. A pass is usable or not at `nowMs`. */
export function methodResource(person: Person, method: MethodFact, index: number, ids: Guids, nowMs: number): Resource {
  const id = ids.at(person.rank * 8 + index)
  const createdDateTime = isoSecond(method.createdMs)
  switch (method.kind) {
    case 'mobilePhone':
      return phone(fixedMethodIds.mobilePhone, 'mobile', phoneNumberOf(person))
    case 'officePhone':
      return phone(fixedMethodIds.officePhone, 'office', officePhoneOf(person))
    case 'email':
      return {
        '@odata.type': '#microsoft.graph.emailAuthenticationMethod',
        id: fixedMethodIds.email,
        createdDateTime: null,
        emailAddress: `private.${person.key.toString(36)}@mail.example`,
      }
    case 'authenticator':
      return {
        '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod',
        id,
        createdDateTime,
        deviceTag: 'SoftwareTokenActivated',
        displayName: method.device ?? null,
        phoneAppVersion: '6.8.42',
      }
    case 'softwareOath':
      return {
        '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethod',
        id,
        createdDateTime,
        secretKey: null,
      }
    case 'windowsHello':
      return {
        '@odata.type': '#microsoft.graph.windowsHelloForBusinessAuthenticationMethod',
        id,
        createdDateTime,
        displayName: method.device ?? null,
        keyStrength: 'normal',
      }
    case 'secureEnclave':
      return {
        '@odata.type': '#microsoft.graph.platformCredentialAuthenticationMethod',
        id,
        createdDateTime,
        displayName: method.device ?? null,
        keyStrength: 'normal',
        platform: 'macOS',
      }
    case 'temporaryAccessPass':
      return temporaryPass(person, method, id, nowMs)
    case 'passkey':
      break
  }
  return passkey(person, method, index, createdDateTime)
}

// Assumed: passes are made with the longest lifetime that the policy allows, eight hours.
const passMinutes = 480

// A pass can be made for anyone and works only for whom the policy allows it. Reasons: temporaryAccessPassAuthenticationMethod.
function temporaryPass(person: Person, method: MethodFact, id: string, nowMs: number): Resource {
  const allowed = draw(person.key, purpose.temporaryPassGroup) < temporaryPassShare
  const expired = method.createdMs + passMinutes * 60_000 <= nowMs
  const createdDateTime = isoSecond(method.createdMs)
  return {
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
    id,
    createdDateTime,
    isUsable: allowed && !expired,
    isUsableOnce: false,
    lifetimeInMinutes: passMinutes,
    methodUsabilityReason: expired ? 'Expired' : allowed ? 'EnabledByPolicy' : 'DisabledByPolicy',
    startDateTime: createdDateTime,
    temporaryAccessPass: null,
  }
}

function phone(id: string, phoneType: string, phoneNumber: string): Resource {
  return {
    '@odata.type': '#microsoft.graph.phoneAuthenticationMethod',
    id,
    createdDateTime: null,
    phoneNumber,
    phoneType,
    smsSignInState: phoneType === 'mobile' ? 'notAllowedByPolicy' : 'notSupported',
  }
}

function passkey(person: Person, method: MethodFact, index: number, createdDateTime: string): Resource {
  const fact = method.passkey
  if (fact === undefined) throw new TypeError('A passkey without its facts')
  return {
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
    id: passkeyIdOf(person, index),
    createdDateTime,
    aaGuid: fact.aaGuid,
    attestationCertificates: fact.attested ? [mix(person.key, index).toString(16).padStart(40, '7')] : [],
    attestationLevel: fact.attested ? 'attested' : 'notAttested',
    displayName: fact.displayName,
    model: fact.model,
    passkeyType: fact.store === 'synced' ? 'synced' : 'deviceBound',
  }
}

/** The report entries of a method resource that was registered or given from outside; empty for a password or an unknown type. */
export function reportNamesOf(method: Resource): readonly string[] {
  switch (method['@odata.type']) {
    case '#microsoft.graph.phoneAuthenticationMethod':
      if (method.phoneType === 'office') return reportNames.officePhone
      return method.phoneType === 'alternateMobile' ? ['alternateMobilePhone'] : reportNames.mobilePhone
    case '#microsoft.graph.emailAuthenticationMethod':
      return reportNames.email
    case '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod':
      return reportNames.authenticator
    case '#microsoft.graph.softwareOathAuthenticationMethod':
      return reportNames.softwareOath
    case '#microsoft.graph.windowsHelloForBusinessAuthenticationMethod':
      return reportNames.windowsHello
    case '#microsoft.graph.platformCredentialAuthenticationMethod':
      return reportNames.secureEnclave
    case '#microsoft.graph.temporaryAccessPassAuthenticationMethod':
      return reportNames.temporaryAccessPass
    case '#microsoft.graph.fido2AuthenticationMethod':
      return passkeyReportNames(textOf(method.aaGuid), method.passkeyType === 'synced')
    default:
      return []
  }
}
