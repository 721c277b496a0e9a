// Chooses how a token is got for a connection: one plain request where the authority speaks http, Microsoft's library
// for https.

import { AppError } from '#domain/shared/errors.ts'
import { azureTokenProvider, type AzureCredential } from './azure-token.ts'
import type { GraphClock } from './graph-clock.ts'
import { plainTokenProvider } from './plain-token.ts'
import type { TokenProvider } from './token.ts'

export type TokenProviderOptions = {
  readonly authorityUrl: string
  readonly graphUrl: string
  readonly tenantId: string
  readonly clientId: string | null
  readonly credential: AzureCredential['kind']
  /** Client secret; PEM of certificate and key, or the path of its file; null for the identities that need none. */
  readonly secret: string | null
  readonly clock: GraphClock
  readonly fetch?: typeof fetch
}

/** A provider for a connection. Throws AppError credentials-missing when something to sign in with is not there. */
export function createTokenProvider(options: TokenProviderOptions): TokenProvider {
  const { authorityUrl, graphUrl, tenantId, clock } = options
  const authority = URL.canParse(authorityUrl) ? new URL(authorityUrl) : null
  if (authority === null) throw new AppError('config-invalid', { public: 'KEYWAVE_AUTHORITY_URL is not an address.' })
  const credential = credentialOf(options)
  if (authority.protocol === 'https:') return azureTokenProvider({ authorityUrl, graphUrl, tenantId, credential })
  if (credential.kind !== 'secret') {
    throw new AppError('wrong-use', { public: 'An authority that is reached by http takes a client secret only.' })
  }
  const { clientId, clientSecret } = credential
  const chosenFetch = options.fetch === undefined ? {} : { fetch: options.fetch }
  return plainTokenProvider({ authorityUrl, graphUrl, tenantId, clientId, clientSecret, clock, ...chosenFetch })
}

function credentialOf({ credential, clientId, secret }: TokenProviderOptions): AzureCredential {
  switch (credential) {
    case 'secret':
      return {
        kind: 'secret',
        clientId: present(clientId, 'KEYWAVE_CLIENT_ID'),
        clientSecret: present(secret, 'KEYWAVE_CLIENT_SECRET'),
      }
    case 'certificate':
      return {
        kind: 'certificate',
        clientId: present(clientId, 'KEYWAVE_CLIENT_ID'),
        pem: present(secret, 'KEYWAVE_CLIENT_CERTIFICATE'),
      }
    case 'managed-identity':
    case 'workload-identity':
      return { kind: credential, clientId }
    case 'azure-cli':
      break
  }
  return { kind: 'azure-cli' }
}

function present(value: string | null, variable: string): string {
  if (value === null || value === '') throw new AppError('credentials-missing', { public: `${variable} is not set.` })
  return value
}
