// Check: everybody has some MFA method. Someone without one needs a Temporary Access Pass to register a passkey.

import { cannotTell, defineCheck } from '#domain/readiness/check.ts'
import { population } from '#domain/tenant/population.ts'
import { people } from './parts/counted.ts'
import { failIfAnybody, unreportedPeople } from './parts/people-concerned.ts'
import { usersPage } from './parts/portal.ts'

export default defineCheck({
  id: 'people-without-mfa',
  severity: 'high',
  title: 'Everybody has an MFA method to register a passkey with.',
  why: 'Registering a passkey needs MFA within the last five minutes. Someone without any method needs a Temporary Access Pass, and the desk must be ready for that.',
  features: ['D1', 'P1.8'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass',
  needs: { population },
  judge({ population }) {
    const { noMfaMethod } = population
    const unreported = unreportedPeople(population)
    if (noMfaMethod.count === 0 && unreported.length > 0)
      return cannotTell('Everybody whose methods are known has a method, but not all methods are known.', unreported)
    const has = noMfaMethod.count === 1 ? 'has' : 'have'
    return failIfAnybody(
      noMfaMethod,
      'no MFA method',
      `${people(noMfaMethod.count)} ${has} no MFA method and cannot register a passkey without a pass.`,
      'Everybody has an MFA method.',
    )
  },
  // No request: a pass is issued to one person, after their identity was checked.
  remedy: () => ({
    portal: usersPage('a person', 'Authentication methods', 'Add authentication method', 'Temporary Access Pass'),
    note: 'Check who is asking, issue the pass, and let the person register at aka.ms/mysecurityinfo while it lasts.',
  }),
})
