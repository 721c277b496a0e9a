// Reading and changing the registration campaign (authenticationMethodsRegistrationCampaign, Graph v1.0).

import type { GraphRequest } from '#domain/readiness/check.ts'
import type { RegistrationCampaign } from '#domain/tenant/authentication-methods-policy.ts'
import { withoutAnnotations } from './graph-body.ts'

/** Whether any target is nudged to a passkey. Microsoft spells the method in two ways. */
export function nudgesToPasskey(campaign: RegistrationCampaign): boolean {
  return targets(campaign, 'fido2')
}

/** Whether any target is nudged to Authenticator notifications. */
export function nudgesToAuthenticator(campaign: RegistrationCampaign): boolean {
  return targets(campaign, 'microsoftauthenticator')
}

/** A PATCH of the campaign: sent whole, as it was read, with the change laid over. */
export function campaignRequest(
  campaign: RegistrationCampaign,
  change: Partial<Pick<RegistrationCampaign, 'state'>>,
): GraphRequest {
  return {
    method: 'PATCH',
    url: '/v1.0/policies/authenticationMethodsPolicy',
    body: {
      registrationEnforcement: {
        authenticationMethodsRegistrationCampaign: withoutAnnotations({ ...campaign, ...change }),
      },
    },
  }
}

function targets(campaign: RegistrationCampaign, method: string): boolean {
  return campaign.includeTargets.some((target) => target.targetedAuthenticationMethod?.toLowerCase() === method)
}
