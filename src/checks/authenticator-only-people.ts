// Check: nobody has Microsoft Authenticator notifications and nothing else. They pass MFA today and no passkey requirement tomorrow.

import { cannotTell, defineCheck } from '#domain/readiness/check.ts'
import { population } from '#domain/tenant/population.ts'
import { people } from './parts/counted.ts'
import { failIfAnybody, unreportedPeople } from './parts/people-concerned.ts'
import { campaignPage } from './parts/portal.ts'

export default defineCheck({
  id: 'authenticator-only-people',
  severity: 'medium',
  title: 'Nobody has Microsoft Authenticator as the only method.',
  why: 'Its notifications and codes do not resist phishing and pass no passkey requirement; and with the phone gone, so is the only way in.',
  features: ['S7'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths',
  needs: { population },
  judge({ population }) {
    const { authenticatorOnly } = population
    const unreported = unreportedPeople(population)
    if (authenticatorOnly.count === 0 && unreported.length > 0)
      return cannotTell(
        'Nobody whose methods are known has Authenticator alone, but not all methods are known.',
        unreported,
      )
    return failIfAnybody(
      authenticatorOnly,
      'only Authenticator',
      `Authenticator is the only method of ${people(authenticatorOnly.count)}.`,
      'Nobody depends on Authenticator alone.',
    )
  },
  remedy: () => ({
    portal: [...campaignPage, 'Method', 'Passkey'],
    note: 'They have MFA, so each can register a passkey today: in Authenticator itself, or in the vault of the phone.',
  }),
})
