// Check: nobody's only phishing-resistant method lives on one computer. Windows Hello satisfies the strength there and nowhere else.

import { cannotTell, defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import { population } from '#domain/tenant/population.ts'
import { unreportedPeople } from './parts/people-concerned.ts'
import { registrationDetailsPage } from './parts/portal.ts'

export default defineCheck({
  id: 'computer-bound-people',
  severity: 'medium',
  title: 'Nobody has a computer as the only phishing-resistant method.',
  why: 'Windows Hello and Platform SSO pass the requirement on that computer only. On the phone these people are stopped, though reports count them as capable.',
  features: ['S7', 'P1.1'],
  reference:
    'https://learn.microsoft.com/entra/identity/authentication/how-to-deploy-phishing-resistant-passwordless-authentication',
  needs: { population },
  judge({ population }) {
    const { phishingResistant, computerBoundOnly } = population
    const unreported = unreportedPeople(population)
    if (phishingResistant === 0 && unreported.length === 0) return notApplicable('Nobody is enrolled yet.')
    if (computerBoundOnly === 0)
      return unreported.length > 0
        ? cannotTell('Nobody whose methods are known depends on a computer, but not all methods are known.', unreported)
        : pass('Everybody who is enrolled can sign in on more than one computer.')
    return fail(
      `${computerBoundOnly} of ${phishingResistant} enrolled people can pass the requirement on one computer only.`,
      [
        {
          kind: 'method',
          id: 'windowsHelloForBusiness',
          name: 'Windows Hello or Platform SSO',
          detail: `${computerBoundOnly} people with nothing else`,
        },
      ],
      computerBoundOnly,
    )
  },
  remedy: () => ({
    portal: registrationDetailsPage,
    note: 'They register a passkey on the phone. On a computer with Windows Hello for the account, a second Windows passkey fails: that is expected.',
  }),
})
