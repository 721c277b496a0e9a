// Requests that change one method of the authentication methods policy (authenticationMethodConfiguration, Graph v1.0).

import type { GraphRequest } from '#domain/readiness/check.ts'
import type { MethodConfiguration } from '#domain/tenant/authentication-methods-policy.ts'
import { withoutAnnotations } from './graph-body.ts'

const typeNames: Readonly<Record<string, string>> = {
  fido2: 'fido2AuthenticationMethodConfiguration',
  temporaryaccesspass: 'temporaryAccessPassAuthenticationMethodConfiguration',
  sms: 'smsAuthenticationMethodConfiguration',
  voice: 'voiceAuthenticationMethodConfiguration',
}

/** A PATCH of a method. Microsoft replaces every collection that is sent and keeps what is not, so `change` holds whole collections. */
export function methodRequest(method: MethodConfiguration, change: Readonly<Record<string, unknown>>): GraphRequest {
  const type = method['@odata.type'] ?? `#microsoft.graph.${typeNames[method.id.toLowerCase()]}`
  return {
    method: 'PATCH',
    url: `/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/${method.id}`,
    body: { '@odata.type': type, ...withoutAnnotations(change) },
  }
}
