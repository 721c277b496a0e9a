// What each of Microsoft's method names counts as. The names are the free texts of userRegistrationDetails.methodsRegistered (Graph v1.0);
// the spellings are those of the beta enum usageAuthMethod and of bodies seen live. People are counted, never entries: one passkey in
// Authenticator yields two entries. A name that is in no list here is unknown: it is neither a yes nor a no for anybody who has it.

import type { Told } from './told.ts'

/** SMS and voice: what Microsoft stops providing on 2027-02-01. The mobile… and sms spellings are those of usageAuthMethod. */
export const phoneMethods: readonly string[] = [
  'mobilePhone',
  'alternateMobilePhone',
  'officePhone',
  'sms',
  'mobileSMS',
  'mobileCall',
  'alternateMobileCall',
]

/** A passkey under the passkey (FIDO2) policy, whichever vault or key holds it. `fido` and `fido2` are older spellings. */
export const passkeyMethods: readonly string[] = [
  'fido2SecurityKey',
  'fido2',
  'fido',
  'passKeyDeviceBound',
  'passKeyDeviceBoundAuthenticator',
  'passKeyDeviceBoundWindowsHello',
  'passKeySynced',
]

/** Phishing-resistant credentials that live on one computer and do not help on any other. They are not passkeys under the passkey policy. */
export const computerBoundMethods: readonly string[] = ['windowsHelloForBusiness', 'macOsSecureEnclaveKey']

/** What satisfies Microsoft's strength "Phishing-resistant MFA". Authenticator phone sign-in is passwordless but does not. */
export const phishingResistantMethods: readonly string[] = [
  ...passkeyMethods,
  ...computerBoundMethods,
  'x509CertificateMultiFactor',
]

/** The Microsoft Authenticator app other than as a passkey: push and phone sign-in. */
export const authenticatorMethods: readonly string[] = [
  'microsoftAuthenticatorPush',
  'microsoftAuthenticatorPasswordless',
  'appNotification',
]

/** Methods that satisfy multifactor authentication and last: phone, Authenticator, codes, external, and all that resist phishing. */
export const mfaMethods: readonly string[] = [
  ...phoneMethods,
  ...authenticatorMethods,
  'softwareOneTimePasscode',
  'appCode',
  'hardwareOneTimePasscode',
  'externalAuthMethod',
  ...phishingResistantMethods,
]

/** For resetting a password only; they never satisfy multifactor authentication at sign-in. */
export const ssprOnlyMethods: readonly string[] = ['email', 'securityQuestion']

/** Open a door for a while and are no lasting method. */
export const temporaryMethods: readonly string[] = ['temporaryAccessPass']

/** A first factor and no more. A certificate of unsaid strength (`x509Certificate`) is in no list: which factor it is depends on the tenant. */
export const firstFactorMethods: readonly string[] = [
  'password',
  'appPassword',
  'qrCode',
  'qrCodePin',
  'x509CertificateSingleFactor',
]

/** Every name we can place. A person with a name outside this list is known in part only. */
export const knownMethods: readonly string[] = [
  ...mfaMethods,
  ...ssprOnlyMethods,
  ...temporaryMethods,
  ...firstFactorMethods,
]

/** What a person's methods amount to. Every answer is null where a name that we cannot place could turn it round. */
export type MethodSummary = {
  /** Has any passkey under the passkey policy. */
  readonly hasPasskey: Told
  /** Can pass a phishing-resistant requirement somewhere. */
  readonly isPhishingResistant: Told
  /** Has any lasting MFA method. */
  readonly hasMfa: Told
  /** SMS or voice is registered, whatever else is. */
  readonly hasPhone: Told
  /** SMS or voice is the only lasting MFA method. */
  readonly phoneOnly: Told
  /** Authenticator (push or phone sign-in) is the only lasting MFA method. */
  readonly authenticatorOnly: Told
  /** Every phishing-resistant method lives on one computer, and there is at least one. */
  readonly computerBoundOnly: Told
  /** Every phishing-resistant method is a synced passkey, and there is at least one. */
  readonly syncedOnly: Told
  /** Names that we cannot place, in order of appearance, each once. */
  readonly unknownMethods: readonly string[]
}

const placed = {
  phone: new Set(phoneMethods),
  mfa: new Set(mfaMethods),
  passkey: new Set(passkeyMethods),
  resistant: new Set(phishingResistantMethods),
  computer: new Set(computerBoundMethods),
  authenticator: new Set(authenticatorMethods),
  known: new Set(knownMethods),
}

/** Describes what a person has registered. Order and repetitions do not matter. */
export function describeMethods(methods: readonly string[]): MethodSummary {
  const held = [...new Set(methods)]
  const unknownMethods = held.filter((name) => !placed.known.has(name))
  const unsure = unknownMethods.length > 0
  const any = (names: ReadonlySet<string>): Told =>
    held.some((name) => names.has(name)) ? true : unsure ? null : false
  const only = (within: readonly string[], matches: (name: string) => boolean): Told => {
    if (within.some((name) => !matches(name))) return false
    if (unsure) return null
    return within.length > 0
  }
  const mfa = held.filter((name) => placed.mfa.has(name))
  const resistant = held.filter((name) => placed.resistant.has(name))
  return {
    hasPasskey: any(placed.passkey),
    isPhishingResistant: any(placed.resistant),
    hasMfa: any(placed.mfa),
    hasPhone: any(placed.phone),
    phoneOnly: only(mfa, (name) => placed.phone.has(name)),
    authenticatorOnly: only(mfa, (name) => placed.authenticator.has(name)),
    computerBoundOnly: only(resistant, (name) => placed.computer.has(name)),
    syncedOnly: only(resistant, (name) => name === 'passKeySynced'),
    unknownMethods,
  }
}
