// The newest sign-ins of one account, with the method that was used. Microsoft Graph beta, "List signIns": v1.0 does
// not tell the method. reportOnly results come only with the Prefer header.

import { z } from 'zod'
import { emergencyAccounts } from '#domain/tenant/emergency-accounts.ts'
import { defineCall } from '../call.ts'
import { maybeBoolean, maybeNumber, maybeText, maybeTexts, requiredInstant, text } from '../field.ts'

export const signInSchema = z.looseObject({
  id: text,
  createdDateTime: requiredInstant,
  userId: maybeText,
  status: z.looseObject({ errorCode: maybeNumber }).nullish(),
  authenticationDetails: z.array(z.looseObject({ authenticationMethod: maybeText, succeeded: maybeBoolean })).nullish(),
  authenticationMethodsUsed: maybeTexts,
})

export const signInsCall = defineCall({
  call: 'GET /auditLogs/signIns',
  permission: 'AuditLog.Read.All',
  licence: 'Microsoft Entra ID P1',
  fact: emergencyAccounts.name,
  path: '/beta/auditLogs/signIns',
  probe: '/v1.0/auditLogs/signIns?$top=1',
  budget: 'reports',
  units: 1,
  headers: { prefer: 'include-unknown-enum-members' },
  graphType: 'signIn',
  version: 'beta',
  schema: signInSchema,
})

/** How many of the newest sign-ins are looked at for one that succeeded. */
const newestMax = 50

/** The newest sign-ins of an account. */
export function signInsPath(version: 'v1.0' | 'beta', userId: string): string {
  return `/${version}/auditLogs/signIns?$filter=${encodeURIComponent(`userId eq '${userId}'`)}&$top=${newestMax}`
}

/** Methods of authenticationDetails that resist phishing. Source: Entra, sign-in log, authentication details. */
const phishingResistantWords = /passkey|fido2|windows hello|x\.?509|certificate|platform credential|secure enclave/i

/** A step that only repeats an earlier sign-in says nothing of the method. */
const repeatedWords = /^previously satisfied$/i

export type LastSignIn = { readonly at: string; readonly phishingResistant: boolean | null }

/** The newest sign-in that succeeded; null when none is among them. Without details the method is unknown. */
export function lastSuccessfulSignIn(signIns: readonly z.infer<typeof signInSchema>[]): LastSignIn | null {
  const succeeded = signIns
    .filter((signIn) => signIn.status?.errorCode === 0)
    .sort((one, other) => Date.parse(other.createdDateTime) - Date.parse(one.createdDateTime))
  const newest = succeeded[0]
  if (newest === undefined) return null
  const methods = (newest.authenticationDetails ?? [])
    .filter(({ succeeded: worked, authenticationMethod }) => worked !== false && authenticationMethod != null)
    .map(({ authenticationMethod }) => authenticationMethod ?? '')
    .filter((method) => method !== '' && !repeatedWords.test(method))
  const phishingResistant = methods.length === 0 ? null : methods.some((method) => phishingResistantWords.test(method))
  return { at: newest.createdDateTime, phishingResistant }
}
