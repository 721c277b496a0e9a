// Check: whoever the campaign nudges to a passkey has a profile that lets any passkey in. Microsoft built the campaign for profiles without limits.

import { cannotTell, defineCheck, fail, notApplicable, pass, type Concern } from '#domain/readiness/check.ts'
import {
  allUsersTarget,
  authenticationMethodsPolicy,
  passkeyConfiguration,
  registrationCampaign,
  type PasskeyConfiguration,
} from '#domain/tenant/authentication-methods-policy.ts'
import { campaignRequest, nudgesToPasskey } from './parts/campaign.ts'
import { isOpen, profilesInUse, profilesOf, restrictsProviders, unreadableProfile } from './parts/passkey-profiles.ts'
import { campaignPage } from './parts/portal.ts'

export default defineCheck({
  id: 'registration-campaign-fits-profiles',
  severity: 'high',
  title: 'Nobody is nudged into a registration that their profile refuses.',
  why: 'The campaign offers the passkey of the device at hand. Where the profile asks for attestation or names providers, that registration fails, and the desk hears of it.',
  features: ['P1.1', 'D3'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-registration-campaign',
  needs: { policy: authenticationMethodsPolicy },
  judge({ policy }) {
    const campaign = registrationCampaign(policy)
    if (campaign === undefined || campaign.state === 'unknownFutureValue')
      return cannotTell('The policy that was read does not hold the campaign.', [
        'The state of the registration campaign.',
      ])
    const passkeys = passkeyConfiguration(policy)
    if (passkeys === undefined || profilesInUse(passkeys).length === 0)
      return notApplicable('No passkey profile is in use.')
    if (campaign.state === 'disabled') return notApplicable('The campaign is off.')
    const isManaged = campaign.state === 'default'
    if (!isManaged && !nudgesToPasskey(campaign)) return notApplicable('The campaign does not nudge to passkeys.')
    const unreadable = unreadableProfile(passkeys)
    if (unreadable !== undefined) return unreadable
    if (isManaged && profilesInUse(passkeys).some(restrictsProviders))
      return notApplicable('Microsoft does not point its own campaign at passkeys where profiles name providers.')
    const nudged = isManaged ? [allUsersTarget] : campaign.includeTargets.map(({ id }) => id)
    const findings = nudged.map((id) => fits(passkeys, id))
    const misfits = [...new Set(findings.flatMap(({ closed }) => closed))]
    if (misfits.length > 0)
      return fail(
        'The campaign nudges people whose profile refuses the passkey it offers.',
        misfits.map(
          (id): Concern => ({
            kind: 'group',
            id,
            name: id === allUsersTarget ? 'All users' : id,
            detail: 'every profile is restricted',
          }),
        ),
      )
    if (findings.some(({ unsure }) => unsure))
      return cannotTell('The campaign nudges a group that is no passkey target, so its profiles are not certain.', [
        'The passkey targets of the people in the campaign: keywave people judges each of them.',
      ])
    return pass('Whoever is nudged has a profile without restrictions.')
  },
  remedy({ policy }) {
    const campaign = policy && registrationCampaign(policy)
    return {
      portal: [...campaignPage, 'State', 'Disabled'],
      ...(campaign && { requests: [campaignRequest(campaign, { state: 'disabled' })] }),
      note: 'Or exclude the groups with a restricted profile from the campaign.',
    }
  },
})

/** Whether the people of a nudged target have an open profile: the targets where they have none, or that it is not certain. */
function fits(passkeys: PasskeyConfiguration, id: string): { closed: readonly string[]; unsure: boolean } {
  const targets = passkeys.includeTargets ?? []
  const isOpenTarget = (target: (typeof targets)[number]) => profilesOf(passkeys, target).some(isOpen)
  const closed = targets.filter((target) => !isOpenTarget(target)).map((target) => target.id)
  const own = targets.filter((target) => target.id === id || target.id === allUsersTarget)
  if (own.some(isOpenTarget)) return { closed: [], unsure: false }
  if (id === allUsersTarget) return { closed, unsure: false }
  if (own.some((target) => target.id === id)) return { closed: [id], unsure: false }
  return { closed: [], unsure: closed.length > 0 || targets.length === 0 }
}
