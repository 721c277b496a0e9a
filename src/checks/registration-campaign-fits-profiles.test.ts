import { expect, test } from 'vitest'
import check from './registration-campaign-fits-profiles.ts'
import { concerned, goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const nudge = (id: string) => (tenant: TenantDraft) => {
  tenant.campaign.includeTargets = [{ id, targetType: 'group', targetedAuthenticationMethod: 'Fido2' }]
}

test('a nudged group with an open profile passes', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('nudging all users where the profile of all users is restricted fails, and the request switches the campaign off', () => {
  const result = judged(check, goodTenant(nudge('all_users')))
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['All users'])
  expect(result.remedy.requests).toMatchObject([
    { body: { registrationEnforcement: { authenticationMethodsRegistrationCampaign: { state: 'disabled' } } } },
  ])
})

test('a Microsoft-managed campaign over an attested profile fails', () => {
  const book = goodTenant((tenant) => {
    tenant.campaign.state = 'default'
    for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.keyRestrictions = null
  })
  expect(judged(check, book).verdict).toBe('fail')
})

test('a Microsoft-managed campaign leaves passkeys alone where profiles name providers', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.campaign.state = 'default'
      }),
    ).verdict,
  ).toBe('not-applicable')
})

test('a nudged group that is no passkey target is unknown', () => {
  expect(judged(check, goodTenant(nudge(ids.emergencyGroup))).verdict).toBe('unknown')
})

test('a campaign that is off nudges nobody', () => {
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.campaign.state = 'disabled'
      }),
    ).verdict,
  ).toBe('not-applicable')
})
