// A row of userRegistrationDetails: what the report believes of a person, as of its last refresh, hours behind the truth.

import { draw } from './chance.ts'
import { dayMs, hourMs, isoFraction } from './iso-time.ts'
import { purpose } from './purposes.ts'
import type { Resource } from './world.ts'

// Seen in real rows: unchanged people carry the night's 03:16, a changed one a time of the same day. "Up to a few hours" (Microsoft,
// authentication methods activity) is taken as four.
const nightlyMs = 3 * hourMs + 16 * 60_000
const refreshEveryMs = 4 * hourMs

/** The last refresh at or before an instant: 03:16 UTC and every four hours from there. What happened later is not in the report. */
export function reportedUpTo(nowMs: number): number {
  return Math.floor((nowMs - nightlyMs) / refreshEveryMs) * refreshEveryMs + nightlyMs
}

/** The last nightly refresh at or before an instant, which rewrites every row. */
export function nightlyRefresh(nowMs: number): number {
  return Math.floor((nowMs - nightlyMs) / dayMs) * dayMs + nightlyMs
}

/** What a row is made from. */
export type RowFacts = {
  readonly id: string
  readonly key: number
  readonly isAdmin: boolean
  readonly displayName: unknown
  readonly userPrincipalName: unknown
  readonly guest: boolean
  readonly methodsRegistered: readonly string[]
  readonly refreshedMs: number
}

const secondFactors: ReadonlySet<string> = new Set([
  'mobilePhone',
  'alternateMobilePhone',
  'officePhone',
  'microsoftAuthenticatorPush',
  'microsoftAuthenticatorPasswordless',
  'softwareOneTimePasscode',
  'hardwareOneTimePasscode',
  'windowsHelloForBusiness',
  'macOsSecureEnclaveKey',
  'fido2SecurityKey',
  'passKeyDeviceBound',
  'passKeyDeviceBoundAuthenticator',
  'passKeyDeviceBoundWindowsHello',
  'passKeySynced',
])
const passwordless: ReadonlySet<string> = new Set([
  'microsoftAuthenticatorPasswordless',
  'windowsHelloForBusiness',
  'macOsSecureEnclaveKey',
  'fido2SecurityKey',
  'passKeyDeviceBound',
  'passKeySynced',
])
const resetMethods: ReadonlySet<string> = new Set([
  'email',
  'mobilePhone',
  'officePhone',
  'microsoftAuthenticatorPush',
  'softwareOneTimePasscode',
])

/** Makes the row, with every property of userRegistrationDetails. */
export function registrationRow(facts: RowFacts): Resource {
  const { methodsRegistered: methods } = facts
  const registered = methods.some((name) => secondFactors.has(name))
  const resetEnabled = !facts.guest && draw(facts.key, purpose.sspr) < 0.8
  const resetRegistered = methods.some((name) => resetMethods.has(name))
  return {
    id: facts.id,
    isAdmin: facts.isAdmin,
    isMfaCapable: registered,
    isMfaRegistered: registered,
    isPasswordlessCapable: methods.some((name) => passwordless.has(name)),
    isSsprCapable: resetEnabled && resetRegistered,
    isSsprEnabled: resetEnabled,
    isSsprRegistered: resetRegistered,
    isSystemPreferredAuthenticationMethodEnabled: true,
    lastUpdatedDateTime: isoFraction(facts.refreshedMs + (facts.key % 1900), facts.key % 10_000_000),
    methodsRegistered: methods,
    systemPreferredAuthenticationMethods: systemPreferred(methods),
    userDisplayName: facts.displayName,
    userPreferredMethodForSecondaryAuthentication: preferred(facts.key, methods),
    userPrincipalName: facts.userPrincipalName,
    userType: facts.guest ? 'guest' : 'member',
  }
}

// Real bodies hold Fido2 and PhoneAppNotification, which the documentation does not list; the others of that family are assumed.
function systemPreferred(methods: readonly string[]): readonly string[] {
  if (methods.some((name) => name.startsWith('passKey'))) return ['Fido2']
  if (methods.includes('microsoftAuthenticatorPush')) return ['PhoneAppNotification']
  if (methods.includes('softwareOneTimePasscode')) return ['PhoneAppOTP']
  if (methods.includes('mobilePhone')) return ['OneWaySMS']
  return methods.includes('officePhone') ? ['TwoWayVoiceOffice'] : []
}

// One in nine never chose: the report carries an empty text.
function preferred(key: number, methods: readonly string[]): string {
  if (draw(key, purpose.preferred) < 0.11) return ''
  if (methods.includes('microsoftAuthenticatorPush')) return 'push'
  if (methods.includes('softwareOneTimePasscode')) return 'oath'
  if (methods.includes('mobilePhone')) return draw(key, purpose.phoneKind) < 0.7 ? 'sms' : 'voiceMobile'
  return methods.includes('officePhone') ? 'voiceOffice' : 'none'
}
