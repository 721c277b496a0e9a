import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { createCertificateAuthority, createServerCertificate } from './tls.ts'

const now = Temporal.Instant.from('2026-11-23T08:00:00Z')

test('the server certificate is issued by the authority, for this machine only, and is no authority itself', () => {
  const authority = createCertificateAuthority(now)
  const server = createServerCertificate(now, authority)
  const [leaf, root] = [new X509Certificate(server.certificatePem), new X509Certificate(authority.certificatePem)]
  expect(leaf.checkIssued(root)).toBe(true)
  expect(leaf.verify(root.publicKey)).toBe(true)
  expect([leaf.checkHost('localhost'), leaf.checkIP('127.0.0.1'), leaf.checkIP('::1')]).toEqual([
    'localhost',
    '127.0.0.1',
    '::1',
  ])
  expect(leaf.checkHost('graph.microsoft.com')).toBeUndefined()
  expect([root.ca, leaf.ca]).toEqual([true, false])
})

test('the server certificate covers the further names that were asked for, and no other', () => {
  const names = ['login.microsoftonline.com', 'graph.microsoft.com']
  const leaf = new X509Certificate(createServerCertificate(now, createCertificateAuthority(now), names).certificatePem)
  for (const name of ['localhost', ...names]) expect(leaf.checkHost(name)).toBe(name)
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(leaf.checkHost('management.azure.com')).toBeUndefined()
})

test('another authority did not sign it', () => {
  const server = createServerCertificate(now, createCertificateAuthority(now))
  const other = new X509Certificate(createCertificateAuthority(now).certificatePem)
  expect(new X509Certificate(server.certificatePem).verify(other.publicKey)).toBe(false)
})

test('both are valid at the time they were made for', () => {
  const authority = createCertificateAuthority(now)
  for (const pem of [authority.certificatePem, createServerCertificate(now, authority).certificatePem]) {
    const { validFromDate, validToDate } = new X509Certificate(pem)
    expect(validFromDate.getTime()).toBe(now.epochMilliseconds - 3_600_000)
    expect(validToDate.getTime()).toBeGreaterThan(now.epochMilliseconds + 80 * 86_400_000)
  }
})
