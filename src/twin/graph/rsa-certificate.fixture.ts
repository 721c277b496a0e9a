// A self-signed RSA certificate for an application, as an administrator would upload one. Not used outside tests.
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { bits, der, integer, oid, sequence, set, tagged, utcTime, utf8 } from './der.ts'

/** PEM of the certificate and its private key, valid from an hour before `now` for so many days. */
export function rsaCertificate(now: Temporal.Instant, days: number): { certificatePem: string; privateKeyPem: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const algorithm = sequence(oid('1.2.840.113549.1.1.11'), der(0x05))
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8('Keywave application'))))
  const content = sequence(
    tagged(0, true, integer(Buffer.from([2]))),
    integer(Buffer.from([1])),
    algorithm,
    name,
    sequence(utcTime(now.subtract({ hours: 1 })), utcTime(now.add({ hours: days * 24 }))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const whole = sequence(content, algorithm, bits(sign('sha256', content, privateKey)))
  return {
    certificatePem: new X509Certificate(whole).toString(),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  }
}
