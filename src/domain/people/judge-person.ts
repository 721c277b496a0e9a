// What is said of a person: exposure to the date, destination, tier and next action, and the paths to registration, from a case and the
// tenant's rules. Total and deterministic: every case gets one verdict, and the same one each time.

import { destinationOf } from './destination.ts'
import { exposureOf } from './exposure.ts'
import type { PersonJudgement } from './judgement.ts'
import { openRoutes } from './open-routes.ts'
import type { PersonCase } from './person-case.ts'
import { registrationPath } from './registration-path.ts'
import type { TenantRules } from './tenant-rules.ts'
import { tierOf } from './tier.ts'

/** Judges one person. Reasons come in the order exposure, destination, tier, each once. */
export function judgePerson(person: PersonCase, rules: TenantRules): PersonJudgement {
  const exposure = exposureOf(person, rules)
  const open = openRoutes(person, rules)
  const destination = destinationOf(open)
  const today = registrationPath(person, open, rules, 'today')
  const required = registrationPath(person, open, rules, 'passkey-required')
  const tier = tierOf(person, rules, destination, today)
  return {
    exposure: exposure.exposure,
    date: exposure.date,
    destination: destination.destination,
    tier: tier.tier,
    nextAction: tier.nextAction,
    reasons: [...new Set([...exposure.reasons, ...destination.reasons, ...tier.reasons])],
    pathToday: today.path,
    pathWhenRequired: required.path,
  }
}
