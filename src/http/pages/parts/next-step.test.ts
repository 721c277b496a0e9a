// The one next step: worst first, policies before emergency accounts before people, and unknown before any good news.

import { expect, test } from 'vitest'
import { runChecks, type CheckResult } from '#domain/readiness/run-checks.ts'
import { now, goodTenant } from '../../../checks/good-tenant.fixture.ts'
import { fourChecks } from '../../server.fixture.ts'
import { inOrderOfWork, nextStep } from './next-step.ts'

const [failing, untold, passing, absent] = runChecks(fourChecks, goodTenant(), now) as [
  CheckResult,
  CheckResult,
  CheckResult,
  CheckResult,
]

const onPeople: CheckResult = {
  ...failing,
  id: 'a-people',
  concerns: [{ kind: 'person', id: '1', name: 'ada@contoso.com' }],
}
const onEmergency: CheckResult = { ...onPeople, id: 'b-emergency', features: ['S6'] }
const onPolicy: CheckResult = { ...failing, id: 'c-policy', concerns: [{ kind: 'policy', id: '1', name: 'CA001' }] }

test('the worst comes first, however the rest is ordered', () => {
  const mild: CheckResult = { ...onPolicy, severity: 'low' }
  expect(nextStep([mild, onPeople])?.id).toBe('a-people')
})

test('of the equally bad a policy comes before an emergency account, and that before people', () => {
  expect(nextStep([onPeople, onEmergency, onPolicy])?.id).toBe('c-policy')
  expect(nextStep([onPeople, onEmergency])?.id).toBe('b-emergency')
  expect(nextStep([onPeople])?.id).toBe('a-people')
})

test('what cannot be told comes before saying that all is well', () => {
  expect(nextStep([passing, absent, untold])?.id).toBe('untold-check')
  expect(nextStep([untold, { ...failing, severity: 'low' }])?.id).toBe('failing-check')
})

test('only where every check passes or does not apply is there none', () => {
  expect(nextStep([passing, absent])).toBeNull()
})

test('the list of what is to mend begins with the next step', () => {
  const checks = [onPeople, passing, onPolicy, onEmergency]
  expect(inOrderOfWork(checks, 'fail').map(({ id }) => id)).toEqual(['c-policy', 'b-emergency', 'a-people'])
  expect(inOrderOfWork(checks, 'fail')[0]).toBe(nextStep(checks))
})
