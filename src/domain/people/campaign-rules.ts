// The registration campaign as a rule: whom Microsoft nudges to register a passkey at sign-in. Follows Microsoft's page on the campaign
// (2026-05): in the Microsoft-managed state it targets passkeys for everybody, unless the tenant's profiles name providers.

import {
  registrationCampaign,
  type AuthenticationMethodsPolicy,
  type RegistrationCampaign,
} from '../tenant/authentication-methods-policy.ts'
import type { PasskeyRules } from './passkey-rules.ts'
import { covers, methodTarget, type Coverable, type RolesRead, type Scope } from './policy-scope.ts'
import { allOf, no, unsure, yes, type Finding } from './told.ts'

/** Whom the campaign asks for a passkey; `towardsPasskeys` is no where it is off or asks for something else. */
export type CampaignRules = { readonly towardsPasskeys: Finding; readonly scope: Scope }

/** Reads the campaign. A policy that holds none was read without it: unknown, never off. */
export function campaignRules(policy: AuthenticationMethodsPolicy, passkeys: PasskeyRules): CampaignRules {
  const campaign = registrationCampaign(policy)
  if (campaign === undefined)
    return { towardsPasskeys: unsure('campaign-unread'), scope: { includes: [], excludes: [] } }
  const excludes = campaign.excludeTargets.map(methodTarget)
  if (campaign.state === 'disabled') return { towardsPasskeys: no(), scope: { includes: [], excludes } }
  if (campaign.state === 'enabled') {
    return { towardsPasskeys: yes, scope: { includes: passkeyTargets(campaign), excludes } }
  }
  const scope: Scope = { includes: [{ kind: 'everyone' }], excludes }
  if (campaign.state === 'default') return { towardsPasskeys: managedTowardsPasskeys(campaign, passkeys), scope }
  return { towardsPasskeys: unsure('campaign-unread'), scope }
}

/** Whether the campaign asks this person for a passkey. Null rules: the policy was not read. */
export function campaignAsks(person: Coverable, rules: CampaignRules | null, roles: RolesRead): Finding {
  if (rules === null) return unsure('campaign-unread')
  const { towardsPasskeys, scope } = rules
  return towardsPasskeys.told === null ? towardsPasskeys : allOf([towardsPasskeys, covers(scope, person, roles)])
}

function passkeyTargets(campaign: RegistrationCampaign): Scope['includes'] {
  return campaign.includeTargets
    .filter(({ targetedAuthenticationMethod }) => (targetedAuthenticationMethod ?? 'fido2').toLowerCase() === 'fido2')
    .map((target) => (target.targetedAuthenticationMethod == null ? { kind: 'unreadable' } : methodTarget(target)))
}

/**
 * Microsoft does not turn its own campaign to passkeys where the passkey method is off or every profile names its providers. Where some do,
 * its page does not say; a campaign whose own targets name passkeys has been turned.
 */
function managedTowardsPasskeys(campaign: RegistrationCampaign, passkeys: PasskeyRules): Finding {
  if (passkeys.on.told !== true) return passkeys.on.told === false ? no() : unsure('campaign-unread')
  const profiles = passkeys.targets.flatMap((target) => target.profiles)
  if (profiles.every(({ namesProviders }) => !namesProviders)) return yes
  if (profiles.every(({ namesProviders }) => namesProviders)) return no()
  const isTurned = campaign.includeTargets.some(
    ({ targetedAuthenticationMethod }) => targetedAuthenticationMethod?.toLowerCase() === 'fido2',
  )
  return isTurned ? yes : unsure('campaign-unread')
}
