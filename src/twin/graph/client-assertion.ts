// Checks a client assertion: a JWT that the application signed with its certificate.
// Follows RFC 7523 section 3 and Microsoft identity platform "certificate credentials" (x5t, x5t#S256, aud, iss = sub = client id).
import { constants, verify, X509Certificate } from 'node:crypto'
import { assertionOutsideTime, badAssertionKey, EntraProblem, malformedAssertion } from './entra-error.ts'

type Json = { readonly [name: string]: unknown }

/** Clocks may differ by so much, in seconds. Source: Microsoft's libraries use 5 minutes. */
const skewSeconds = 300

function decodePart(part: string | undefined): Json {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    if (typeof value === 'object' && value !== null) return value as Json
  } catch {
    throw malformedAssertion('A part of it is not JSON.')
  }
  throw malformedAssertion('A part of it is not a JSON object.')
}

/** Thumbprint as Entra prints it: SHA-1, hexadecimal, capitals. */
function thumbprintOf(header: Json): string {
  const thumbprint = header['x5t'] ?? header['x5t#S256']
  return typeof thumbprint === 'string' ? Buffer.from(thumbprint, 'base64url').toString('hex').toUpperCase() : ''
}

function matches(certificate: X509Certificate, thumbprint: string): boolean {
  const plain = (print: string) => print.replaceAll(':', '')
  return plain(certificate.fingerprint) === thumbprint || plain(certificate.fingerprint256) === thumbprint
}

function signatureHolds(certificate: X509Certificate, algorithm: unknown, signed: string, signature: Buffer): boolean {
  const key = certificate.publicKey
  if (algorithm === 'RS256') return verify('sha256', Buffer.from(signed), key, signature)
  if (algorithm !== 'PS256') throw malformedAssertion('Its algorithm is neither RS256 nor PS256.')
  const padding = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  return verify('sha256', Buffer.from(signed), padding, signature)
}

/**
 * Throws the refusal that Entra would send. Without registered certificates any well-formed assertion for this client passes;
 * `audience` is compared by path and tenant, because the server goes by several host names.
 */
export function checkClientAssertion(
  assertion: string,
  expected: {
    readonly clientId: string
    readonly audienceEnding: string
    readonly certificates: readonly string[]
    readonly now: Temporal.Instant
  },
): void {
  const [headerPart, payloadPart, signaturePart, ...rest] = assertion.split('.')
  if (signaturePart === undefined || rest.length > 0) throw malformedAssertion('It has not three parts.')
  const header = decodePart(headerPart)
  const payload = decodePart(payloadPart)
  const nowSeconds = expected.now.epochMilliseconds / 1000
  const { exp, nbf, aud, iss, sub } = payload
  if (typeof exp !== 'number') throw malformedAssertion('It has no exp.')
  if (exp + skewSeconds < nowSeconds || (typeof nbf === 'number' && nbf - skewSeconds > nowSeconds))
    throw assertionOutsideTime()
  if (typeof aud !== 'string' || !aud.endsWith(expected.audienceEnding)) {
    throw new EntraProblem(
      700023,
      401,
      'invalid_client',
      'Client assertion audience claim does not match Realm issuer.',
    )
  }
  if (expected.certificates.length === 0) return
  if (iss !== expected.clientId || sub !== expected.clientId) {
    throw new EntraProblem(
      700021,
      401,
      'invalid_client',
      'Client assertion application identifier does not match the client_id parameter.',
    )
  }
  const thumbprint = thumbprintOf(header)
  const certificate = expected.certificates
    .map((pem) => new X509Certificate(pem))
    .find((known) => matches(known, thumbprint))
  if (certificate === undefined) throw badAssertionKey('The key was not found.', thumbprint)
  if (certificate.validToDate.getTime() < expected.now.epochMilliseconds)
    throw badAssertionKey('The key used is expired.', thumbprint)
  const signature = Buffer.from(signaturePart, 'base64url')
  if (!signatureHolds(certificate, header['alg'], `${headerPart}.${payloadPart}`, signature)) {
    throw badAssertionKey('Key was found, but use of the key to verify the signature failed.', thumbprint)
  }
}
