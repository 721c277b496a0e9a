// From the names of authentication methods in exports to Microsoft's API names (userRegistrationDetails.methodsRegistered): the portal's
// English display names, and the type names of /users/{id}/authentication/methods. A name that is not here is kept as it was written.

import { knownMethods } from '#domain/people/methods.ts'

/** Documented: Microsoft, authentication methods activity (03/2025), list of "Methods registered". */
const documented: { readonly [display: string]: string } = {
  'Alternate mobile phone': 'alternateMobilePhone',
  // Which factor a certificate is depends on the tenant, and the export does not say: the API's name of unsaid strength.
  'Certificate-based authentication': 'x509Certificate',
  Email: 'email',
  'FIDO2 security key': 'fido2SecurityKey',
  'Hardware OATH token': 'hardwareOneTimePasscode',
  'Microsoft Authenticator app': 'microsoftAuthenticatorPush',
  'Microsoft Passwordless phone sign-in': 'microsoftAuthenticatorPasswordless',
  'Mobile phone': 'mobilePhone',
  'Office phone': 'officePhone',
  'Security questions': 'securityQuestion',
  'Software OATH token': 'softwareOneTimePasscode',
  'Temporary Access Pass': 'temporaryAccessPass',
  'Windows Hello for Business': 'windowsHelloForBusiness',
}

/** Observed in public scripts that read the portal's export or repeat its names. */
const observed: { readonly [display: string]: string } = {
  'Authenticator app (TOTP)': 'softwareOneTimePasscode',
  'Microsoft Authenticator': 'microsoftAuthenticatorPush',
  'Microsoft Authenticator (passwordless)': 'microsoftAuthenticatorPasswordless',
  'Microsoft Authenticator (push)': 'microsoftAuthenticatorPush',
  'Microsoft Authenticator app (push notification)': 'microsoftAuthenticatorPush',
  'Passkey (device-bound)': 'passKeyDeviceBound',
  'Passkey (Microsoft Authenticator)': 'passKeyDeviceBoundAuthenticator',
  'Passkey (other device-bound)': 'passKeyDeviceBound',
  'Passkey (Windows Hello)': 'passKeyDeviceBoundWindowsHello',
  Phone: 'mobilePhone',
  'Platform Credential for macOS': 'macOsSecureEnclaveKey',
  'Security question': 'securityQuestion',
  'Software OTP': 'softwareOneTimePasscode',
  'Hardware OTP': 'hardwareOneTimePasscode',
}

/** Assumed by their likeness to the documented ones; no export with them was seen. */
const assumed: { readonly [display: string]: string } = {
  'App code': 'appCode',
  'App notification': 'appNotification',
  'App password': 'appPassword',
  Certificate: 'x509Certificate',
  'External authentication method': 'externalAuthMethod',
  'External MFA': 'externalAuthMethod',
  'macOS Secure Enclave key': 'macOsSecureEnclaveKey',
  'Microsoft Authenticator phone sign-in': 'microsoftAuthenticatorPasswordless',
  'Passkey (synced)': 'passKeySynced',
  'Platform credential': 'macOsSecureEnclaveKey',
  'QR code': 'qrCode',
  'QR code (PIN)': 'qrCodePin',
  'Synced passkey': 'passKeySynced',
  'Text message': 'sms',
}

/** Documented: types of /users/{id}/authentication/methods (Graph v1.0), with or without `#microsoft.graph.`. */
const typeNames: { readonly [type: string]: string } = {
  emailAuthenticationMethod: 'email',
  externalAuthenticationMethod: 'externalAuthMethod',
  fido2AuthenticationMethod: 'fido2SecurityKey',
  hardwareOathAuthenticationMethod: 'hardwareOneTimePasscode',
  microsoftAuthenticatorAuthenticationMethod: 'microsoftAuthenticatorPush',
  passwordAuthenticationMethod: 'password',
  passwordlessMicrosoftAuthenticatorAuthenticationMethod: 'microsoftAuthenticatorPasswordless',
  phoneAuthenticationMethod: 'mobilePhone',
  platformCredentialAuthenticationMethod: 'macOsSecureEnclaveKey',
  qrCodePinAuthenticationMethod: 'qrCodePin',
  softwareOathAuthenticationMethod: 'softwareOneTimePasscode',
  temporaryAccessPassAuthenticationMethod: 'temporaryAccessPass',
  windowsHelloForBusinessAuthenticationMethod: 'windowsHelloForBusiness',
  x509CertificateAuthenticationMethod: 'x509Certificate',
}

const nothing = new Set(['', 'none', 'na', 'null', 'nomethods', 'notregistered', 'nomethodsregistered'])

const byKey = new Map<string, string>()
for (const table of [assumed, observed, documented, typeNames]) {
  for (const [name, method] of Object.entries(table)) byKey.set(keyOf(name), method)
}
for (const method of [...knownMethods, 'x509Certificate']) byKey.set(keyOf(method), method)

/** Microsoft's API name of a method as an export writes it; null when we cannot place it. */
export function methodNamed(text: string): string | null {
  return byKey.get(keyOf(text)) ?? null
}

export type MethodList =
  | { readonly kind: 'methods'; readonly methods: readonly string[]; readonly unplaced: readonly string[] }
  /** The program that wrote the file left the names out. */
  | { readonly kind: 'cut'; readonly why: string }

/**
 * Reads a cell with several methods: separated by | (the portal), ; or , or newlines (scripts), as JSON, or in PowerShell's braces.
 * `methods` holds API names, and names that we cannot place as they were written; those are also in `unplaced`. Each once, in order.
 */
export function readMethods(text: string): MethodList {
  const cell = text.trim()
  if (/^system\.(?:string|object)\[\]$/i.test(cell) || /generic\.list/i.test(cell)) {
    return { kind: 'cut', why: `PowerShell wrote "${cell.slice(0, 40)}" instead of the names` }
  }
  if (/(?:…|\.\.\.)\s*[}\]]?$/.test(cell)) return { kind: 'cut', why: 'the list ends in "…": names were cut off' }
  const methods = new Set<string>()
  const unplaced = new Set<string>()
  for (const part of withoutBrackets(cell).split(/[|;,\r\n]+/)) {
    const name = part
      .trim()
      .replace(/^["']|["']$/g, '')
      .trim()
    if (nothing.has(keyOf(name))) continue
    const method = methodNamed(name)
    methods.add(method ?? name)
    if (method === null) unplaced.add(name)
  }
  return { kind: 'methods', methods: [...methods], unplaced: [...unplaced] }
}

/** Only a pair round the whole cell is taken off: "Passkey (Windows Hello)" ends in a bracket of its own. */
function withoutBrackets(cell: string): string {
  const isPair = (cell.startsWith('{') && cell.endsWith('}')) || (cell.startsWith('[') && cell.endsWith(']'))
  return isPair ? cell.slice(1, -1) : cell
}

function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace('#microsoft.graph.', '')
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')
}
