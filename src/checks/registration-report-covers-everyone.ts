// Check: the registration report holds everybody. Whoever is absent is unknown, never "no methods".

import { cannotTell, defineCheck } from '#domain/readiness/check.ts'
import { population } from '#domain/tenant/population.ts'
import { people } from './parts/counted.ts'
import { failIfAnybody } from './parts/people-concerned.ts'
import { registrationDetailsPage } from './parts/portal.ts'

export default defineCheck({
  id: 'registration-report-covers-everyone',
  severity: 'medium',
  title: 'The registration report holds every enabled member.',
  why: 'Every figure on methods rests on this report, which is hours late. Whoever is absent from it may be stopped in February without a warning.',
  features: ['D1', 'P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity',
  needs: { population },
  judge({ population }) {
    if (population.enabledMembers === 0)
      return cannotTell('No enabled member was found, and every tenant has one.', ['The enabled members.'])
    return failIfAnybody(
      population.withoutRegistration,
      'absent from the report',
      `${people(population.withoutRegistration.count)} of ${population.enabledMembers} enabled members are absent from the report.`,
      `All ${population.enabledMembers} enabled members are in the report.`,
    )
  },
  remedy: () => ({
    portal: registrationDetailsPage,
    note: 'New accounts appear within a day. Others often never signed in: disable those that nobody uses.',
  }),
})
