// Check: no administrator depends on SMS or voice. For Global Administrators these end on 1 July 2027, for all others on 1 February 2027.

import { cannotTell, defineCheck } from '#domain/readiness/check.ts'
import { population } from '#domain/tenant/population.ts'
import { roleAssignments } from '#domain/tenant/role-assignments.ts'
import { counted } from './parts/counted.ts'
import { failIfAnybody, unreportedPeople } from './parts/people-concerned.ts'
import { registrationDetailsPage } from './parts/portal.ts'

export default defineCheck({
  id: 'admins-phone-only',
  severity: 'critical',
  title: 'No administrator has SMS or voice as the only MFA method.',
  why: 'A telephone number can be taken over by a call to the phone company. Microsoft ends it on 1 February 2027, for Global Administrators on 1 July 2027.',
  features: ['D1', 'P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement',
  // Roles read in part leave administrators out: a pass then rests on a part.
  needs: { population, roleAssignments },
  judge({ population }) {
    const { administrators, administratorsPhoneOnly } = population
    if (administrators.count === 0)
      return cannotTell('No administrator was found, and every tenant has one.', ['The directory roles.'])
    const unreported = unreportedPeople(population)
    if (administratorsPhoneOnly.count === 0 && unreported.length > 0)
      return cannotTell(
        'No administrator whose methods are known depends on a phone number, but not all methods are known.',
        unreported,
      )
    return failIfAnybody(
      administratorsPhoneOnly,
      'administrator with only SMS or voice',
      `A phone number is the only MFA method of ${counted(administratorsPhoneOnly.count, 'administrator', 'administrators')}.`,
      'No administrator depends on SMS or voice alone.',
    )
  },
  remedy: () => ({
    portal: registrationDetailsPage,
    note: 'Give each of them a security key or a passkey in Authenticator now; administrators go first in any rollout.',
  }),
})
