// Check: people hold two phishing-resistant methods. Microsoft recommends at least two for each person; one lost device is otherwise a lockout.

import { cannotTell, defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import { population } from '#domain/tenant/population.ts'
import { unreportedPeople } from './parts/people-concerned.ts'
import { registrationDetailsPage } from './parts/portal.ts'

export default defineCheck({
  id: 'second-passkey',
  severity: 'medium',
  title: 'Whoever is enrolled has a second phishing-resistant method.',
  why: 'Enrolment is not done with one: phones are swapped and lost, and with the only passkey goes the only way in. Microsoft recommends at least two.',
  features: ['S7'],
  reference:
    'https://learn.microsoft.com/entra/identity/authentication/how-to-deploy-phishing-resistant-passwordless-authentication',
  needs: { population },
  judge({ population }) {
    const { phishingResistant, singlePasskey } = population
    const unreported = unreportedPeople(population)
    if (phishingResistant === 0 && unreported.length === 0) return notApplicable('Nobody is enrolled yet.')
    if (singlePasskey === 0)
      return unreported.length > 0
        ? cannotTell(
            'Everybody whose methods are known has a second method, but not all methods are known.',
            unreported,
          )
        : pass('Everybody who is enrolled has a second phishing-resistant method.')
    return fail(
      `${singlePasskey} of ${phishingResistant} enrolled people have one phishing-resistant method and no second.`,
      [{ kind: 'method', id: 'fido2', name: 'Passkey (FIDO2)', detail: `${singlePasskey} people with one` }],
      singlePasskey,
    )
  },
  remedy: () => ({
    portal: registrationDetailsPage,
    note: 'Ask for a second one in the same visit: a synced passkey beside a security key, or Windows Hello beside a phone.',
  }),
})
