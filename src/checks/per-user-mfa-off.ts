// Check: nobody has the legacy per-user MFA setting. Microsoft Graph: strongAuthenticationRequirements.perUserMfaState, read person by person.

import { defineCheck, fail, pass } from '#domain/readiness/check.ts'
import { perUserMfa } from '#domain/tenant/per-user-mfa.ts'
import { people } from './parts/counted.ts'
import { personConcerns } from './parts/people-concerned.ts'
import { usersPage } from './parts/portal.ts'

/** How many people the remedy's requests are for at most: more is a script, not a list to read. */
export const requestsMax = 20

export default defineCheck({
  id: 'per-user-mfa-off',
  severity: 'medium',
  title: 'Nobody has the legacy per-user MFA setting.',
  why: 'It asks for MFA apart from Conditional Access and is content with the weaker method, so people go on using what the rollout retires.',
  features: ['P1.1'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userstates',
  needs: { perUserMfa },
  judge({ perUserMfa }) {
    const count = perUserMfa.enabled.count + perUserMfa.enforced.count
    if (count === 0) return pass('Nobody has the legacy setting.')
    return fail(
      `The legacy setting is on for ${people(count)}.`,
      [...personConcerns(perUserMfa.enforced, 'enforced'), ...personConcerns(perUserMfa.enabled, 'enabled')],
      count,
    )
  },
  remedy({ perUserMfa }) {
    const concerned = perUserMfa === undefined ? [] : [...perUserMfa.enforced.people, ...perUserMfa.enabled.people]
    const requests = concerned.slice(0, requestsMax).map(({ id }) => ({
      method: 'PATCH' as const,
      url: `/v1.0/users/${id}/authentication/requirements`,
      body: { perUserMfaState: 'disabled' },
    }))
    return {
      portal: usersPage('All users', 'Per-user MFA', 'Disable MFA'),
      ...(requests.length > 0 && { requests }),
      note: 'Only once an enforced Conditional Access policy asks MFA of these people. Each request is for one of them.',
    }
  },
})
