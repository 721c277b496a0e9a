// The methods of one person at this moment, in the names of the registration report. Microsoft Graph v1.0, "List
// methods"; Microsoft asks not to loop it over everybody.

import { z } from 'zod'
import { defineCall } from '../call.ts'
import { maybeText, text } from '../field.ts'

export const methodSchema = z.looseObject({
  '@odata.type': text,
  id: text,
  phoneType: maybeText,
  aaGuid: maybeText,
  passkeyType: maybeText,
})

export const authenticationMethodsCall = defineCall({
  call: 'GET /users/{id}/authentication/methods',
  permission: 'UserAuthenticationMethod.Read.All',
  licence: null,
  fact: 'fresh-methods',
  path: '/v1.0/users/{id}/authentication/methods',
  probe: '/v1.0/users/{id}/authentication/methods',
  budget: 'directory',
  units: 1,
  graphType: 'authenticationMethod',
  version: 'v1.0',
  schema: methodSchema,
})

/** Microsoft Authenticator's AAGUIDs: iOS, Android. Source: Microsoft, passkeys in Authenticator. */
const authenticatorAaGuids = ['90a3ccdf-635c-4729-a248-9b709135078f', 'de1e552d-db1d-4423-a619-566b625cdc84']

/** Windows Hello's AAGUIDs: hardware, VBS, software. Source: Microsoft, Entra passkeys on Windows. */
const windowsHelloAaGuids = [
  '08987058-cadc-4b81-b6e1-30de50dcbe96',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
]

const phoneNames: Readonly<Record<string, string>> = {
  mobile: 'mobilePhone',
  alternateMobile: 'alternateMobilePhone',
  office: 'officePhone',
}

/** The report's names by the short name of Microsoft's type. A password is in nobody's report. */
const namesByType: Readonly<Record<string, readonly string[]>> = {
  password: [],
  email: ['email'],
  microsoftAuthenticator: ['microsoftAuthenticatorPush'],
  passwordlessMicrosoftAuthenticator: ['microsoftAuthenticatorPasswordless'],
  softwareOath: ['softwareOneTimePasscode'],
  hardwareOath: ['hardwareOneTimePasscode'],
  windowsHelloForBusiness: ['windowsHelloForBusiness'],
  platformCredential: ['macOsSecureEnclaveKey'],
  temporaryAccessPass: ['temporaryAccessPass'],
  external: ['externalAuthMethod'],
  qrCodePin: ['qrCodePin'],
}

/**
 * The names that the registration report would show for these methods, each once, in order. A type that we do not know
 * keeps its own short name: it counts as nothing and is not lost.
 */
export function methodNames(methods: readonly z.infer<typeof methodSchema>[]): readonly string[] {
  return [...new Set(methods.flatMap(namesOf))].sort()
}

function namesOf(method: z.infer<typeof methodSchema>): readonly string[] {
  const type = method['@odata.type'].replace(/^#microsoft\.graph\./, '').replace(/AuthenticationMethod$/, '')
  if (type === 'fido2') return passkeyNames(method.passkeyType, method.aaGuid)
  if (type === 'phone') return [phoneNames[method.phoneType ?? ''] ?? 'phone']
  return namesByType[type] ?? [type]
}

/** One passkey yields two names where the report does: its kind, and its vault when that is Microsoft's own. */
function passkeyNames(passkeyType: string | null | undefined, aaGuid: string | null | undefined): readonly string[] {
  if (passkeyType === 'synced') return ['passKeySynced']
  const provider = (aaGuid ?? '').toLowerCase()
  if (authenticatorAaGuids.includes(provider)) return ['passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator']
  if (windowsHelloAaGuids.includes(provider)) return ['passKeyDeviceBound', 'passKeyDeviceBoundWindowsHello']
  // Without a kind it is an older row, from before synced passkeys: a key.
  return passkeyType === 'deviceBound' ? ['passKeyDeviceBound'] : ['fido2SecurityKey']
}
