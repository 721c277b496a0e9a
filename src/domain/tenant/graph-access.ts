// Fact: which calls Microsoft Graph answered and which it refused, with the permission or licence each needs.

import { defineFact } from './fact.ts'

export type CallOutcome = {
  readonly call: string
  readonly outcome: 'answered' | 'refused' | 'no-licence' | 'failed'
  readonly permission: string | null
  readonly licence: string | null
  /** Microsoft's error code when refused or failed; null when answered. */
  readonly errorCode: string | null
  readonly fact: string
}

export const graphAccess = defineFact<readonly CallOutcome[]>()({
  name: 'graph-access',
  title: 'Calls answered and refused',
  requirement: {
    call: null,
    permission: null,
    licence: null,
    why: 'What cannot be told, and which permission would tell it.',
  },
  maxAgeHours: 48,
})
