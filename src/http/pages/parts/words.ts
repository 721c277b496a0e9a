// The words and marks by which pages show values of the domain. One table each, so that a page never invents a second word.

import type { Destination, Exposure, Tier } from '#domain/people/judgement.ts'
import type { Severity } from '#domain/readiness/check.ts'

export type Word = { readonly label: string; readonly meaning: string }

/** What the end of SMS and voice does to people. */
export const exposureWords: { readonly [Key in Exposure]: Word } = {
  stopped: { label: 'Stopped', meaning: 'A phone number is all they have. They must register before they get in.' },
  nudged: { label: 'Nudged', meaning: 'Asked to register a passkey at sign-in. They have another way in.' },
  'not-affected': { label: 'Not affected', meaning: 'Nothing changes for them on that day.' },
  unknown: { label: 'Unknown', meaning: 'What has been read does not tell.' },
}

/** Where somebody who must register can go. */
export const destinationWords: { readonly [Key in Destination]: Word } = {
  reachable: { label: 'Own device', meaning: 'A device they own can hold a passkey that the policy accepts.' },
  'key-only': { label: 'Security key only', meaning: 'Only a security key would do. Order one.' },
  none: { label: 'No destination', meaning: 'The policy lets them register nothing.' },
  unknown: { label: 'Unknown', meaning: 'Their devices or the policy were not read.' },
}

/** How far somebody is. */
export const tierWords: { readonly [Key in Tier]: Word } = {
  ready: { label: 'Ready', meaning: 'Could pass a passkey requirement today.' },
  capable: { label: 'Capable', meaning: 'Could register today with what they have.' },
  'needs-step': { label: 'Needs a step', meaning: 'One thing is missing first.' },
  blocked: { label: 'Blocked', meaning: 'A policy closes every path.' },
  unknown: { label: 'Unknown', meaning: 'What has been read does not tell.' },
  excluded: { label: 'Left out', meaning: 'Disabled, external, or named as an emergency, service or shared account.' },
}

export const severityWords: { readonly [Key in Severity]: string } = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

/** Microsoft's names of methods, as people know them. Source: userRegistrationDetails, Graph v1.0. */
const methodWords: { readonly [method: string]: string } = {
  email: 'Email (password reset only)',
  mobilePhone: 'Mobile phone (SMS or call)',
  alternateMobilePhone: 'Second mobile phone',
  officePhone: 'Office phone',
  securityQuestion: 'Security questions (password reset only)',
  microsoftAuthenticatorPush: 'Authenticator notification',
  microsoftAuthenticatorPasswordless: 'Authenticator phone sign-in',
  softwareOneTimePasscode: 'Code from an app',
  hardwareOneTimePasscode: 'Hardware token',
  windowsHelloForBusiness: 'Windows Hello for Business',
  macOsSecureEnclaveKey: 'Platform SSO on a Mac',
  temporaryAccessPass: 'Temporary Access Pass',
  fido2SecurityKey: 'Passkey (FIDO2 security key)',
  fido2: 'Passkey (FIDO2)',
  passKeyDeviceBound: 'Passkey, kept on one device',
  passKeyDeviceBoundAuthenticator: 'Passkey in Authenticator',
  passKeyDeviceBoundWindowsHello: 'Passkey in Windows Hello',
  passKeySynced: 'Passkey, synced',
  externalAuthMethod: 'External method',
  qrCode: 'QR code',
}

/** A method as people know it; Microsoft's own name where it is new to us. */
export function methodLabel(method: string): string {
  return methodWords[method] ?? method
}

const bootstrapWords: { readonly [name: string]: string } = {
  'existing-mfa': 'a second factor they already use',
  'phishing-resistant': 'a phishing-resistant method they already use',
  'temporary-access-pass': 'a Temporary Access Pass',
}

/** How somebody gets in to register, in words that follow "with". */
export function bootstrapLabel(bootstrap: string): string {
  return bootstrapWords[bootstrap] ?? bootstrap
}

const routeWords: { readonly [name: string]: string } = {
  authenticator: 'Microsoft Authenticator',
  'phone-vault': "the phone's own passwords app",
  windows: 'Windows Hello',
  mac: 'Apple Passwords on a Mac',
  'security-key': 'a security key',
}

/** Where the passkey would live, in words that follow "in". */
export function routeLabel(route: string): string {
  return routeWords[route] ?? route
}

const streamWords: { readonly [name: string]: string } = {
  people: 'People',
  'sign-in-activity': 'Last sign-ins',
  registrations: 'Registered methods',
  'intune-devices': 'Devices in Intune',
  'entra-devices': 'Devices in Entra',
  memberships: 'Members of groups that policies name',
  'audit-events': 'Audit log',
  'person-changes': 'Changes of people',
}

/** What a stream of a sync reads. */
export function streamLabel(stream: string): string {
  return streamWords[stream] ?? stream
}
