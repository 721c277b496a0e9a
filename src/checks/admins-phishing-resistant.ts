// Check: every administrator has a phishing-resistant method.

import { cannotTell, defineCheck } from '#domain/readiness/check.ts'
import { population } from '#domain/tenant/population.ts'
import { roleAssignments } from '#domain/tenant/role-assignments.ts'
import { failIfAnybody, unreportedPeople } from './parts/people-concerned.ts'
import { registrationDetailsPage } from './parts/portal.ts'

export default defineCheck({
  id: 'admins-phishing-resistant',
  severity: 'high',
  title: 'Every administrator has a phishing-resistant method.',
  why: 'Administrators are attacked first and can undo everything else. A policy that requires the method of them can follow as soon as all have one.',
  features: ['P1.1', 'P1.3'],
  reference: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa',
  // Roles read in part leave administrators out: a pass then rests on a part.
  needs: { population, roleAssignments },
  judge({ population }) {
    const { administrators, administratorsWithoutPhishingResistant: without } = population
    if (administrators.count === 0)
      return cannotTell('No administrator was found, and every tenant has one.', ['The directory roles.'])
    const unreported = unreportedPeople(population)
    if (without.count === 0 && unreported.length > 0)
      return cannotTell(
        'Every administrator whose methods are known has one, but not all methods are known.',
        unreported,
      )
    return failIfAnybody(
      without,
      'administrator without a phishing-resistant method',
      `${without.count} of ${administrators.count} administrators have no phishing-resistant method.`,
      `All ${administrators.count} administrators have a phishing-resistant method.`,
    )
  },
  remedy: () => ({
    portal: registrationDetailsPage,
    note: 'Each registers a security key or a passkey in Authenticator at aka.ms/mysecurityinfo.',
  }),
})
