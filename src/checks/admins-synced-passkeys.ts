// Check: administrators keep their passkeys on a device, not in a synchronised vault whose account the organisation does not control.

import { cannotTell, defineCheck } from '#domain/readiness/check.ts'
import { population } from '#domain/tenant/population.ts'
import { roleAssignments } from '#domain/tenant/role-assignments.ts'
import { failIfAnybody, unreportedPeople } from './parts/people-concerned.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'admins-synced-passkeys',
  severity: 'medium',
  title: 'No administrator keeps a passkey in a synchronised vault.',
  why: 'A synced passkey is as safe as the private account of its vault. Microsoft advises device-bound, attested passkeys for administrators.',
  features: ['P1.1', 'P1.3'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-synced-passkeys',
  // Roles read in part leave administrators out: a pass then rests on a part.
  needs: { population, roleAssignments },
  judge({ population }) {
    const { administrators, administratorsWithSyncedPasskey: synced } = population
    if (administrators.count === 0)
      return cannotTell('No administrator was found, and every tenant has one.', ['The directory roles.'])
    const unreported = unreportedPeople(population)
    if (synced.count === 0 && unreported.length > 0)
      return cannotTell(
        'No administrator whose methods are known has a synced passkey, but not all methods are known.',
        unreported,
      )
    return failIfAnybody(
      synced,
      'administrator with a synced passkey',
      `${synced.count} of ${administrators.count} administrators keep a passkey in a synchronised vault.`,
      'No administrator keeps a passkey in a synchronised vault.',
    )
  },
  // No request: a passkey may be taken away only once another is proven.
  remedy: () => ({
    portal: passkeyPage('Enable and target'),
    note: 'Have them register and use a device-bound passkey first; then give administrators a strict profile and delete the synced one.',
  }),
})
