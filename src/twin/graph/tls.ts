// A certificate authority and a server certificate for localhost, made when the server starts, because Microsoft's libraries insist on TLS.
// Profiles follow RFC 5280: a CA with keyCertSign, a leaf with serverAuth for localhost, 127.0.0.1, ::1 and names on request; signatures RFC 5758.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import { bits, boolean, integer, octets, oid, sequence, set, tagged, utcTime, utf8 } from './der.ts'

/** A certificate authority in PEM: certificate and unencrypted private key (PKCS #8). */
export type CertificateAuthority = { readonly certificatePem: string; readonly privateKeyPem: string }

/** What an HTTPS server needs, and the authority that callers must trust. */
export type ServerCertificate = {
  readonly certificatePem: string
  readonly privateKeyPem: string
  readonly authority: CertificateAuthority
}

/** How long the authority is good for, in days. Source: chosen; nothing outside this machine trusts it. */
const authorityDays = 365
/** How long the server certificate is good for, in days. Source: chosen, under the 398 days that browsers accept. */
const serverDays = 90

const authorityName = 'Keywave simulated tenant CA'
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))

const name = (commonName: string) => sequence(set(sequence(oid('2.5.4.3'), utf8(commonName))))

function extension(id: string, critical: boolean, value: Uint8Array): Buffer {
  return critical ? sequence(oid(id), boolean(true), octets(value)) : sequence(oid(id), octets(value))
}

/** RFC 5280 section 4.2.1.2, method 1: SHA-1 of the public key's bits. */
function keyIdentifier(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return createHash('sha1').update(point).digest()
}

function certificate(detail: {
  readonly subject: string
  readonly publicKey: KeyObject
  readonly signingKey: KeyObject
  readonly now: Temporal.Instant
  readonly days: number
  readonly extensions: readonly Buffer[]
}): string {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const content = sequence(
    tagged(0, true, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaWithSha256,
    name(authorityName),
    sequence(utcTime(detail.now.subtract({ hours: 1 })), utcTime(detail.now.add({ hours: detail.days * 24 }))),
    name(detail.subject),
    detail.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, true, sequence(...detail.extensions)),
  )
  const whole = sequence(content, ecdsaWithSha256, bits(sign('sha256', content, detail.signingKey)))
  return new X509Certificate(whole).toString()
}

const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' })

/** A new authority that is valid from an hour before `now`. */
export function createCertificateAuthority(now: Temporal.Instant): CertificateAuthority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificatePem = certificate({
    subject: authorityName,
    publicKey,
    signingKey: privateKey,
    now,
    days: authorityDays,
    extensions: [
      extension('2.5.29.19', true, sequence(boolean(true), integer(Buffer.from([0])))),
      extension('2.5.29.15', true, bits(Buffer.from([0x06]), 1)),
      extension('2.5.29.14', false, octets(keyIdentifier(publicKey))),
    ],
  })
  return { certificatePem, privateKeyPem: pem(privateKey) }
}

/** A server certificate for this machine and for the host names of `moreNames` (ASCII), signed by `authority`. */
export function createServerCertificate(
  now: Temporal.Instant,
  authority: CertificateAuthority,
  moreNames: readonly string[] = [],
): ServerCertificate {
  const signingKey = createPrivateKey(authority.privateKeyPem)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const names = sequence(
    ...['localhost', ...moreNames].map((host) => tagged(2, false, Buffer.from(host))),
    tagged(7, false, Buffer.from([127, 0, 0, 1])),
    tagged(7, false, Buffer.from([...Array.from({ length: 15 }, () => 0), 1])),
  )
  const certificatePem = certificate({
    subject: 'localhost',
    publicKey,
    signingKey,
    now,
    days: serverDays,
    extensions: [
      extension('2.5.29.19', true, sequence()),
      extension('2.5.29.15', true, bits(Buffer.from([0x80]), 7)),
      extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', false, names),
      extension('2.5.29.35', false, sequence(tagged(0, false, keyIdentifier(createPublicKey(signingKey))))),
      extension('2.5.29.14', false, octets(keyIdentifier(publicKey))),
    ],
  })
  return { certificatePem, privateKeyPem: pem(privateKey), authority }
}
