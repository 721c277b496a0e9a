// Check: a strength exists that takes phishing-resistant methods or a pass, and nothing weaker: Microsoft's pattern for registration and recovery.

import { defineCheck, pass } from '#domain/readiness/check.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import { failForWant } from './parts/absence.ts'
import { bootstrapStrengthRequest, isBootstrapStrength } from './parts/bootstrap.ts'
import { strengthsPage } from './parts/portal.ts'

export default defineCheck({
  id: 'bootstrap-strength-exists',
  severity: 'medium',
  title: 'A strength takes a passkey or a Temporary Access Pass, and nothing weaker.',
  why: 'The built-in phishing-resistant strength takes no pass. A strength that does lets people register and recover without opening the door to SMS again.',
  features: ['P1.1', 'P1.8'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strength-how-it-works',
  needs: { strengths: authenticationStrengths },
  judge({ strengths }, _now, read) {
    const found = strengths.find(isBootstrapStrength)
    if (found !== undefined) return pass(`The strength "${found.displayName ?? found.id}" takes a passkey or a pass.`)
    return failForWant(
      'No strength takes a passkey or a pass and nothing weaker.',
      [{ kind: 'setting', id: 'authenticationStrengths', name: 'Authentication strengths', detail: 'none fits' }],
      read.strengths,
      'Authentication strengths',
    )
  },
  remedy: () => ({
    portal: [...strengthsPage, 'New authentication strength'],
    requests: [bootstrapStrengthRequest],
    note: 'Making a strength changes nothing until a policy requires it.',
  }),
})
