// What the end of Microsoft's SMS and voice does to a person (D1). Follows Microsoft's page and questions and answers on the retirement
// (2026-09-23): on 2027-02-01 whoever has only SMS or voice meets a blocking passkey registration; Global Administrators and external
// users on 2027-07-01; internal guests on the first date. A tenant may buy its own telephony instead, but nothing in Graph tells that.

import { campaignAsks } from './campaign-rules.ts'
import type { Exposure, PersonJudgement, ReasonCode } from './judgement.ts'
import { describeMethods, type MethodSummary } from './methods.ts'
import type { PersonCase } from './person-case.ts'
import type { TenantRules } from './tenant-rules.ts'
import { phoneIsOff } from './usable-keys.ts'

/** What happens to a person, the date that applies, and why. */
export type ExposureFinding = {
  readonly exposure: Exposure
  readonly date: PersonJudgement['date']
  readonly reasons: readonly ReasonCode[]
}

/** SMS and voice end for everybody else. Source: Microsoft, SMS and voice retirement. */
export const retirementDate = '2027-02-01'

/** SMS and voice end for Global Administrators and external users. Source: the same. */
export const laterRetirementDate = '2027-07-01'

/** Judges one person. Total: every case has exactly one of the four answers. */
export function exposureOf(person: PersonCase, rules: TenantRules): ExposureFinding {
  // Nobody signs in with a disabled account, so nothing stops it.
  if (person.accountEnabled === false) return notAffected('account-disabled')
  if (person.methods === null) return unknownBecause('methods-unread')
  const methods = describeMethods(person.methods)
  // The prompt asks for a passkey: whoever has one is past it, whatever else they have.
  if (methods.hasPasskey === true) return notAffected('has-passkey')
  // Any name we cannot place may be a passkey (not affected), a lasting method (nudged) or nothing (stopped): it decides, so nobody can tell.
  if (methods.unknownMethods.length > 0) {
    return unknownBecause(...methods.unknownMethods.map((name) => `unknown-method:${name}`))
  }
  if (methods.phoneOnly === true) return stopped(person, rules)
  // Without any method the retirement takes nothing away, and the campaign asks only after multifactor authentication.
  if (methods.hasMfa === false) return notAffected('no-mfa-method')
  return nudgedOrNot(person, methods, rules)
}

function stopped(person: PersonCase, rules: TenantRules): ExposureFinding {
  const { date, reasons } = dateFor(person)
  const off: readonly ReasonCode[] = phoneIsOff(person, rules) ? ['phone-switched-off'] : []
  return { exposure: 'stopped', date, reasons: ['phone-only', ...reasons, ...off, ...stateUnread(person)] }
}

function nudgedOrNot(person: PersonCase, methods: MethodSummary, rules: TenantRules): ExposureFinding {
  // Windows Hello and Platform SSO carry a person past the date on that computer only; everywhere else the phone was the way in.
  const bound: readonly ReasonCode[] = methods.computerBoundOnly === true ? ['computer-bound-only'] : []
  if (methods.hasPhone === true) {
    const { date, reasons } = dateFor(person)
    return { exposure: 'nudged', date, reasons: ['phone-and-more', ...bound, ...reasons, ...stateUnread(person)] }
  }
  const asks = campaignAsks(person, rules.campaign, rules.roles)
  if (asks.told === null) return unknownBecause(...asks.codes, ...bound)
  if (!asks.told) return notAffected('no-phone', ...bound)
  return { exposure: 'nudged', date: null, reasons: ['campaign-targets-passkeys', ...bound, ...stateUnread(person)] }
}

/** The earlier date holds unless the later one is known to: whoever prepares for the earlier is safe on both. */
function dateFor(person: PersonCase): {
  readonly date: PersonJudgement['date']
  readonly reasons: readonly ReasonCode[]
} {
  if (person.kind === 'external') return { date: laterRetirementDate, reasons: ['external-account'] }
  if (person.isGlobalAdministrator === true) return { date: laterRetirementDate, reasons: ['global-administrator'] }
  return { date: retirementDate, reasons: person.isGlobalAdministrator === null ? ['roles-unread'] : [] }
}

/** An account whose state the source does not tell is judged as enabled, which is the worse of the two. */
function stateUnread(person: PersonCase): readonly ReasonCode[] {
  return person.accountEnabled === null ? ['account-state-unread'] : []
}

function notAffected(...reasons: readonly ReasonCode[]): ExposureFinding {
  return { exposure: 'not-affected', date: null, reasons }
}

function unknownBecause(...reasons: readonly ReasonCode[]): ExposureFinding {
  return { exposure: 'unknown', date: null, reasons }
}
