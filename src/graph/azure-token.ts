// Tokens by Microsoft's own library: secret, certificate, managed identity, workload identity, Azure CLI. It is
// loaded only when a real tenant is reached, because it is large. Source: @azure/identity 4.

import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { TokenCredential } from '@azure/identity'
import { AppError } from '#domain/shared/errors.ts'
import { entraError } from './entra-error.ts'
import type { TokenProvider } from './token.ts'

export type AzureCredential =
  | { readonly kind: 'secret'; readonly clientId: string; readonly clientSecret: string }
  /** PEM of certificate and unencrypted key, as text or as the path of a file. */
  | { readonly kind: 'certificate'; readonly clientId: string; readonly pem: string }
  /** System-assigned when the client id is null. */
  | { readonly kind: 'managed-identity'; readonly clientId: string | null }
  /** The token file is the one that AZURE_FEDERATED_TOKEN_FILE names. */
  | { readonly kind: 'workload-identity'; readonly clientId: string | null }
  | { readonly kind: 'azure-cli' }

export type AzureTokenOptions = {
  readonly authorityUrl: string
  readonly graphUrl: string
  readonly tenantId: string
  readonly credential: AzureCredential
}

/** Authorities that Microsoft's library may look up; others (the simulated tenant) are taken as they are. */
const microsoftAuthorities = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
]

/** A provider by Microsoft's library. Throws AppError when the credentials are missing, unusable or rejected. */
export function azureTokenProvider(options: AzureTokenOptions): TokenProvider {
  const scope = `${new URL(options.graphUrl).origin}/.default`
  let credential: Promise<TokenCredential> | null = null
  return {
    async token(signal, { fresh = false } = {}) {
      // The library's cache lives in its credential: a new one has none.
      if (fresh || credential === null) credential = createCredential(options)
      try {
        const answer = await (await credential).getToken(scope, { abortSignal: signal })
        if (answer === null) throw new AppError('credentials-missing')
        return { token: answer.token, expiresAt: Temporal.Instant.fromEpochMilliseconds(answer.expiresOnTimestamp) }
      } catch (error) {
        credential = null
        signal.throwIfAborted()
        throw await meaningOf(error, options, signal)
      }
    },
  }
}

async function createCredential({ authorityUrl, tenantId, credential }: AzureTokenOptions): Promise<TokenCredential> {
  const identity = await import('@azure/identity')
  const authority = new URL(authorityUrl)
  const common = {
    authorityHost: authority.origin,
    disableInstanceDiscovery: !microsoftAuthorities.includes(authority.hostname),
  }
  switch (credential.kind) {
    case 'secret':
      return new identity.ClientSecretCredential(tenantId, credential.clientId, credential.clientSecret, common)
    case 'certificate':
      return new identity.ClientCertificateCredential(
        tenantId,
        credential.clientId,
        { certificate: await readPem(credential.pem) },
        common,
      )
    case 'managed-identity':
      return credential.clientId === null
        ? new identity.ManagedIdentityCredential()
        : new identity.ManagedIdentityCredential({ clientId: credential.clientId })
    case 'workload-identity':
      return new identity.WorkloadIdentityCredential({
        tenantId,
        ...(credential.clientId === null ? {} : { clientId: credential.clientId }),
        ...common,
      })
    case 'azure-cli':
      break
  }
  return new identity.AzureCliCredential({ tenantId })
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/
const keyBlock = /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |EC )?PRIVATE KEY-----/

async function readPem(pemOrPath: string): Promise<string> {
  let pem = pemOrPath
  if (!pemOrPath.includes('-----BEGIN')) {
    try {
      pem = await readFile(pemOrPath, 'utf8')
    } catch (cause) {
      throw unreadable('The certificate file is not there or may not be read.', cause)
    }
  }
  requireUsable(pem)
  return pem
}

/**
 * Says which half is wrong before anything is sent: Microsoft's library and Entra would only say that it did not
 * work.
 */
function requireUsable(pem: string): void {
  const [certificateText] = certificateBlock.exec(pem) ?? []
  const [keyText] = keyBlock.exec(pem) ?? []
  if (certificateText === undefined) throw unreadable('The PEM holds no certificate.')
  if (keyText === undefined) throw unreadable('The PEM holds no unencrypted private key.')
  const certificate = parsed(() => new X509Certificate(certificateText), 'The certificate in the PEM cannot be read.')
  const key = parsed(() => createPrivateKey(keyText), 'The private key in the PEM cannot be read.')
  if (!certificate.checkPrivateKey(key)) throw unreadable('The private key in the PEM belongs to another certificate.')
}

function parsed<Value>(parse: () => Value, complaint: string): Value {
  try {
    return parse()
  } catch (cause) {
    throw unreadable(complaint, cause)
  }
}

function unreadable(complaint: string, cause?: unknown): AppError {
  return new AppError('certificate-unreadable', { public: complaint, cause })
}

/** How long the authority may take to say what it has against a tenant. Source: chosen. */
const discoveryTimeoutMs = 15_000

/** Node's codes for "there is nobody there". */
const networkCodes =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|network_error|endpoints_resolution_error/

async function meaningOf(error: unknown, options: AzureTokenOptions, signal: AbortSignal): Promise<unknown> {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const { authorityUrl, credential } = options
  const text = `${error.name} ${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`
  const byEntra = entraError(text, error)
  if (byEntra !== null) return byEntra
  if (networkCodes.test(text) && credential.kind !== 'managed-identity') {
    const told = await discoveryError(options, signal)
    if (told !== null) return told
    const says = `The sign-in address ${new URL(authorityUrl).host} cannot be reached.`
    return new AppError('graph-unreachable', { public: says, cause: error, retry: true })
  }
  if (error.name === 'CredentialUnavailableError') {
    const says = `There is no ${credential.kind} to sign in with on this machine.`
    return new AppError('credentials-missing', { public: says, cause: error })
  }
  return new AppError('credentials-rejected', { internal: error.name, cause: error })
}

/**
 * The library says the same of an authority that is not there and of one that knows no such tenant: the authority itself
 * is asked. Null when it did not answer, or had nothing to say against the tenant.
 */
async function discoveryError({ authorityUrl, tenantId }: AzureTokenOptions, signal: AbortSignal): Promise<unknown> {
  const path = `/${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`
  try {
    const response = await fetch(new URL(path, authorityUrl), {
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(discoveryTimeoutMs)]),
    })
    return response.ok ? null : entraError(await response.text())
  } catch {
    // That it cannot be reached is what the caller goes on to say.
    return null
  }
}
