// Check: passwords do not expire during the rollout. Microsoft Graph: domain.passwordValidityPeriodInDays; federated domains keep theirs elsewhere.

import { cannotTell, defineCheck, fail, notApplicable, pass, type Concern } from '#domain/readiness/check.ts'
import { domains, passwordNeverExpiresDays, type Domain } from '#domain/tenant/domains.ts'

/** Days of notice that go with the request where the domain has none: Microsoft's default. */
const noticeDays = 14

export default defineCheck({
  id: 'password-expiry-off',
  severity: 'medium',
  title: 'Passwords do not expire during the rollout.',
  why: 'A reset prompt teaches people to make a new password instead of a passkey, and its calls fill the helpdesk that the rollout needs.',
  features: ['P1.1', 'S7'],
  reference: 'https://learn.microsoft.com/microsoft-365/admin/manage/set-password-expiration-policy',
  needs: { domains },
  judge({ domains }) {
    const managed = domains.filter(isManaged)
    if (managed.length === 0) return notApplicable('No domain keeps its passwords in Microsoft Entra ID.')
    const expiring = managed.filter(expires)
    const concerns = expiring.map(
      ({ id, passwordValidityPeriodInDays }): Concern => ({
        kind: 'domain',
        id,
        name: id,
        detail: `after ${passwordValidityPeriodInDays} days`,
      }),
    )
    if (concerns.length > 0) return fail('Passwords expire in some domains.', concerns)
    const unread = managed.filter(({ passwordValidityPeriodInDays }) => passwordValidityPeriodInDays === null)
    if (unread.length > 0)
      return cannotTell(
        'Microsoft does not say how long passwords of some domains last.',
        unread.map(({ id }) => `The password validity of domain ${id}.`),
      )
    return pass('Passwords never expire.')
  },
  remedy: ({ domains }) => {
    const requests = (domains ?? [])
      .filter((domain) => isManaged(domain) && expires(domain))
      .map((domain) => ({
        method: 'PATCH' as const,
        url: `/v1.0/domains/${domain.id}`,
        body: {
          passwordValidityPeriodInDays: passwordNeverExpiresDays,
          passwordNotificationWindowInDays: domain.passwordNotificationWindowInDays ?? noticeDays,
        },
      }))
    return {
      portal: [
        'Microsoft 365 admin center',
        'Settings',
        'Org settings',
        'Security & privacy',
        'Password expiration policy',
      ],
      ...(requests.length > 0 && { requests }),
      note: 'Passwords synchronised from Active Directory expire by the rule there; so do those of federated domains.',
    }
  },
})

function isManaged(domain: Domain): boolean {
  return domain.isVerified !== false && domain.authenticationType?.toLowerCase() !== 'federated'
}

function expires({ passwordValidityPeriodInDays: days }: Domain): boolean {
  return days !== null && days !== passwordNeverExpiresDays
}
