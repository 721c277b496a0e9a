import { expect, test } from 'vitest'
import { entraError } from './entra-error.ts'

test.each([
  [
    'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the client secret value.',
    'credentials-rejected',
  ],
  ["AADSTS700016: Application with identifier 'x' was not found in the directory 'Contoso'.", 'credentials-rejected'],
  ["AADSTS7000222: The provided client secret keys for app 'x' are expired.", 'credentials-expired'],
  [
    'AADSTS700027: Client assertion contains an invalid signature. [Reason - The key used is expired.]',
    'credentials-expired',
  ],
  [
    'AADSTS700027: Client assertion contains an invalid signature. [Reason - The key was not found.]',
    'credentials-rejected',
  ],
  ["AADSTS90002: Tenant 'x' not found.", 'tenant-id-invalid'],
  [
    'AADSTS900023: Specified tenant identifier is neither a valid DNS name, nor a valid external domain.',
    'tenant-id-invalid',
  ],
  ['AADSTS53003: Access has been blocked by Conditional Access policies.', 'credentials-rejected'],
])('%s is %s', (text, code) => {
  expect(entraError(text)).toMatchObject({ code })
})

test("Microsoft's own text, which may name things, is not shown; its number is", () => {
  const error = entraError("AADSTS7000215: Invalid client secret provided for app 'a-secret-thing'.")
  expect(error?.message).toContain('AADSTS7000215')
  expect(error?.message).not.toContain('a-secret-thing')
})

test('a text without a number is none of these', () => {
  expect(entraError('connect ECONNREFUSED')).toBeNull()
})
