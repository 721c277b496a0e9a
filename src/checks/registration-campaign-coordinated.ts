// Check: the registration campaign follows the waves. Since September 2026 the Microsoft-managed state nudges every MFA-capable person to a passkey.

import { cannotTell, defineCheck, fail, pass, type Concern } from '#domain/readiness/check.ts'
import { authenticationMethodsPolicy, registrationCampaign } from '#domain/tenant/authentication-methods-policy.ts'
import { campaignRequest, nudgesToPasskey, nudgesToAuthenticator } from './parts/campaign.ts'
import { campaignPage } from './parts/portal.ts'

export default defineCheck({
  id: 'registration-campaign-coordinated',
  severity: 'medium',
  title: 'The registration campaign follows the waves.',
  why: 'Microsoft-managed means everybody is nudged at once, from 1 September 2026, whatever wave they are in; one method at a time, and never on phones.',
  features: ['P1.1', 'D3'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-registration-campaign',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const campaign = registrationCampaign(policy)
    const concern = (detail: string): Concern => ({
      kind: 'setting',
      id: 'authenticationMethodsRegistrationCampaign',
      name: 'Registration campaign',
      detail,
    })
    if (campaign === undefined || campaign.state === 'unknownFutureValue')
      return cannotTell('The policy that was read does not hold the campaign.', [
        'The state of the registration campaign.',
      ])
    if (campaign.state === 'disabled') return pass('The campaign is off: only your own waves ask people to register.')
    if (campaign.state === 'default')
      return fail('The campaign is Microsoft-managed: it nudges everybody at once, past the order of your waves.', [
        concern('Microsoft-managed'),
      ])
    if (nudgesToAuthenticator(campaign))
      return fail(
        'The campaign nudges people to Authenticator notifications, which a passkey requirement will not accept.',
        [concern('targets microsoftAuthenticator')],
      )
    if (!nudgesToPasskey(campaign))
      return cannotTell('The campaign is on, and its method was not told.', ['The method that the campaign targets.'])
    if (campaign.includeTargets.some(({ id }) => id === 'all_users'))
      return fail('The campaign nudges all users at once, past the order of your waves.', [
        concern('targets all users'),
      ])
    return pass('The campaign nudges chosen groups to a passkey.')
  },
  remedy({ policy }) {
    const campaign = policy && registrationCampaign(policy)
    return {
      portal: [...campaignPage, 'State', 'Disabled'],
      ...(campaign && { requests: [campaignRequest(campaign, { state: 'disabled' })] }),
      note: 'Or set it to Enabled, method passkey, for the groups of the present wave. On 1 February 2027 the prompt comes whatever is set here.',
    }
  },
})
