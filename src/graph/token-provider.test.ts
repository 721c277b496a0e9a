import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { testClock, unaborted } from './stand-in.fixture.ts'
import { createTokenProvider, type TokenProviderOptions } from './token-provider.ts'

const options = (): TokenProviderOptions => ({
  authorityUrl: 'https://login.microsoftonline.com',
  graphUrl: 'https://graph.microsoft.com',
  tenantId: 'c0a70000-0000-4000-8000-000000000009',
  clientId: 'c0a70000-0000-4000-8000-000000000008',
  credential: 'secret',
  secret: 'word',
  clock: testClock(),
})

test.each([
  [{ clientId: null }, 'KEYWAVE_CLIENT_ID'],
  [{ secret: null }, 'KEYWAVE_CLIENT_SECRET'],
  [{ secret: '' }, 'KEYWAVE_CLIENT_SECRET'],
  [{ credential: 'certificate', secret: null }, 'KEYWAVE_CLIENT_CERTIFICATE'],
] as const)('%o is credentials-missing and names the variable', (change, variable) => {
  expect(() => createTokenProvider({ ...options(), ...change })).toThrow(
    expect.objectContaining({ code: 'credentials-missing', message: `${variable} is not set.` }),
  )
})

test('identities of the machine need neither client id nor secret', () => {
  for (const credential of ['managed-identity', 'workload-identity', 'azure-cli'] as const) {
    expect(createTokenProvider({ ...options(), credential, clientId: null, secret: null })).toHaveProperty('token')
  }
})

test('an authority that is no address is config-invalid', () => {
  expect(() => createTokenProvider({ ...options(), authorityUrl: 'login' })).toThrow(
    expect.objectContaining({ code: 'config-invalid' }),
  )
})

test('only a secret is sent to an authority that speaks http', () => {
  const plain = { ...options(), authorityUrl: 'http://127.0.0.1:4100' }
  expect(createTokenProvider(plain)).toHaveProperty('token')
  expect(() => createTokenProvider({ ...plain, credential: 'managed-identity' })).toThrow(
    expect.objectContaining({ code: 'wrong-use' }),
  )
})

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const keyOnly = privateKey.export({ type: 'pkcs8', format: 'pem' })
const certificateOnly = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

test.each([
  ['/nowhere/at/all.pem', 'not there'],
  [keyOnly, 'no certificate'],
  [certificateOnly, 'no unencrypted private key'],
])('a certificate that cannot be used is certificate-unreadable', async (secret, says) => {
  const provider = createTokenProvider({ ...options(), credential: 'certificate', secret })
  const error: unknown = await provider.token(unaborted).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'certificate-unreadable' })
  expect(String(error)).toContain(says)
  expect(String(error)).not.toContain(secret)
})

test('a certificate that is none, beside a good key, is certificate-unreadable', async () => {
  const provider = createTokenProvider({ ...options(), credential: 'certificate', secret: certificateOnly + keyOnly })
  await expect(provider.token(unaborted)).rejects.toMatchObject({ code: 'certificate-unreadable' })
})
