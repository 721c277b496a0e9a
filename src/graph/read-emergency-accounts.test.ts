import { expect, test } from 'vitest'
import { emergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import { id, refused, sample, sourceOf, valueOf, type Rule } from './sample-tenant.fixture.ts'
import { errorBody, unaborted } from './stand-in.fixture.ts'

test('an emergency account is told with its keys, its role and how it last signed in', async () => {
  const { source } = await sourceOf()
  await source.settings(unaborted)
  const reading = await source.emergencyAccounts(['emergency1@contoso.onmicrosoft.com'], unaborted)
  expect(reading.facts[emergencyAccounts.name]).toMatchObject({ state: 'known', coverage: { have: 1, of: 1 } })
  expect(valueOf(reading, emergencyAccounts.name)).toEqual([
    {
      userPrincipalName: 'emergency1@contoso.onmicrosoft.com',
      id: id(5),
      accountEnabled: true,
      cloudOnly: true,
      isGlobalAdministrator: true,
      methodsRegistered: ['mobilePhone', 'passKeyDeviceBound', 'passKeyDeviceBoundAuthenticator'],
      passkeys: [
        { aaGuid: 'cb69481e-8ff7-4039-93ec-0a2729a154a8', createdDateTime: '2026-01-08T10:00:00Z', attested: true },
      ],
      lastSuccessfulSignInAt: '2026-11-10T08:00:05Z',
      lastSignInPhishingResistant: true,
    },
  ])
})

async function emergencyAccount(...changes: Rule[]): Promise<EmergencyAccount | undefined> {
  const { source } = await sourceOf(...changes)
  const reading = await source.emergencyAccounts(['emergency1@contoso.onmicrosoft.com'], unaborted)
  return (valueOf(reading, emergencyAccounts.name) as EmergencyAccount[])[0]
}

test('what may not be read of an emergency account is unknown, never none', async () => {
  const account = await emergencyAccount([
    /fido2Methods|signIns|signInActivity|userRegistrationDetails|roleAssignments/,
    refused,
  ])
  expect(account).toMatchObject({
    id: id(5),
    passkeys: null,
    methodsRegistered: null,
    isGlobalAdministrator: null,
    lastSignInPhishingResistant: null,
  })
  expect(account).not.toHaveProperty('lastSuccessfulSignInAt')
})

test('an emergency account without keys has none, and one that never signed in has no date', async () => {
  const account = await emergencyAccount(
    [/fido2Methods|signIns/, () => ({ body: { value: [] } })],
    [/signInActivity/, () => ({ body: { id: id(5) } })],
  )
  expect(account).toMatchObject({ passkeys: [], lastSuccessfulSignInAt: null, lastSignInPhishingResistant: null })
})

test('where the log is too short the directory still tells when the account signed in, but not how', async () => {
  const account = await emergencyAccount([/signIns/, () => ({ body: { value: [] } })])
  expect(account).toMatchObject({ lastSuccessfulSignInAt: '2026-09-01T00:00:00Z', lastSignInPhishingResistant: null })
})

test('where beta is not answered v1.0 tells when, but not how', async () => {
  const [signIn] = sample('sign-ins').value
  const { authenticationDetails: _beta, ...plain } = signIn ?? {}
  const account = await emergencyAccount(
    [/beta\/auditLogs/, () => ({ status: 400, body: errorBody('BadRequest') })],
    [/signIns/, () => ({ body: { value: [plain] } })],
  )
  expect(account).toMatchObject({ lastSuccessfulSignInAt: '2026-11-10T08:00:05Z', lastSignInPhishingResistant: null })
})

test('an account that is not in the tenant is told as absent', async () => {
  const { source } = await sourceOf()
  const reading = await source.emergencyAccounts(['gone@contoso.com'], unaborted)
  expect(valueOf(reading, emergencyAccounts.name)).toMatchObject([
    { userPrincipalName: 'gone@contoso.com', id: null, passkeys: null },
  ])
})

test('accounts that may not be looked up at all are unknown as a whole', async () => {
  const { source } = await sourceOf([/^\/v1\.0\/users\//, refused])
  const reading = await source.emergencyAccounts(['emergency1@contoso.onmicrosoft.com'], unaborted)
  expect(reading.facts[emergencyAccounts.name]).toMatchObject({ state: 'unknown', reason: { kind: 'refused' } })
})

test('nobody named is nothing read', async () => {
  const { source, standIn } = await sourceOf()
  expect(await source.emergencyAccounts([], unaborted)).toEqual({ facts: {}, rejected: [], calls: [] })
  expect(standIn.requests).toHaveLength(0)
})

test('sign-ins are asked for with the values that Microsoft added later, newest first, for this account alone', async () => {
  const { source, standIn } = await sourceOf()
  await source.emergencyAccounts(['emergency1@contoso.onmicrosoft.com'], unaborted)
  const asked = standIn.requests.filter(({ url }) => url.includes('signIns'))
  expect(asked).toHaveLength(1)
  expect(asked[0]?.headers).toMatchObject({ prefer: 'include-unknown-enum-members' })
  expect(decodeURIComponent(asked[0]?.url ?? '')).toContain(`$filter=userId eq '${id(5)}'`)
})
