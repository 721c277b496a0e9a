// Check: Microsoft Graph answered every call. What it refuses, Keywave cannot tell, and each refusal names its permission.

import { cannotTell, defineCheck, fail, pass, type Concern } from '#domain/readiness/check.ts'
import { graphAccess } from '#domain/tenant/graph-access.ts'
import { counted } from './parts/counted.ts'
import { entraPage } from './parts/portal.ts'

export default defineCheck({
  id: 'graph-permissions-granted',
  severity: 'medium',
  title: 'Microsoft Graph refuses Keywave nothing that it asks for.',
  why: 'Each refused call is a question that stays open. All permissions are read-only, and each can be left out if its answer is not wanted.',
  features: ['P1.7'],
  reference: 'https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent',
  needs: { access: graphAccess },
  judge({ access }) {
    if (access.length === 0) return cannotTell('No call was tried.', ['A sync with Microsoft Graph.'])
    const refused = access.filter(({ outcome }) => outcome === 'refused')
    if (refused.length > 0)
      return fail(
        `Microsoft Graph refused ${counted(refused.length, 'call', 'calls')} of ${access.length}.`,
        refused.map(
          ({ call, permission }): Concern => ({
            kind: 'call',
            id: call,
            name: call,
            detail: permission === null ? 'refused' : `needs ${permission}`,
          }),
        ),
      )
    const failed = access.filter(({ outcome }) => outcome === 'failed')
    if (failed.length > 0)
      return cannotTell(
        'Some calls failed, so whether they are allowed is not known.',
        failed.map(({ call, errorCode }) => `${call} failed${errorCode === null ? '' : ` with ${errorCode}`}.`),
      )
    return pass(`Microsoft Graph refused none of ${counted(access.length, 'call', 'calls')}.`)
  },
  remedy: () => ({
    portal: entraPage(
      'App registrations',
      'the application',
      'API permissions',
      'Add a permission',
      'Grant admin consent',
    ),
    note: 'Add what is named as application permissions, not delegated ones.',
  }),
})
