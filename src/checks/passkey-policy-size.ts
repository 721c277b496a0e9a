// Check: the passkey policy has room to grow under its limit of 20 KB. The size is measured on the JSON that was read; Microsoft's own count differs a little.

import { cannotTell, defineCheck, fail, pass } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, passkeyConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { withoutAnnotations } from './parts/graph-body.ts'
import { passkeyPage } from './parts/portal.ts'

/** Microsoft's limit of the passkey policy, in bytes. Source: how-to-authentication-passkeys-fido2, "Policy size limit". */
export const policySizeMaxBytes = 20 * 1024

/** Where we warn, in bytes: four fifths, because our measure is not Microsoft's and waves add targets. */
export const policySizeWarnBytes = policySizeMaxBytes * 0.8

export default defineCheck({
  id: 'passkey-policy-size',
  severity: 'medium',
  title: 'The passkey policy has room below its size limit.',
  why: 'Microsoft refuses to save a passkey policy above 20 KB. Waves add targets, and profiles add AAGUIDs.',
  features: ['P1.1', 'P1.4'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const passkeys = passkeyConfiguration(policy)
    if (passkeys === undefined)
      return cannotTell('The policy that was read does not list the passkey method.', [
        'The method Fido2 in the authentication methods policy.',
      ])
    const bytes = utf8Bytes(JSON.stringify(withoutAnnotations(passkeys)))
    const says = `The policy takes about ${(bytes / 1024).toFixed(1)} of 20 KB.`
    if (bytes < policySizeWarnBytes) return pass(says)
    return fail(says, [{ kind: 'method', id: passkeys.id, name: 'Passkey (FIDO2)', detail: `${bytes} bytes` }])
  },
  remedy: () => ({
    portal: passkeyPage('Configure'),
    note: 'Put groups together into fewer targets. Take AAGUIDs off an allow list only when nobody uses them: they stop signing in.',
  }),
})

function utf8Bytes(text: string): number {
  return encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, '.').length
}
