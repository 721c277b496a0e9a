// Check: nobody has SMS or voice as the only MFA method. They meet a blocking passkey registration on 1 February 2027; there is no opt-out.

import { cannotTell, defineCheck } from '#domain/readiness/check.ts'
import { population } from '#domain/tenant/population.ts'
import { people } from './parts/counted.ts'
import { failIfAnybody, unreportedPeople } from './parts/people-concerned.ts'
import { registrationDetailsPage } from './parts/portal.ts'

export default defineCheck({
  id: 'phone-only-people',
  severity: 'critical',
  title: 'Nobody has SMS or voice as the only MFA method.',
  why: 'Microsoft ends its SMS and voice on 1 February 2027. Unless you contract a telephony provider, these people then meet a passkey registration that blocks their sign-in. No opt-out.',
  features: ['D1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement',
  needs: { population },
  judge({ population }) {
    const { phoneOnly } = population
    const unreported = unreportedPeople(population)
    if (phoneOnly.count === 0 && unreported.length > 0)
      return cannotTell(
        'Nobody whose methods are known depends on a phone number, but not all methods are known.',
        unreported,
      )
    return failIfAnybody(
      phoneOnly,
      'only SMS or voice',
      `${people(phoneOnly.count)} will be stopped: a phone number is the only MFA method they have.`,
      'Nobody depends on SMS or voice alone.',
    )
  },
  remedy: () => ({
    portal: registrationDetailsPage,
    note: 'Each of them registers a passkey at aka.ms/mysecurityinfo before the date; keywave exposure says who can, and with what.',
  }),
})
