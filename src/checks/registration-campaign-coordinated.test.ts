import { expect, test } from 'vitest'
import check from './registration-campaign-coordinated.ts'
import { goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const withState = (state: TenantDraft['campaign']['state']) =>
  goodTenant((tenant) => {
    tenant.campaign.state = state
  })

test('a campaign for chosen groups to a passkey passes, and so does one that is off', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
  expect(judged(check, withState('disabled')).verdict).toBe('pass')
})

test('a Microsoft-managed campaign fails, and the request switches it off and keeps its targets', () => {
  const result = judged(check, withState('default'))
  expect(result.verdict).toBe('fail')
  expect(result.remedy.requests).toEqual([
    {
      method: 'PATCH',
      url: '/v1.0/policies/authenticationMethodsPolicy',
      body: {
        registrationEnforcement: {
          authenticationMethodsRegistrationCampaign: {
            state: 'disabled',
            snoozeDurationInDays: 3,
            includeTargets: [{ id: ids.staffGroup, targetType: 'group', targetedAuthenticationMethod: 'fido2' }],
            excludeTargets: [],
          },
        },
      },
    },
  ])
})

test('a campaign to Authenticator, or for all users, fails', () => {
  const target = {
    targetType: 'group' as const,
    id: ids.staffGroup,
    targetedAuthenticationMethod: 'microsoftAuthenticator',
  }
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.campaign.includeTargets = [target]
      }),
    ).verdict,
  ).toBe('fail')
  const everyone = { ...target, id: 'all_users', targetedAuthenticationMethod: 'Fido2' }
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.campaign.includeTargets = [everyone]
      }),
    ).verdict,
  ).toBe('fail')
})

test('an absent campaign, or one in a state we do not know, is unknown', () => {
  expect(judged(check, withState('unknownFutureValue')).verdict).toBe('unknown')
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.policy.registrationEnforcement = null
      }),
    ).verdict,
  ).toBe('unknown')
})
