// The passkeys of one person. Microsoft Graph v1.0, "List fido2AuthenticationMethod".

import { z } from 'zod'
import { emergencyAccounts, type EmergencyPasskey } from '#domain/tenant/emergency-accounts.ts'
import { defineCall } from '../call.ts'
import { maybeInstant, maybeText, text } from '../field.ts'

export const passkeySchema = z.looseObject({
  id: text,
  aaGuid: maybeText,
  createdDateTime: maybeInstant,
  attestationLevel: maybeText,
  passkeyType: maybeText,
})

export const passkeysCall = defineCall({
  call: emergencyAccounts.requirement.call ?? 'GET /users/{id}/authentication/fido2Methods',
  permission: emergencyAccounts.requirement.permission,
  licence: null,
  fact: emergencyAccounts.name,
  path: '/v1.0/users/{id}/authentication/fido2Methods',
  probe: '/v1.0/users/{id}/authentication/fido2Methods',
  budget: 'directory',
  units: 1,
  graphType: 'fido2AuthenticationMethod',
  version: 'v1.0',
  schema: passkeySchema,
})

/** A passkey of an emergency account. */
export function emergencyPasskeyFrom(passkey: z.infer<typeof passkeySchema>): EmergencyPasskey {
  const { attestationLevel } = passkey
  const attested = attestationLevel === 'attested' ? true : attestationLevel === 'notAttested' ? false : null
  return { aaGuid: passkey.aaGuid?.toLowerCase() ?? null, createdDateTime: passkey.createdDateTime ?? null, attested }
}
